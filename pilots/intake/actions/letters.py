"""The letters of an invitation, in the language of the person: who asks, why, what happens with it, how to say no."""

from typing import Any

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
        return _compose(invitation, kind, reverse("intake:fill-start", args=[secret]))


def compose_confirmation(
    invitation: Invitation, secret: str, *, language: str, is_first: bool
) -> EmailMultiAlternatives:
    """Return the message that says that answers came in, with a link to the copy rather than the answers themselves."""
    with translation.override(language):
        return _compose(invitation, "confirmation", reverse("intake:fill-given", args=[secret]), is_first=is_first)


def _compose(invitation: Invitation, name: str, path: str, **more: Any) -> EmailMultiAlternatives:
    context = {
        "invitation": invitation,
        "round": invitation.round,
        "person": invitation.person,
        "address": f"{settings.SITE_URL}{path}",
        "site_name": settings.SITE_NAME,
        **more,
    }
    subject = render_to_string(f"intake/mail/{name}_subject.txt", context)
    message = compose(subject, render_to_string(f"intake/mail/{name}.txt", context).strip(), [invitation.person.email])
    message.reply_to = [invitation.round.sender.email]
    return message
