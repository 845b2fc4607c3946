"""How far the goals of an area are on the map: the deck (chapter 5) misses measures and goals that are “spatial”."""

from collections.abc import Iterable
from dataclasses import dataclass

from pilots.goals.enums import PlaceKind


@dataclass(frozen=True)
class SpatialShare:
    """Of `total` goals so many are on the map: drawn, or as a search area. percentage: None without goals."""

    total: int
    drawn: int
    search_areas: int

    @property
    def placed(self) -> int:
        return self.drawn + self.search_areas

    @property
    def missing(self) -> int:
        return self.total - self.placed

    @property
    def percentage(self) -> int | None:
        """Whole percents, rounded down: 100 means that nothing is missing."""
        return self.placed * 100 // self.total if self.total else None


def spatial_share(kinds: Iterable[str]) -> SpatialShare:
    """Count the kinds of place of goals."""
    listed = list(kinds)
    return SpatialShare(len(listed), listed.count(PlaceKind.DRAWN), listed.count(PlaceKind.SEARCH_AREA))
