"""What the pages of an own view show: the questions of a dial each with its note, how far somebody is, all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pilots.intake.posting import Parts
from pilots.intake.questionnaire import Progress, Questionnaire, progress
from pilots.intake.sections import Copy, CopyLine, QuestionView, SectionPage, Stored, copy_of, section_page, values_of
from typology.gearbox.asking import REMARK, counted


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, and the private note beside it; None where there is none."""

    question: QuestionView
    note: QuestionView | None


@dataclass(frozen=True, slots=True)
class FillPage:
    """One page of questions. section: its place among the others, and how far somebody is."""

    section: SectionPage
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One question with the answer in words, "" when it is open; and the note that stays private."""

    line: CopyLine
    note: str


@dataclass(frozen=True, slots=True)
class SummarySection:
    """One dial, or the interests, with everything that was filled in."""

    key: str
    title: str
    lines: tuple[SummaryLine, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything somebody filled in. open_number: questions without an answer; they may stay open."""

    sections: tuple[SummarySection, ...]
    progress: Progress
    conflicts: tuple[tuple[str, CopyLine], ...]
    has_answer: bool

    @property
    def open_number(self) -> int:
        return self.progress.total - self.progress.answered

    @property
    def can_be_sent(self) -> bool:
        return self.has_answer and not self.conflicts


def progress_of(questionnaire: Questionnaire, answers: Mapping[str, Stored]) -> Progress:
    """Return how far somebody is; notes and interests need not be filled in, so they do not count."""
    return progress(counted(questionnaire), values_of(answers))


def fill_page(
    questionnaire: Questionnaire,
    key: str,
    answers: Mapping[str, Stored],
    *,
    typed: Mapping[str, Parts] | None = None,
    errors: Mapping[str, str] | None = None,
) -> FillPage | None:
    """Return one page of questions; None when there is none with this key. typed, errors: what was just refused."""
    page = section_page(questionnaire, key, answers, typed=typed, errors=errors)
    if page is None:
        return None
    notes = {one.key.removesuffix(REMARK): one for one in page.questions if one.key.endswith(REMARK)}
    pairs = (Pair(one, notes.get(one.key)) for one in page.questions if not one.key.endswith(REMARK))
    return FillPage(replace(page, progress=progress_of(questionnaire, answers)), tuple(pairs))


def summary_of(questionnaire: Questionnaire, answers: Mapping[str, Stored]) -> Summary:
    """Return everything that was filled in, in the active language."""
    copy = copy_of(questionnaire, answers)
    dials = {section.key for section in questionnaire.sections[:-1]}
    conflicts = ((one.section.key, line) for one in copy.sections for line in one.lines if line.has_conflict)
    return Summary(
        sections=tuple(_sections(copy)),
        progress=progress_of(questionnaire, answers),
        conflicts=tuple(conflicts),
        has_answer=any(
            line.text and not line.question.key.endswith(REMARK)
            for section in copy.sections
            if section.section.key in dials
            for line in section.lines
        ),
    )


def _sections(copy: Copy) -> list[SummarySection]:
    found = []
    for section in copy.sections:
        notes = {line.question.key: line.text for line in section.lines if line.question.key.endswith(REMARK)}
        lines = (line for line in section.lines if not line.question.key.endswith(REMARK))
        pairs = tuple(SummaryLine(line, notes.get(line.question.key + REMARK, "")) for line in lines)
        found.append(SummarySection(section.section.key, str(section.section.title), pairs))
    return found
