"""Asking partners for their own view: inviting, mailing again, reminding, handing over a link, withdrawing."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import links
from core.locks import take_turns
from pilots.stakeholders.actions import log_contact
from pilots.stakeholders.enums import ContactKind
from pilots.stakeholders.models import Partner, Person
from typology.gearbox.actions.collaborations import MoveError
from typology.gearbox.actions.letters import compose_letter
from typology.gearbox.enums import ViewMail
from typology.gearbox.models import Collaboration, PartnerView, ViewLink

LINK_WORKS: Final = timedelta(days=365)
MOST_REMINDERS: Final = 3


@transaction.atomic
def invite(*, collaboration: Collaboration, people: Iterable[Person], by: User) -> list[PartnerView]:
    """Ask these people for their view; mail who has an address.

    Who was asked already is left out; who was withdrawn is asked again. Returns the views of who is newly asked. Raises
    MoveError when the collaboration has ended.
    """
    take_turns(f"views of collaboration {collaboration.pk}")
    _refuse_when_ended(collaboration)
    found = Partner.objects.filter(area=collaboration.area_id).taking_part()
    by_organisation = {one.organisation_id: one for one in found.select_related("organisation", "area")}
    wanted = [(by_organisation[one.organisation_id], one) for one in people if one.organisation_id in by_organisation]
    with pghistory.context(user=by.pk):
        made = [_ask(collaboration, partner, person, by) for partner, person in wanted]
    asked = [view for view in made if view is not None]
    for view in asked:
        _mail(view, ViewMail.INVITATION, by)
    return asked


def _refuse_when_ended(collaboration: Collaboration) -> None:
    if Collaboration.objects.filter(pk=collaboration.pk, ended_on__isnull=False).exists():
        raise MoveError(_("This collaboration has ended. Open it again before you invite people."))


def _ask(collaboration: Collaboration, partner: Partner, person: Person, by: User) -> PartnerView | None:
    """Return the view of who is newly asked; None when they were asked before."""
    rows = PartnerView.objects.filter(collaboration=collaboration, person=person)
    old = rows.first()
    if old is None:
        return PartnerView.objects.create(collaboration=collaboration, partner=partner, person=person, invited_by=by)
    if old.withdrawn_at is None:
        return None
    old.withdrawn_at, old.partner, old.reminders = None, partner, 0
    old.invited_at, old.invited_by = timezone.now(), by
    old.save()
    return old


@transaction.atomic
def resend(*, view: PartnerView, by: User) -> PartnerView:
    """Mail the invitation again with a new link; older ones keep working. Raises MoveError."""
    found = _locked(view)
    _refuse_when_shut(found)
    if not found.address:
        raise MoveError(_("There is no e-mail address. Hand over a link instead."))
    if found.mailed_on == timezone.localdate():
        raise MoveError(_("This person was mailed today already."))
    _mail(found, ViewMail.INVITATION, by)
    return found


def remind(*, collaboration: Collaboration, by: User) -> list[PartnerView]:
    """Remind who was asked and has not sent anything: at most once a day, and so many times. Returns who was mailed."""
    keys = list(collaboration.views.remindable(timezone.localdate(), MOST_REMINDERS).values_list("pk", flat=True))
    found = [_remind(key, by) for key in keys]
    return [view for view in found if view is not None]


@transaction.atomic
def _remind(key: int, by: User) -> PartnerView | None:
    rows = PartnerView.objects.remindable(timezone.localdate(), MOST_REMINDERS)
    view = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if view is None:
        return None
    view.reminders += 1
    _mail(_with_all(view), ViewMail.REMINDER, by)
    return view


@transaction.atomic
def withdraw(*, view: PartnerView, by: User) -> PartnerView:
    """Withdraw an invitation: its links stop at once. What was sent counts, so it stays. Raises MoveError."""
    found = _locked(view)
    if found.sent_at:
        raise MoveError(_("This view was sent already. Only the partner can take it back."))
    with pghistory.context(user=by.pk):
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        found.links.filter(revoked_at=None).update(revoked_at=timezone.now())
    return found


@transaction.atomic
def make_link(*, view: PartnerView, by: User) -> str:
    """Make a link to hand over on paper or by telephone; returns its secret, seen this once. Raises MoveError.

    Not once something was filled in: whoever makes a link can open it, and nobody but the writer reads a view.
    """
    found = _locked(view)
    _refuse_when_shut(found)
    if found.has_content:
        raise MoveError(
            _("Something was filled in already, and whoever makes a link could read it. Mail the link to this person.")
        )
    _log(found, by)
    return _link(found)


@transaction.atomic
def own_link(*, view: PartnerView) -> str | None:
    """Return the secret of a new link for the person themselves; None when the invitation was withdrawn."""
    return None if view.withdrawn_at else _link(view)


def _refuse_when_shut(view: PartnerView) -> None:
    if view.withdrawn_at:
        raise MoveError(_("This invitation was withdrawn. Invite this person again first."))
    if view.collaboration.ended_on:
        raise MoveError(_("This collaboration has ended. Open it again before you invite people."))


def _locked(view: PartnerView) -> PartnerView:
    return _with_all(PartnerView.objects.select_for_update(of=("self",)).get(pk=view.pk))


def _with_all(view: PartnerView) -> PartnerView:
    """Return the same row with all that a letter needs."""
    path = ("collaboration__area__coordinator", "partner__organisation", "person__user", "invited_by")
    found = PartnerView.objects.select_related(*path).get(pk=view.pk)
    found.reminders = view.reminders
    return found


# Letters --------------------------------------------------------------------------------------------------------------


def _mail(view: PartnerView, kind: ViewMail, by: User) -> None:
    found = _with_all(view)
    if found.address:
        compose_letter(found, kind, _link(found)).send()
        _log(found, by)
        found.mailed_on = timezone.localdate()
    found.save(update_fields=["mailed_on", "reminders"])


def _link(view: PartnerView) -> str:
    return links.make_link(ViewLink, expires_at=timezone.now() + LINK_WORKS, view=view)[1]


def _log(view: PartnerView, by: User) -> None:
    log_contact(
        area=view.collaboration.area,
        organisation=view.partner.organisation,
        person=view.person,
        kind=ContactKind.MAIL,
        on=timezone.localdate(),
        by=by,
        summary=_("Asked for their view of “%(name)s”") % {"name": view.collaboration.name},
        is_request=True,
    )
