"""Where a measure lies against Natura 2000 sites, measured in RD New."""

from collections.abc import Mapping
from dataclasses import dataclass

from core import geo
from pilots.goals.enums import Position

SLIVER = 0.005  # a share of the measure: lines that were drawn along a boundary never match exactly


@dataclass(frozen=True)
class Measured:
    """Position of one shape. nearest: key of the nearest site; distance_m: 0 when it touches; None without a site.

    overlap_ha: hectares inside any site, what sites share counted once.
    """

    position: Position
    nearest: int | None
    distance_m: int | None
    overlap_ha: float | None


def measure_position(place: geo.Shape, sites: Mapping[int, geo.Shape]) -> Measured:
    """Measure a shape against sites by key, all in RD New."""
    if not sites:
        return Measured(Position.UNKNOWN, None, None, None)
    distances = {key: geo.distance_m(place, site) for key, site in sites.items()}
    near = [sites[key] for key, metres in distances.items() if metres == 0]
    overlap = geo.overlap_ha(place, geo.merge(near)) if near else 0.0
    nearest = min(sites, key=lambda key: (distances[key], -geo.overlap_ha(place, sites[key]), key))
    return Measured(_position(overlap, geo.area_ha(place)), nearest, round(distances[nearest]), round(overlap, 2))


def _position(overlap: float, area: float) -> Position:
    if overlap <= SLIVER * area:
        return Position.OUTSIDE
    return Position.INSIDE if overlap >= (1 - SLIVER) * area else Position.PARTLY
