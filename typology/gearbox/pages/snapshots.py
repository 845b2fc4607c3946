"""Snapshots of a collaboration: what one held, and two beside each other as a chart and tables.

A snapshot holds numbers per answer, never who gave it, and of a question nothing with fewer than three answers.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.charts import Figure, GroupedChart, Stack, figure
from core.packs import label
from typology.gearbox.arranging import FORM, PRINCIPLE
from typology.gearbox.board import answers_of
from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.gears import Profile, profile
from typology.gearbox.models import Snapshot, TypologyVersion
from typology.gearbox.tables import Question, Typology

DONE = ArrangementStatus.DONE.value


@dataclass(frozen=True, slots=True)
class SnapshotDial:
    """One dial at that moment: its level, and what the needed gear asked of it (None when not known)."""

    code: str
    name: str
    level: int
    needed: int | None


@dataclass(frozen=True, slots=True)
class SnapshotQuestion:
    """One question at that moment. median: in words, "" when not told. level: of the median. spread: in steps.

    joint: the joint answer in words; counts: every answer in words with how many gave it.
    """

    code: str
    dial: str
    question: str
    answered: int
    median: str
    level: int | None
    spread: int | None
    joint: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """One snapshot. current, needed: codes of gears, "" when not known. views: how many views it was made from.

    arranged: what was arranged by then.
    """

    pk: int
    title: str
    made_at: datetime.datetime
    made_by: str
    views: int
    version: str
    current: str
    needed: str
    dials: tuple[SnapshotDial, ...]
    questions: tuple[SnapshotQuestion, ...]
    arranged: tuple[tuple[int, str], ...]
    figure: Figure

    @property
    def day(self) -> datetime.date:
        return self.made_at.date()


@dataclass(frozen=True, slots=True)
class DialChange:
    """One dial in two snapshots; None where the version of one did not have it."""

    name: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int:
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One question in two snapshots; None where one did not have it."""

    dial: str
    question: str
    before: SnapshotQuestion | None
    after: SnapshotQuestion | None

    @property
    def moved(self) -> int | None:
        """How many levels the middle answer went up; None when one of them is not told."""
        if self.before is None or self.after is None or self.before.level is None or self.after.level is None:
            return None
        return self.after.level - self.before.level


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two snapshots side by side, the older one first. arranged: what was arranged between them."""

    area_name: str
    collaboration: str
    before: SnapshotPage
    after: SnapshotPage
    dials: tuple[DialChange, ...]
    questions: tuple[QuestionChange, ...]
    arranged: tuple[str, ...]
    figure: Figure


def snapshot_page(snapshot: Snapshot) -> SnapshotPage:
    """Return what one snapshot held, in the active language. At most one query, for its version."""
    version = _version(snapshot)
    tables, answers = version.tables, snapshot.content.get("answers", {})
    outcome = profile(tables, answers)
    dials = tuple(_dials(outcome))
    return SnapshotPage(
        pk=snapshot.pk,
        title=snapshot.title,
        made_at=snapshot.made_at,
        made_by=str(snapshot.made_by or ""),
        views=snapshot.views,
        version=version.version,
        current=outcome.current.code if outcome.current else "",
        needed=outcome.needed.gear.code if outcome.needed.gear else "",
        dials=dials,
        questions=tuple(_questions(tables, answers, _counts(snapshot.content))),
        arranged=tuple(_arranged(tables, snapshot.content)),
        figure=_dial_figure(dials),
    )


def _version(snapshot: Snapshot) -> TypologyVersion:
    """Return the version it was made with; one without that uses the version of the collaboration."""
    pinned, now = snapshot.content.get("version"), snapshot.collaboration.version
    return now if pinned in (None, now.pk) else TypologyVersion.objects.get(pk=pinned)


def _dials(outcome: Profile) -> Iterator[SnapshotDial]:
    needed = outcome.needed.gear
    for state in outcome.states:
        asked = needed.demands[state.dial.code].level if needed else None
        yield SnapshotDial(state.dial.code, label(state.dial.name), state.level, asked)


def _counts(content: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return how many gave each answer, per question: of parts, as the board and a workshop keep them."""
    parts = content.get("results", {}).values()
    return {code: dict(counts) for part in parts for code, counts in part.get("answers", {}).items()}


