"""What moving a collaboration to another version of the typology would do, before anybody confirms it."""

from dataclasses import dataclass

from typology.gearbox.models import Collaboration, TypologyVersion
from typology.gearbox.versions import Change, Fate, Move, move


@dataclass(frozen=True, slots=True)
class MovePage:
    """The preview. lost: joint answers that will not count any more; lost_in_views: answers of partners, idem."""

    old_version: str
    new_version: str
    status: str
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    reworded: tuple[Change, ...]
    kept: int
    lost: tuple[Change, ...]
    lost_in_views: int


def move_page(collaboration: Collaboration, target: TypologyVersion) -> MovePage:
    """Compare the version a collaboration is pinned to with another one. One query, for the views."""
    views = tuple(collaboration.views.exclude(sent_at=None).values_list("sent_answers", flat=True))
    found: Move = move(collaboration.version.tables, target.tables, collaboration.answers, views)
    return MovePage(
        old_version=collaboration.version.version,
        new_version=target.version,
        status=target.get_status_display(),
        added=found.of(Fate.ADDED),
        removed=found.of(Fate.REMOVED),
        reworded=found.of(Fate.REWORDED, Fate.LOST),
        kept=len(found.of(Fate.KEPT)),
        lost=found.lost,
        lost_in_views=found.lost_in_views,
    )
