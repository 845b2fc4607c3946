"""The letters of an invitation, in the language of the person: who asks, why, what happens with it, how to say no."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.mail import compose
from pilots.intake.enums import MailKind
from pilots.intake.models import Invitation


def compose_letter(invitation: Invitation, kind: MailKind, secret: str) -> EmailMultiAlternatives:
    """Return the message with a personal link. The subject names the area and nothing about the person."""
    with translation.override(invitation.person.language):
        context = {
            "invitation": invitation,
            "round": invitation.round,
            "person": invitation.person,
            "address": f"{settings.SITE_URL}{reverse('intake:fill-start', args=[secret])}",
            "site_name": settings.SITE_NAME,
        }
        subject = render_to_string(f"intake/mail/{kind}_subject.txt", context)
        text = render_to_string(f"intake/mail/{kind}.txt", context).strip()
        message = compose(subject, text, [invitation.person.email])
    message.reply_to = [invitation.round.sender.email]
    return message
