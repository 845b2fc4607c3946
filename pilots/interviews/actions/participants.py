"""Who takes part in an interview, and the personal link with which they decide about their own words."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from core import links
from core.mail import compose
from pilots.interviews.models import Excerpt, Interview, Participant, ParticipantLink
from pilots.stakeholders.actions import log_contact
from pilots.stakeholders.enums import ContactKind
from pilots.stakeholders.models import Person

LINK_WORKS = timedelta(days=730)  # as long as the raw text is kept: consent can be withdrawn all that time


@transaction.atomic
def add_participant(*, interview: Interview, person: Person, label: str, by: User) -> Participant:
    """Add somebody to an interview; for the party behind the person that is a contact moment.

    It says the kind and the day only: with the person or the title others could tell who is behind a pseudonym.
    """
    participant = Participant.objects.create(interview=interview, person=person, label=label)
    log_contact(
        area=interview.area,
        organisation=person.organisation,
        person=None,
        kind=ContactKind.INTERVIEW,
        on=interview.held_on,
        by=by,
        summary="",
    )
    return participant


def make_link(*, participant: Participant) -> str:
    """Make a personal link and return its whole address, which is kept nowhere."""
    expires_at = timezone.now() + LINK_WORKS
    _, secret = links.make_link(ParticipantLink, expires_at=expires_at, participant=participant)
    return f"{settings.SITE_URL}{reverse('interviews:own-page', args=[secret])}"


def revoke_links(*, participant: Participant) -> int:
    """Stop all personal links of a participant at once, such as one that went to a wrong address. Returns how many."""
    return participant.links.filter(revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def ask_release(*, participant: Participant, by: User) -> bool:
    """Mail the participant a personal link to own quotes and consents. False when there is no address to mail to."""
    person = participant.person
    if person is None or not person.email:
        return False
    address = make_link(participant=participant)
    waiting = Excerpt.objects.filter(participant=participant, release__decided_at=None, release__isnull=False)
    context = {
        "name": person.name,
        "sender": by.name,
        "area": participant.interview.area.name,
        "held_on": participant.interview.held_on,
        "waiting": waiting.count(),
        "address": address,
    }
    with translation.override(person.language):
        subject = render_to_string("interviews/mail/release_subject.txt", context).strip()
        text = render_to_string("interviews/mail/release.txt", context).strip()
        message = compose(subject, text, [person.email])
        message.reply_to = [by.email]
        message.send()
    return True
