"""The copy of what somebody sent in, as it is printed."""

from django.conf import settings
from django.template.loader import render_to_string

from pilots.intake.models import Attachment, OwnCopy
from pilots.intake.questionnaire import parse
from pilots.intake.sections import copy_of, sent_answers


def copy_html(own: OwnCopy) -> str:
    """Return the page of a copy, in the active language: what was sent last, without what was changed after that."""
    response = own.response
    files = Attachment.objects.filter(response=response)
    context = {
        "round": response.invitation.round,
        "response": response,
        "asked_at": own.asked_at,
        "language": own.language,
        "copy": copy_of(parse(response.form_version.body), sent_answers(response), list(files)),
        "site_name": settings.SITE_NAME,
    }
    return render_to_string("intake/pdf/copy.html", context)
