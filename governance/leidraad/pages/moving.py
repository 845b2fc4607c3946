"""The preview of a move to another version of the guide."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from core.packs import label
from governance.leidraad.gathering import derived_in
from governance.leidraad.guide import Guide, compare
from governance.leidraad.models import Answer, Check, GuideVersion
from governance.leidraad.pages.derived import in_short
from governance.leidraad.pages.versions import difference_url
from governance.leidraad.standings import standing_of


@dataclass(frozen=True)
class ChangeRow:
    """One question that differs in the newer version. answer: what would be put away or kept; "" without an answer."""

    code: str
    old: str
    new: str
    answer: str
    explanation: str
    evidence_count: int


@dataclass(frozen=True)
class DerivedRow:
    """One question that the records answer from then on. earlier: what was answered by hand, kept; "" when nothing.

    answer: what the records say now, "" when they say nothing yet; short: why, in one sentence.
    """

    code: str
    question: str
    earlier: str
    answer: str
    short: str


@dataclass(frozen=True)
class MovePage:
    """What moving to a newer version of the guide changes, before anything happens.

    lapsing: names of the conditions of which signatures lapse: what was signed names the version of the guide.
    """

    url: str
    old_version: str
    new_version: str
    new_status: str
    added: tuple[ChangeRow, ...]
    reworded: tuple[ChangeRow, ...]
    removed: tuple[ChangeRow, ...]
    derived: tuple[DerivedRow, ...]
    lapsing: tuple[str, ...]

    @property
    def difference_url(self) -> str:
        """Where everything that differs can be read, also what changes no answer."""
        return difference_url(self.old_version, self.new_version)

    @property
    def lost(self) -> int:
        """How many answers would be put away."""
        return sum(bool(row.answer or row.explanation or row.evidence_count) for row in self.removed)


def move_page(check: Check, to: GuideVersion) -> MovePage:
    """Compare the version of a check with another one, with the answers that are concerned. Runs twelve queries."""
    answers = {answer.question: answer for answer in check.answers.current().prefetch_related("evidence")}
    newer = Guide(to.content)
    changes = compare(Guide(check.version.content), newer)

    def row(code: str, old: str, new: str) -> ChangeRow:
        answer = answers.get(code) or Answer(question=code)
        evidence = [each for each in answer.evidence.all() if each.removed_at is None] if answer.pk else []
        return ChangeRow(code, old, new, answer.get_value_display(), answer.explanation, len(evidence))

    rows = [
        row(
            change.code,
            label(change.old["question"]) if change.old else "",
            label(change.new["question"]) if change.new else "",
        )
        for change in changes
    ]
    return MovePage(
        url=check.get_absolute_url(),
        old_version=check.version.version,
        new_version=to.version,
        new_status=to.get_status_display(),
        added=tuple(each for each in rows if not each.old),
        reworded=tuple(each for each in rows if each.old and each.new and each.code not in newer.facts),
        removed=tuple(each for each in rows if not each.new),
        derived=_derived(check, newer, answers),
        lapsing=_lapsing(check),
    )


def _derived(check: Check, to: Guide, answers: Mapping[str, Answer]) -> tuple[DerivedRow, ...]:
    before = Guide(check.version.content).facts
    rows = []
    for code, found in derived_in(to, check.area_id, today=timezone.localdate()).items():
        if code not in before:
            earlier = answers[code].get_value_display() if code in answers else ""
            answer = str(found.value.label) if found.value else ""
            rows.append(DerivedRow(code, label(to.questions[code]["question"]), earlier, answer, in_short(found)))
    return tuple(rows)


def _lapsing(check: Check) -> tuple[str, ...]:
    standing = standing_of(check.area_id)
    guide = Guide(check.version.content)
    signed = {each.code for each in standing.conditions if each.signed} if standing else set()
    return tuple(label(each["name"]) for each in guide.conditions if each["code"] in signed)
