"""Loading versions of the guide, publishing them and moving their status: what curators decide."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.pack_versions import PackStatus, load
from core.packs import Pack
from governance.leidraad.enums import STATUS_MOVES, GuideStep
from governance.leidraad.models import GuideDecision, GuideVersion


class GuideMoveError(Exception):
    """A decision about a version of the guide that is not possible any more; says why."""


@transaction.atomic
def load_guide(*, pack: Pack, by: User | None = None) -> tuple[GuideVersion, bool]:
    """Store a checked guide as a version; says whether it is new. The very first one publishes itself.

    Any later one waits for a curator: until then no area starts with it. Raises PackError as loading any pack does.
    """
    version, is_new = load(GuideVersion, pack, by=by)
    if is_new and not GuideVersion.objects.exclude(pk=version.pk).exists():
        _publish(version, reason="", decided_on=timezone.localdate(), by=by)
    return version, is_new


@transaction.atomic
def decide(*, version: GuideVersion, step: GuideStep, reason: str, decided_on: date, by: User) -> GuideVersion:
    """Publish a version of the guide, or move its status one step. Raises GuideMoveError when that is not possible."""
    version = GuideVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if step not in steps_of(version):
        message = _("Version %(version)s is %(status)s; this decision is not possible.")
        raise GuideMoveError(message % {"version": version.version, "status": version.get_status_display().lower()})
    if step == GuideStep.PUBLISHED:
        return _publish(version, reason=reason, decided_on=decided_on, by=by)
    _note(version, step, reason, decided_on, by)
    version.status = step.value
    version.save(update_fields=["status"])
    return version


def steps_of(version: GuideVersion) -> tuple[GuideStep, ...]:
    """Return what may be decided about a version now."""
    publish = () if version.is_published else (GuideStep.PUBLISHED,)
    moves = STATUS_MOVES[PackStatus(version.status)]
    return (*publish, *(step for step in GuideStep if step.value in moves))


def _publish(version: GuideVersion, *, reason: str, decided_on: date, by: User | None) -> GuideVersion:
    _note(version, GuideStep.PUBLISHED, reason, decided_on, by)
    version.published_at, version.published_by = timezone.now(), by
    version.save(update_fields=["published_at", "published_by"])
    return version


def _note(version: GuideVersion, step: GuideStep, reason: str, decided_on: date, by: User | None) -> None:
    facts = {"before": version.status, "reason": reason, "decided_on": decided_on, "by": by}
    GuideDecision.objects.create(version=version, step=step, **facts)
