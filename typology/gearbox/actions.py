"""Starting an assessment, and answering its questions."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from pilots.areas.models import PilotArea
from typology.gearbox.models import Assessment, TypologyVersion


@transaction.atomic
def start_assessment(*, area: PilotArea, by: User) -> Assessment:
    """Start the assessment of an area with the newest typology, or return the one it has.

    Raises TypologyVersion.DoesNotExist when no typology was loaded.
    """
    defaults = {"version": TypologyVersion.objects.newest(), "updated_by": by}
    return Assessment.objects.get_or_create(area=area, defaults=defaults)[0]


@transaction.atomic
def answer(
    *, assessment: Assessment, by: User, answers: Mapping[str, str], explanations: Mapping[str, str]
) -> Assessment:
    """Keep these answers and explanations; what is not named stays as it is, so two people never wipe each other out.

    An empty text takes an answer or explanation away.
    """
    assessment = (
        Assessment.objects.select_for_update(of=("self",)).select_related("area", "version").get(pk=assessment.pk)
    )
    assessment.answers = _merged(assessment.answers, answers)
    assessment.explanations = _merged(assessment.explanations, explanations)
    assessment.updated_by = by
    assessment.save()
    return assessment


def _merged(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code, text in {**old, **new}.items() if text}
