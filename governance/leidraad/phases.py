"""The door out of the pre-exploration: only while the start gate is open, or while an area started deliberately."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.leidraad.models import Deviation
from governance.leidraad.standings import GateStanding, standing_of
from pilots.areas import actions
from pilots.areas.enums import Phase
from pilots.areas.models import AreaClock, PilotArea


class GateClosedError(actions.MoveError):
    """The start gate is closed. standing: how far it is; None while the guide of the area was not started."""

    def __init__(self, standing: GateStanding | None) -> None:
        super().__init__(_("The start gate of this area is closed."))
        self.standing = standing


@transaction.atomic
def start_exploration(*, area: PilotArea, by: User, today: date | None = None) -> PilotArea:
    """Move an area from the pre-exploration to the exploration. Raises GateClosedError or MoveError.

    The clock of the area is held from before the judgement until the end, so no fact can change in between. The
    database guards the same rule by a trigger, for every other way to change a phase.
    """
    AreaClock.objects.select_for_update().get(area=area)
    day = today or timezone.localdate()
    standing = standing_of(area.pk, today=day)
    is_allowed = (standing and standing.is_open) or Deviation.objects.running(day).filter(area=area).exists()
    if area.phase == Phase.PRE_EXPLORATION and not is_allowed:
        raise GateClosedError(standing)
    return actions.move_phase(area=area, to=Phase.EXPLORATION, by=by)
