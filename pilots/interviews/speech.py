"""What somebody said, as text: turns of speakers, sentences to select, and subtitles turned into turns."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

LONGEST: Final = 400  # characters; speech without full stops is cut, or one "sentence" would be the whole text
SPEAKER: Final = re.compile(r"([^\W\d_][^\n:]{0,59}):[ \t]+(?=\S)")
_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:dhr|mevr|mw|dr|ir|ing|prof|bijv|bv|ca|nr|blz|enz|o\.a|d\.w\.z|m\.b\.t)|\b\w)\.$"
)
_TIMES: Final = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->.*$")
_VOICE: Final = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]{1,60})>")
_TAG: Final = re.compile(r"</?[a-zA-Z0-9][^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to select. number: from 1, through the whole text. turn: number of the turn it is in, from 0."""

    number: int
    start: int
    end: int
    turn: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one. speaker: "" when the text does not say. start: of the words."""

    speaker: str
    label_start: int
    start: int
    end: int


def turns(text: str) -> list[Turn]:
    """Return the turns: lines, with the speaker named before a colon. Empty lines are no turn."""
    found = []
    at = 0
    for line in text.split("\n"):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line) + 1
        if start >= end:
            continue
        named = SPEAKER.match(text, start, end)
        found.append(Turn(named[1].strip() if named else "", start, named.end() if named else start, end))
    return found


def sentences(text: str, in_turns: list[Turn]) -> list[Sentence]:
    """Return the sentences of these turns, at most `LONGEST` characters each."""
    found: list[Sentence] = []
    for number, turn in enumerate(in_turns):
        for start, end in _cut(text, turn.start, turn.end):
            found.append(Sentence(len(found) + 1, start, end, number))
    return found


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for match in _END.finditer(text, start, end):
        if match[0] != "\n" and _ABBREVIATION.search(text, max(start, match.start() - 10), match.end()):
            continue
        pieces += _short(text, start, match.end())
        start = match.end()
    return pieces + _short(text, start, end)


def _short(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at spaces until no piece is too long, and leave the spaces around the pieces out."""
    pieces = []
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    trimmed = (
        (a + len(text[a:b]) - len(text[a:b].lstrip()), b - len(text[a:b]) + len(text[a:b].rstrip())) for a, b in pieces
    )
    return [(a, b) for a, b in trimmed if a < b]


def subtitles(text: str) -> str:
    """Turn SRT or WebVTT into turns, one paragraph per speaker: without numbers, times, notes and styles."""
    said: list[tuple[str, str]] = []
    speaker = ""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\ufeff\n").split("\n")
        times = next((index for index, line in enumerate(lines) if _TIMES.match(line)), None)
        if times is None:
            continue
        for line in lines[times + 1 :]:
            voice = _VOICE.search(line)
            words = _TAG.sub("", line).strip().removeprefix("- ")
            named = SPEAKER.match(words)
            if voice or named:
                speaker = voice[1].strip() if voice else (named[1].strip() if named else "")
            said.append((speaker, words[named.end() :] if named and not voice else words))
    return "\n\n".join(_turn(name, [words for _, words in part]) for name, part in groupby(said, lambda one: one[0]))


def _turn(speaker: str, words: list[str]) -> str:
    text = " ".join(each for each in words if each)
    return f"{speaker}: {text}" if speaker else text
