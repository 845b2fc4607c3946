"""Content packs: versioned domain content in readable YAML, read with line numbers and checked as a whole.

A pack is one folder with YAML files. Their top-level keys together form one document, so a long pack may be cut into
files as its editor likes: a list in several files is joined in the order of the file names, any other key that occurs
twice is an error. The head says what it is:

    id: leidraad
    version: "0.1"          # quoted, or YAML makes it a number
    status: concept         # concept, getoetst or vastgesteld
    name: {nl: ..., en: ...}
    sources:                # entries refer to these by code
      - code: deck-7
        kind: deck          # deck, public (an open source with its `url`) or proposal (our own, still a concept)
        name: {nl: ..., en: ...}

All further content is lists of entries. A room describes them with `Shape`, reads with `read_pack` and stores the
result with `core.pack_versions.load`:

    SHAPE = Shape(children={"conditions": Shape(texts={"name"}, children={"questions": Shape(texts={"question"})})})
    pack = read_pack(settings.CONTENT_DIR / "leidraad", SHAPE, check=own_check)

Reading collects every problem before it gives up, so an editor mends a file in one go.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGES: Final = ("nl", "en")
STATUSES: Final = frozenset({"concept", "getoetst", "vastgesteld"})
SOURCE_KINDS: Final = frozenset({"deck", "public", "proposal"})
CODE = re.compile(r"[a-z0-9]+(?:[.\-_][a-z0-9]+)*", re.IGNORECASE)

# the parser of libyaml reads ten times as fast; nearly every build of PyYAML has it
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Spot = tuple[str | int, ...]
"""Where something stands in the content: keys and list positions from the top, e.g. `("conditions", 0, "name")`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a pack: file name, line (from 1), the entry it belongs to, and what to mend."""

    file: str
    line: int
    entry: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.entry}: {self.message}"


class PackError(Exception):
    """A pack that cannot be loaded; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line, problem.message)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Shape:
    """What one kind of entry holds. Every entry has a `code`, unique among all entries of its kind in the pack.

    texts: required pairs `{nl, en}`; optional_texts: pairs that may be absent.
    values: required plain values and their type; optional_values: may be absent.
    choices: required fields and the words they may hold.
    references: required fields that name the code, or a list of codes, of another kind (the key of its list);
    a list may be empty. optional_references: idem, may be absent.
    children: lists of entries inside this one, by key; each key is a kind. optional_children: may be absent.
    free: keys the reader leaves alone, for the pack's own check (a decision table).
    is_sourced: whether every entry names one or more `source` codes.
    """

    texts: Set[str] = frozenset()
    optional_texts: Set[str] = frozenset()
    values: Mapping[str, type] = field(default_factory=dict)
    optional_values: Mapping[str, type] = field(default_factory=dict)
    choices: Mapping[str, Set[str]] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    optional_references: Mapping[str, str] = field(default_factory=dict)
    children: Mapping[str, "Shape"] = field(default_factory=dict)
    optional_children: Mapping[str, "Shape"] = field(default_factory=dict)
    free: Set[str] = frozenset()
    is_sourced: bool = True

    @property
    def keys(self) -> frozenset[str]:
        """Every key an entry of this shape may have."""
        named = (self.texts, self.optional_texts, self.free, *map(frozenset, (self.values, self.optional_values)))
        more = map(frozenset, (self.choices, self.references, self.optional_references, self.all_children))
        return frozenset({"code", "source"}).union(*named, *more)

    @property
    def all_children(self) -> dict[str, "Shape"]:
        """The lists that must be there and those that may."""
        return {**self.children, **self.optional_children}


SOURCE = Shape(
    texts={"name"},
    optional_texts={"note"},
    choices={"kind": SOURCE_KINDS},
    optional_values={"url": str, "seen_on": str},
    is_sourced=False,
)


@dataclass(frozen=True, slots=True)
class Pack:
    """One checked version of a content pack. `content` is plain JSON data; `sha256` is that of its canonical form."""

    id: str
    version: str
    status: str
    content: dict[str, Any]
    sha256: str


class Draft:
    """A pack while it is being checked: its content, and where every part of it stands."""

    def __init__(self) -> None:
        self.content: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.places: dict[Spot, tuple[str, int]] = {}

    def report(self, spot: Spot, message: str) -> None:
        """Note that something is wrong at this spot, or in the nearest part around it that has a line."""
        file, line = next((self.places[part] for part in _around(spot) if part in self.places), ("pack.yaml", 1))
        self.problems.append(Problem(file, line, self.entry_name(spot), message))

    def entry_name(self, spot: Spot) -> str:
        """Name the innermost entry around this spot by its code; without one, by its keys."""
        for part in _around(spot):
            code = self.at(part).get("code") if isinstance(self.at(part), dict) else None
            if isinstance(code, str | int | float) and part:
                return str(code)
        return ".".join(map(str, spot)) or "pack"

    def at(self, spot: Spot) -> Any:
        """Return the content at this spot; None when there is none."""
        found: Any = self.content
        for key in spot:
            try:
                found = found[key]
            except (KeyError, IndexError, TypeError):
                return None
        return found


