"""Finds what may be a name in a text, and replaces the names that a person decided to replace.

Finding only proposes: rules that look at capitals and a list of known names both miss and mistake, and a person decides
about each. Replacing is exact: whole words, the longest name first, and none of the names is left.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pilots.interviews.enums import NameKind

CONTEXT: Final = 60  # characters on either side
MOST_ROUNDS: Final = 5

PREFIXES: Final = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "ten",
        "ter",
        "te",
        "op",
        "in",
        "aan",
        "bij",
        "uit",
        "onder",
        "over",
        "voor",
        "von",
        "du",
        "la",
        "le",
        "el",
        "al",
        "'s",
        "d'",
        "l'",
    ]
)
_NO_NAMES: Final = frozenset(
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "natura",
        "nederland",
        "nederlands",
        "nederlandse",
        "europa",
        "europese",
        "brussel",
        "den",
        "haag",
        "pasen",
        "kerst",
        "god",
        "ik",
        "u",
        "wij",
        "we",
        "jij",
        "hij",
        "zij",
        "het",
        "de",
        "een",
        "en",
        "maar",
        "dus",
        "want",
        "ja",
        "nee",
        "nou",
        "kijk",
        "ook",
        "toen",
        "dan",
        "daar",
        "hier",
        "als",
        "dat",
        "die",
        "dit",
        "wat",
        "wie",
        "waar",
        "hoe",
        "interviewer",
        "vraag",
        "antwoord",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "august",
        "october",
        "december",
        "i",
        "the",
        "and",
        "but",
        "so",
        "yes",
        "no",
        "well",
    ]
)
_TITLES: Final = frozenset(
    [
        "meneer",
        "mijnheer",
        "mevrouw",
        "dhr",
        "mevr",
        "mw",
        "dr",
        "ir",
        "ing",
        "prof",
        "boer",
        "wethouder",
        "burgemeester",
    ]
)
_PLACE_BEFORE: Final = frozenset(["in", "te", "naar", "bij", "uit", "rond", "richting", "langs", "near", "at", "from"])
_ORGANISATIONS: Final = re.compile(
    r"(?:waterschap|provincie|gemeente|stichting|vereniging|coöperatie|maatschap|landgoed|collectief|bv|b\.v\.|vof)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_](?:[\w]|[-’'](?=\w))*")
_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE: Final = re.compile(r"(?<![\w+])(?:\+31|0031|0)(?:[ \-–.()]{0,2}\d){9}(?!\d)")
_ADDRESS: Final = re.compile(
    r"\b[^\W\d_a-z][\w’'-]{1,40}(?:straat|weg|laan|dijk|pad|plein|steeg|kade|hof|singel|dreef|hoek|kamp)\s\d{1,5}[a-zA-Z]?\b"
)
_POSTCODE: Final = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may be a name. count: how often it occurs. suggestion: what could stand there instead."""

    original: str
    kind: NameKind
    count: int
    suggestion: str


@dataclass(frozen=True, slots=True)
class Known:
    """A name that is known before the text is read: of a participant (with a pseudonym), a person or a party."""

    name: str
    kind: NameKind
    pseudonym: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: characters `start` up to `end` of the old text became `length` characters."""

    start: int
    end: int
    length: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text in which names were replaced. rounds: the edits, round after round, each in the order of its text."""

    text: str
    rounds: tuple[tuple[Edit, ...], ...]

    def move(self, start: int, end: int) -> tuple[int, int]:
        """Return where the piece from `start` up to `end` stands now; a name at its border comes along whole."""
        for edits in self.rounds:
            start, end = _moved(edits, start, is_end=False), _moved(edits, end, is_end=True)
        return start, end


