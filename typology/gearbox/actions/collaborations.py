"""Starting a collaboration, and answering its questions."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from typology.gearbox.models import Collaboration, TypologyVersion


@transaction.atomic
def start_collaboration(*, area: PilotArea, by: User, name: str = "", about: str = "") -> Collaboration:
    """Start a collaboration with the newest typology; without a name, the area gets one only when none is running.

    Raises TypologyVersion.DoesNotExist when no typology was loaded.
    """
    PilotArea.objects.select_for_update(of=("self",)).get(pk=area.pk)  # two clicks start one
    running = area.collaborations.running().first()
    if running is not None and not name:
        return running
    return Collaboration.objects.create(
        area=area,
        name=name or _("Collaboration %(area)s") % {"area": area.name},
        about=about,
        version=TypologyVersion.objects.newest(),
        updated_by=by,
    )


@transaction.atomic
def answer(
    *, collaboration: Collaboration, by: User, answers: Mapping[str, str], explanations: Mapping[str, str]
) -> Collaboration:
    """Keep these answers and explanations; what is not named stays as it is, so two people never wipe each other out.

    An empty text takes an answer or explanation away.
    """
    collaboration = (
        Collaboration.objects.select_for_update(of=("self",)).select_related("area", "version").get(pk=collaboration.pk)
    )
    collaboration.answers = _merged(collaboration.answers, answers)
    collaboration.explanations = _merged(collaboration.explanations, explanations)
    collaboration.updated_by = by
    collaboration.save()
    return collaboration


def _merged(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code, text in {**old, **new}.items() if text}