def _arranged(tables: Typology, content: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield what was done by then: its key, and own words or those of the typology."""
    words = {demand.code: label(demand.arrange) for gear in tables.gears for demand in gear.demands.values()}
    words |= {f"{PRINCIPLE}{one.code}": label(one.name) for one in tables.principles}
    words |= {f"{FORM}{one.code}": label(one.name) for one in tables.forms}
    for one in content.get("arrangements", ()):
        if one["status"] == DONE:
            yield one["key"], one["what"] or words.get(one["code"], one["code"])


def _questions(
    tables: Typology, answers: Mapping[str, str], counts: Mapping[str, Mapping[str, int]]
) -> Iterator[SnapshotQuestion]:
    for code, question in tables.questions.items():
        yield _question(label(tables.dial_of[code].name), question, answers.get(code), counts.get(code, {}))


def _question(dial: str, question: Question, joint: str | None, counts: Mapping[str, int]) -> SnapshotQuestion:
    options = question.levels
    places = [place for place, option in enumerate(options) for _one in range(counts.get(option.code, 0))]
    middle = options[places[(len(places) - 1) // 2]] if places else None
    fixed = question.answer(joint)
    return SnapshotQuestion(
        code=question.code,
        dial=dial,
        question=label(question.question),
        answered=len(places),
        median=label(middle.text) if middle else "",
        level=middle.level if middle else None,
        spread=places[-1] - places[0] if places else None,
        joint=label(fixed.text) if fixed else "",
        counts=tuple((label(option.text), counts.get(option.code, 0)) for option in answers_of(question))
        if places
        else (),
    )


def _dial_figure(dials: tuple[SnapshotDial, ...]) -> Figure:
    rows = tuple(Stack(dial.name, (dial.level, dial.needed)) for dial in dials)
    chart = GroupedChart(_("Level of every dial"), _("Level"), (_("Arranged"), _("Needed")), rows, _("Dial"))
    return figure(chart, "knoppen")


# Two of them ----------------------------------------------------------------------------------------------------------


def comparison_page(one: Snapshot, other: Snapshot) -> ComparisonPage:
    """Put two snapshots of one collaboration side by side, the older one first."""
    first, second = sorted((one, other), key=lambda snapshot: (snapshot.made_at, snapshot.pk))
    before, after = snapshot_page(first), snapshot_page(second)
    dials = tuple(_dial_changes(before, after))
    known = {key for key, _what in before.arranged}
    return ComparisonPage(
        area_name=first.collaboration.area.name,
        collaboration=first.collaboration.name,
        before=before,
        after=after,
        dials=dials,
        questions=tuple(_question_changes(before, after)),
        arranged=tuple(what for key, what in after.arranged if key not in known),
        figure=_comparison_figure(before, after, dials),
    )


def _dial_changes(before: SnapshotPage, after: SnapshotPage) -> Iterator[DialChange]:
    old, new = ({dial.code: dial for dial in page.dials} for page in (before, after))
    for code in dict.fromkeys((*new, *old)):
        name = (new.get(code) or old[code]).name
        yield DialChange(name, old[code].level if code in old else None, new[code].level if code in new else None)


def _question_changes(before: SnapshotPage, after: SnapshotPage) -> Iterator[QuestionChange]:
    old, new = ({question.code: question for question in page.questions} for page in (before, after))
    for code in dict.fromkeys((*new, *old)):
        shown = new.get(code) or old[code]
        yield QuestionChange(shown.dial, shown.question, old.get(code), new.get(code))


def _comparison_figure(before: SnapshotPage, after: SnapshotPage, dials: tuple[DialChange, ...]) -> Figure:
    rows = tuple(Stack(dial.name, (dial.before, dial.after)) for dial in dials)
    chart = GroupedChart(_("Level of every dial"), _("Level"), (before.title, after.title), rows, _("Dial"))
    return figure(chart, "vergelijking")