class NamesLeftError(Exception):
    """What stands instead of a name brings a name back, so that no end would come to replacing. names: which ones."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__()


# Finding --------------------------------------------------------------------------------------------------------------
def propose(text: str, known: Iterable[Known]) -> list[Found]:
    """Return what may be a name in this text, known names first, each once, in the order of the text."""
    kinds: dict[str, tuple[NameKind, str]] = {}
    for name, one in _variants(known):
        if next(occurrences(text, name), None):
            kinds.setdefault(name, (one.kind, one.pseudonym))
    for pattern, kind in (
        (_EMAIL, NameKind.EMAIL),
        (_PHONE, NameKind.PHONE),
        (_ADDRESS, NameKind.ADDRESS),
        (_POSTCODE, NameKind.ADDRESS),
    ):
        for match in pattern.finditer(text):
            kinds.setdefault(match[0].strip(), (kind, ""))
    for name, kind in _capitalised(text):
        kinds.setdefault(name, (kind, ""))
    return _suggested(text, kinds)


def _variants(known: Iterable[Known]) -> list[tuple[str, Known]]:
    """Return full names, then what people say of them: the first name, and the last one with and without "van"."""
    found: list[tuple[str, Known]] = []
    for one in known:
        words = one.name.split()
        parts = [one.name]
        if one.kind == NameKind.PERSON and len(words) > 1:
            middle = next((i for i in range(1, len(words)) if words[i].lower() not in PREFIXES), len(words) - 1)
            parts += [" ".join(words[1:]), " ".join(words[middle:]), words[0]]
        found += [(part, one) for part in dict.fromkeys(parts) if len(part) > 1]
    return found


def _capitalised(text: str) -> list[tuple[str, NameKind]]:
    """Return runs of capitalised words, with "van der" between them; a lone word at the start of a sentence not."""
    words = list(_WORD.finditer(text))
    found: list[tuple[str, NameKind]] = []
    index = 0
    while index < len(words):
        if not _is_capital(words[index]):
            index += 1
            continue
        last = _end_of_name(text, words, index)
        first = index
        index = last + 1
        opens = _opens_sentence(text, words[first])
        before = words[first - 1][0].lower() if first and not opens else ""
        while first <= last and words[first][0].lower() in (_NO_NAMES | PREFIXES):
            first, opens = first + 1, False
        if first > last or (opens and first == last and before not in _TITLES):
            continue
        name = text[words[first].start() : words[last].end()]
        found.append((name, _kind(name, before)))
    return found


def _is_capital(word: re.Match[str]) -> bool:
    return word[0][0].isupper() and len(word[0]) > 1


def _end_of_name(text: str, words: list[re.Match[str]], first: int) -> int:
    """Return the last word of the name that begins here: capitals, and prefixes with a capital after them."""
    last = first
    for index in range(first + 1, min(first + 9, len(words))):
        if text[words[index - 1].end() : words[index].start()] not in {" ", "\u00a0"}:
            break
        if _is_capital(words[index]):
            last = index
        elif words[index][0].lower() not in PREFIXES:
            break
    return last


def _opens_sentence(text: str, word: re.Match[str]) -> bool:
    before = text[max(0, word.start() - 3) : word.start()].rstrip(" \t\u00a0“‘\"'(–-")
    return not before or before[-1] in ".!?:;…\n"


def _kind(name: str, before: str) -> NameKind:
    if _ORGANISATIONS.search(name) or _ORGANISATIONS.fullmatch(before):
        return NameKind.ORGANISATION
    if name.isupper():
        return NameKind.ORGANISATION
    return NameKind.PLACE if before in _PLACE_BEFORE else NameKind.PERSON


STANDS_FOR: Final[Mapping[NameKind, str]] = {
    NameKind.PERSON: "persoon",
    NameKind.ORGANISATION: "organisatie",
    NameKind.PLACE: "plaats",
    NameKind.ADDRESS: "adres",
    NameKind.EMAIL: "e-mailadres",
    NameKind.PHONE: "telefoonnummer",
}


def _suggested(text: str, kinds: Mapping[str, tuple[NameKind, str]]) -> list[Found]:
    """Number what has no pseudonym of its own: [persoon 1], [persoon 2]; in brackets, so that readers see it."""
    numbers = dict.fromkeys(NameKind, 0)
    found = []
    for name, (kind, pseudonym) in kinds.items():
        if not pseudonym:
            numbers[kind] += 1
            pseudonym = f"[{STANDS_FOR[kind]} {numbers[kind]}]"
        found.append(Found(name, kind, sum(1 for _ in occurrences(text, name)), pseudonym))
    return [one for one in found if one.count]


def contexts(text: str, name: str, most: int = 3) -> list[tuple[str, str, str]]:
    """Return what stands before, at and after the first places where a name occurs."""
    places = islice(occurrences(text, name), most)
    return [(text[max(0, a - CONTEXT) : a].lstrip(), text[a:b], text[b : b + CONTEXT].rstrip()) for a, b in places]


def occurrences(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands as whole words: "Jan" does not stand in "januari", nor in "Janssen"."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (_joins(text[at - 1 : at], name[0]) or _joins(name[-1], text[end : end + 1])):
            yield at, end
        at = text.find(name, at + 1)


def _joins(left: str, right: str) -> bool:
    """Say whether two signs beside each other belong to one word."""
    return all(sign.isalnum() or sign == "_" for sign in (left, right))


# Replacing ------------------------------------------------------------------------------------------------------------
def replace(text: str, pairs: Mapping[str, str]) -> Replaced:
    """Replace each name by what stands for it, until none is left. Raises NamesLeftError when that never happens.

    The first name in the text goes first, of names that begin together the longest. A second round is needed when
    what stands for one name makes another one with the words beside it.
    """
    rounds: list[tuple[Edit, ...]] = []
    for _ in range(MOST_ROUNDS):
        places = _places(text, pairs)
        if not places:
            return Replaced(text, tuple(rounds))
        rounds.append(tuple(Edit(start, end, len(pairs[text[start:end]])) for start, end in places))
        borders = [0, *(border for place in places for border in place), len(text)]
        kept = (text[borders[i] : borders[i + 1]] for i in range(0, len(borders), 2))
        new = [pairs[text[start:end]] for start, end in places] + [""]
        text = "".join(piece for pair in zip(kept, new, strict=True) for piece in pair)
    left = dict.fromkeys(text[start:end] for start, end in _places(text, pairs))
    if left:
        raise NamesLeftError(left)
    return Replaced(text, tuple(rounds))


def _places(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Return where names stand, without overlap, in the order of the text."""
    everywhere = sorted(((start, -end) for name in names for start, end in occurrences(text, name)))
    places: list[tuple[int, int]] = []
    for start, minus_end in everywhere:
        if not places or start >= places[-1][1]:
            places.append((start, -minus_end))
    return places


def _moved(edits: Iterable[Edit], at: int, *, is_end: bool) -> int:
    shift = 0
    for edit in edits:
        if edit.end <= at:
            shift += edit.length - (edit.end - edit.start)
        elif edit.start < at:  # in the middle of a name
            return edit.start + shift + (edit.length if is_end else 0)
        else:
            break
    return at + shift