Check = Callable[[Draft], None]


def read_pack(folder: Path, shape: Shape, check: Check | None = None) -> Pack:
    """Read and check every `*.yaml` of a folder as one pack.

    shape: the top level; its `id`, `version`, `status`, `name` and `sources` come by themselves.
    check: the pack's own rules; it gets a draft that already has the right shape and calls `draft.report`.
    Raises PackError with every problem found.
    """
    draft = Draft()
    for path in sorted(folder.glob("*.yaml")):
        _read_file(draft, path)
    if not draft.content and not draft.problems:
        draft.problems.append(Problem(folder.name, 1, "pack", _("there is no YAML file in this folder")))
    if not draft.problems:
        _check_shape(draft, shape)
    if not draft.problems and check:
        check(draft)
    if draft.problems:
        raise PackError(draft.problems)
    content = draft.content
    return Pack(content["id"], content["version"], content["status"], content, fingerprint(content))


def canonical(content: Any) -> str:
    """Write JSON data in the one form that is hashed: sorted keys, no spaces, UTF-8 as it is."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(content: Any) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def label(texts: Mapping[str, str], language: str | None = None) -> str:
    """Pick the text in this language (the active one without it); Dutch when there is no such text."""
    wanted = (language or get_language() or "nl")[:2]
    return texts.get(wanted) or texts["nl"]


def _around(spot: Spot) -> Iterator[Spot]:
    """Yield this spot and every spot around it, from the inside out."""
    return (spot[:length] for length in range(len(spot), -1, -1))


# Reading -----------------------------------------------------------------------------------------------------------


def _read_file(draft: Draft, path: Path) -> None:
    try:
        loader = LOADER(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        message = getattr(error, "problem", None) or str(error)
        draft.problems.append(Problem(path.name, mark.line + 1 if mark else 1, "pack", message))
        return
    if not isinstance(node, yaml.MappingNode):
        draft.problems.append(Problem(path.name, 1, "pack", _("the file must hold keys and values")))
        return
    _read_mapping(draft, draft.content, node, (), _Source(path.name, loader))


@dataclass(frozen=True, slots=True)
class _Source:
    """The file that is being read, and what makes its plain values."""

    file: str
    loader: Any


def _read_mapping(draft: Draft, into: dict[str, Any], node: yaml.MappingNode, spot: Spot, source: _Source) -> None:
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if not spot and _is_continued(draft, key, value_node, source):
            into[key] += _read_items(draft, value_node, (key,), source, len(into[key]))
            continue
        if key in into:
            place = Problem(source.file, key_node.start_mark.line + 1, key, _("this key occurs twice"))
            draft.problems.append(place)
            continue
        draft.places[(*spot, key)] = (source.file, key_node.start_mark.line + 1)
        into[key] = _read_node(draft, value_node, (*spot, key), source)


def _is_continued(draft: Draft, key: str, node: yaml.Node, source: _Source) -> bool:
    """Say whether this is more of a list that an earlier file began."""
    is_list = isinstance(draft.content.get(key), list) and isinstance(node, yaml.SequenceNode)
    return is_list and draft.places[(key,)][0] != source.file


def _read_items(draft: Draft, node: yaml.SequenceNode, spot: Spot, source: _Source, start: int = 0) -> list[Any]:
    items = []
    for index, item in enumerate(node.value, start):
        draft.places[(*spot, index)] = (source.file, item.start_mark.line + 1)
        items.append(_read_node(draft, item, (*spot, index), source))
    return items


def _read_node(draft: Draft, node: yaml.Node, spot: Spot, source: _Source) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        _read_mapping(draft, mapping, node, spot, source)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return _read_items(draft, node, spot, source)
    value = source.loader.construct_object(node)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else value


# Checking ----------------------------------------------------------------------------------------------------------


def _check_shape(draft: Draft, shape: Shape) -> None:
    """Check the whole content against the shape, codes first, because references need them all."""
    top = Shape(
        texts=shape.texts | {"name"},
        optional_texts=shape.optional_texts,
        values={**shape.values, "id": str, "version": str},
        optional_values=shape.optional_values,
        choices={**shape.choices, "status": STATUSES},
        references=shape.references,
        optional_references=shape.optional_references,
        children={"sources": SOURCE, **shape.children},
        optional_children=shape.optional_children,
        free=shape.free,
        is_sourced=False,
    )
    codes: dict[str, set[str]] = {"sources": set()}
    _collect_codes(draft, top, (), codes)
    _check_entry(draft, top, (), codes)


def _collect_codes(draft: Draft, shape: Shape, spot: Spot, codes: dict[str, set[str]]) -> None:
    for kind, child in shape.all_children.items():
        known = codes.setdefault(kind, set())
        for entry in _entries(draft, (*spot, kind)):
            code = draft.at((*entry, "code"))
            if not isinstance(code, str) or not CODE.fullmatch(code):
                draft.report(entry, _("needs a code: letters, digits, dots and hyphens, in quotes when it is a number"))
            elif code in known:
                draft.report((*entry, "code"), _("this code occurs twice among the %(kind)s") % {"kind": kind})
            else:
                known.add(code)
            _collect_codes(draft, child, entry, codes)


def _entries(draft: Draft, spot: Spot) -> Iterator[Spot]:
    """Yield the spot of every entry of the list at this spot; what is not an entry is reported once by the caller."""
    found = draft.at(spot)
    if isinstance(found, list):
        yield from ((*spot, index) for index, entry in enumerate(found) if isinstance(entry, dict))


def _check_entry(draft: Draft, shape: Shape, spot: Spot, codes: Mapping[str, set[str]]) -> None:
    entry = draft.at(spot)
    for key in sorted(entry.keys() - shape.keys):
        draft.report((*spot, key), _("unknown key “%(key)s”") % {"key": key})
    for key in shape.texts | (shape.optional_texts & entry.keys()):
        _check_text(draft, (*spot, key))
    for key, kind_of_value in _expected(shape.values, shape.optional_values, entry.keys()):
        _check_value(draft, (*spot, key), kind_of_value)
    for key, words in shape.choices.items():
        if entry.get(key) not in words:
            message = _("“%(key)s” must be one of: %(words)s")
            draft.report((*spot, key), message % {"key": key, "words": ", ".join(sorted(words))})
    for key, kind in _expected(shape.references, shape.optional_references, entry.keys()):
        _check_reference(draft, (*spot, key), codes.get(kind, set()))
    if shape.is_sourced:
        _check_source(draft, (*spot, "source"), codes["sources"])
    for kind, child in shape.all_children.items():
        if kind in shape.children or kind in entry:
            _check_list(draft, (*spot, kind), child, codes)


def _expected(required: Mapping[str, Any], optional: Mapping[str, Any], entry: Set[str]) -> list[tuple[str, Any]]:
    return [*required.items(), *((key, value) for key, value in optional.items() if key in entry)]


def _check_list(draft: Draft, spot: Spot, shape: Shape, codes: Mapping[str, set[str]]) -> None:
    found = draft.at(spot)
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        draft.report(spot, _("“%(key)s” must be a list of entries") % {"key": spot[-1]})
        return
    for entry in _entries(draft, spot):
        _check_entry(draft, shape, entry, codes)


def _check_text(draft: Draft, spot: Spot) -> None:
    texts = draft.at(spot)
    if not isinstance(texts, dict) or texts.keys() - set(LANGUAGES):
        draft.report(spot, _("“%(key)s” needs a text in nl and in en") % {"key": spot[-1]})
        return
    for language in LANGUAGES:
        if language not in texts or texts[language] in ("", None):
            values = {"key": spot[-1], "language": language}
            draft.report(spot, _("“%(key)s” has no text in %(language)s") % values)
        elif not isinstance(texts[language], str):
            draft.report((*spot, language), _("this is not read as text: put it in quotes"))


def _check_value(draft: Draft, spot: Spot, kind: type) -> None:
    value = draft.at(spot)
    if value in ("", None):
        draft.report(spot, _("“%(key)s” is missing") % {"key": spot[-1]})
    elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        wanted = _("in quotes") if kind is str else kind.__name__
        draft.report(spot, _("“%(key)s” must be written differently: %(kind)s") % {"key": spot[-1], "kind": wanted})


def _check_reference(draft: Draft, spot: Spot, known: Set[str]) -> None:
    found = draft.at(spot)
    if found is None:
        draft.report(spot, _("“%(key)s” is missing") % {"key": spot[-1]})
        return
    for code in found if isinstance(found, list) else [found]:
        if code not in known:
            draft.report(spot, _("unknown code “%(code)s” in “%(key)s”") % {"code": code, "key": spot[-1]})


def _check_source(draft: Draft, spot: Spot, known: Set[str]) -> None:
    if not draft.at(spot):
        draft.report(spot, _("has no source"))
    else:
        _check_reference(draft, spot, known)
