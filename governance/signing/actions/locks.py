"""The lock of an area: its clock. Who holds it stops every change of what may be signed there until the end."""

from pilots.areas.models import AreaClock, PilotArea


def lock_area(area: PilotArea) -> None:
    """Hold the clock of an area until the transaction ends: facts, requests and signatures wait for each other."""
    list(AreaClock.objects.select_for_update().filter(area=area))
