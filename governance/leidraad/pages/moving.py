"""The preview of a move to another version of the guide."""

from dataclasses import dataclass

from core.packs import label
from governance.leidraad.guide import Guide, compare
from governance.leidraad.models import Answer, Check, GuideVersion


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
class MovePage:
    """What moving to a newer version of the guide changes, before anything happens."""

    url: str
    old_version: str
    new_version: str
    new_status: str
    added: tuple[ChangeRow, ...]
    reworded: tuple[ChangeRow, ...]
    removed: tuple[ChangeRow, ...]

    @property
    def lost(self) -> int:
        """How many answers would be put away."""
        return sum(bool(row.answer or row.explanation or row.evidence_count) for row in self.removed)


def move_page(check: Check, to: GuideVersion) -> MovePage:
    """Compare the version of a check with another one, with the answers that are concerned. Runs two queries."""
    answers = {answer.question: answer for answer in check.answers.current().prefetch_related("evidence")}
    changes = compare(Guide(check.version.content), Guide(to.content))

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
        reworded=tuple(each for each in rows if each.old and each.new),
        removed=tuple(each for each in rows if not each.new),
    )
