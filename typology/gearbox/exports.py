"""The to-arrange list as a table. Who arranges what only stands in it for who is involved with the area."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from core.tabular import Cell
from typology.gearbox.pages.arranging import ArrangementLine


def arranging_header(*, is_involved: bool) -> list[str]:
    """Return the column names."""
    names = [_("What has to be arranged"), _("Where it comes from"), _("Dial"), _("Level"), _("Needed")]
    names += [_("Why"), _("Condition of the guide"), _("How far"), _("Arranged since"), _("Done before or on")]
    return [*names, _("Owner"), _("Party that takes it up"), _("Note")] if is_involved else names


def arranging_rows(lines: Iterable[ArrangementLine], *, is_involved: bool) -> Iterator[list[Cell]]:
    """Give a row per line."""
    for line in lines:
        why = " | ".join(f"{answer.question} {answer.answer}" for answer in line.why)
        since = line.arranged_at.date() if line.arranged_at else None
        cells: list[Cell] = [
            line.what, line.kind_label, line.dial, line.level, line.demanded, why, line.condition_name,
            line.state_label, since, line.due_on,
        ]  # fmt: skip
        yield [*cells, line.owner, line.partner, line.note] if is_involved else cells
