"""The letters about an own view, in the language of the person."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.mail import compose
from typology.gearbox.enums import ViewMail
from typology.gearbox.models import PartnerView


def compose_letter(view: PartnerView, kind: ViewMail, secret: str) -> EmailMultiAlternatives:
    """Return the message with a personal link, in the language of the person. The subject names the area and nobody."""
    with translation.override(view.language):
        name = "given" if kind == ViewMail.CONFIRMATION else "start"
        context: dict[str, Any] = {
            "view": view,
            "area": view.collaboration.area,
            "address": f"{settings.SITE_URL}{reverse(f'typology:view-{name}', args=[secret])}",
        }
        subject = render_to_string(f"typology/mail/{kind}_subject.txt", context)
        text = render_to_string(f"typology/mail/{kind}.txt", context).strip()
        message = compose(subject, text, [view.address])
    message.reply_to = [view.invited_by.email]
    return message
