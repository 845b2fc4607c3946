"""What the PDF reports are made of: their chapters, in the words of their templates.

Each chapter is filled from the page dataclasses of the room it is about (`reports.collect`), so a report says what the
screens say. `Status.tone` is "ok", "warn", "stop" or "neutral"; texts that are HTML are cleaned Markdown.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from reports.agreed import Agreed
from reports.approach import Approach
from reports.differences import Since
from reports.heard import Around, Heard, Voices
from reports.signatures import Signatures


@dataclass(frozen=True, slots=True)
class Status:
    """A word with the tone it is shown in; the word alone says everything."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a table of facts."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """A source or address. url: "" when it has none."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The start gate: may the process start, and why (not)."""

    status: Status
    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One document behind an answer. digest: its SHA-256, "" for an address."""

    title: str
    effective_on: date | None
    url: str
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a condition with what the area answers. derived: what its records say about it, in sentences."""

    code: str
    question: str
    status: Status
    reason: SafeString
    owner: str
    due_on: date | None
    evidence: tuple[Evidence, ...]
    derived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the guide, with its answers. reason: how far it is; example: "" when there is none.

    findings: those that recommend something to it; signed: how far its signatures are, None when nobody was asked.
    """

    number: str
    name: str
    is_hard: bool
    status: Status
    summary: str
    guidance: SafeString
    example: str
    reason: str
    answers: tuple[Answer, ...]
    open_points: tuple[str, ...]
    sources: tuple[Link, ...]
    findings: tuple[Heard, ...]
    signed: Status | None = None


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """One phase of the process: what it is for, what happens, and what it gives."""

    number: int
    name: str
    aim: str
    activities: SafeString
    result: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A heading with its text; "" while nobody wrote it."""

    heading: str
    text: SafeString


@dataclass(frozen=True, slots=True)
class DeliberateStart:
    """The decision to start while the gate is closed. text: who decided, when, and until when, in one line."""

    title: str
    text: str
    explanation: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The conditions of an area: `gate` sums them up. version: pack name, version and status in words.

    deliberate: the deliberate start that runs; is_without_gate: the area went on, the gate is closed, and nothing runs.
    """

    gate: Gate
    conditions: tuple[Condition, ...]
    answered: int
    asked: int
    chapters: tuple[Story, ...]
    steps: tuple[ProcessStep, ...]
    version: str
    disclaimer: str
    is_concept: bool
    deliberate: DeliberateStart | None = None
    is_without_gate: bool = False


@dataclass(frozen=True, slots=True)
class DialAnswer:
    """One question of a dial with its answer, in words."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Dial:
    """One dial of the schakelbak, on a scale from 0 to `top`. needed: None while the needed gear is unknown."""

    name: str
    now: int
    needed: int | None
    top: int
    answers: tuple[DialAnswer, ...]

    @property
    def needed_level(self) -> str:
        return "?" if self.needed is None else str(self.needed)

    @property
    def marks(self) -> list[int]:
        """Where the levels stand in the drawing."""
        return [self._place(level) for level in range(self.top + 1)]

    @property
    def now_x(self) -> int:
        return self._place(self.now)

    @property
    def needed_x(self) -> int | None:
        return None if self.needed is None else self._place(self.needed)

    def _place(self, level: int) -> int:
        return 240 + round(level * 360 / self.top)


@dataclass(frozen=True, slots=True)
class ToArrange:
    """One line of the to-arrange list. why: the answers and the rule behind it; who: takes it up, or usually does.

    state: None when nobody says how far it is; due_on and condition: None and "" when there is none.
    """

    dial: str
    what: str
    why: tuple[str, ...]
    who: str
    state: Status | None = None
    due_on: date | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One lens on the health of the collaboration, or one principle of its agreements, with why it reads so."""

    name: str
    status: Status
    sentence: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Gear:
    """A gear with its letter or number."""

    code: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Collaboration:
    """The schakelbak profile. now and needed: None while it is not filled in far enough.

    form: the governance form that fits, "" while unknown, with why; changes: what another answer would change. settled:
    how many points of the to-arrange list are behind us. alike: public areas that have much in common, with what.
    """

    now: Gear | None
    needed: Gear | None
    verdict: Status
    reasons: tuple[str, ...]
    dials: tuple[Dial, ...]
    to_arrange: tuple[ToArrange, ...]
    version: str
    is_concept: bool
    is_fictional: bool
    name: str = ""
    form: str = ""
    form_reasons: tuple[str, ...] = ()
    lenses: tuple[Judged, ...] = ()
    principles: tuple[Judged, ...] = ()
    changes: tuple[str, ...] = ()
    settled: int = 0
    alike: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A practice of the toolbox that fits, with the reasons."""

    title: str
    url: str
    where: str
    summary: str
    reasons: tuple[str, ...]
    sources: tuple[Link, ...]
    is_concept: bool


@dataclass(frozen=True, slots=True)
class MapShape:
    """One shape on the map as SVG path data; label_at: where its name goes, None when it is out of view."""

    kind: str
    name: str
    path: str
    label_at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A drawn map: shapes in one view box, a scale bar, and the same in words."""

    view_box: str
    width: float
    height: float
    shapes: tuple[MapShape, ...]
    scale_label: str
    scale_length: float
    text: str

    @property
    def kinds(self) -> frozenset[str]:
        """What is drawn, for the legend."""
        return frozenset(shape.kind for shape in self.shapes)

    @property
    def foot(self) -> float:
        """How far down the scale bar stands."""
        return self.height - 16

    @property
    def scale_box(self) -> float:
        return self.scale_length + 24


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One Natura 2000 site of the area."""

    number: int
    name: str
    protection: str
    area: str
    relation: str


@dataclass(frozen=True, slots=True)
class Stated:
    """One number somebody stated, with its source."""

    subject: str
    value: str
    source: Link
    stated_on: date | None
    is_conflicting: bool


@dataclass(frozen=True, slots=True)
class AreaChapter:
    """The area itself. map: None while nothing has been drawn."""

    name: str
    place: str
    facts: tuple[Fact, ...]
    phases: tuple[Status, ...]
    stories: tuple[Story, ...]
    map: AreaMap | None
    map_text: str
    sites: tuple[SiteLine, ...]
    numbers: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part, and as what."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class LeidraadReport:
    """The PDF guide of one area. since: what changed, None while there is no earlier version with other facts."""

    area: str
    place: str
    guide: Guide
    approach: Approach
    voices: Voices
    collaboration: Collaboration | None
    agreed: Agreed
    signatures: Signatures
    examples: tuple[Example, ...]
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class AreaReport:
    """The PDF area report. tiles: the four facts it opens with; since: as in the guide."""

    tiles: tuple[Fact, ...]
    area: AreaChapter
    people: tuple[Participant, ...]
    around: Around
    voices: Voices
    approach: Approach
    guide: Guide
    collaboration: Collaboration | None
    agreed: Agreed
    signatures: Signatures
    examples: tuple[Example, ...]
    sources: tuple[Link, ...]
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class Colophon:
    """What a PDF says about itself. made_at: the moment it was asked for, in local time."""

    title: str
    kind: str
    file_name: str
    language: str
    version: int
    author: str
    made_at: datetime
    content_hash: str
    site_name: str
    site_url: str
