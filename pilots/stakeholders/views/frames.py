"""The two pages that most views share: a form, and a question before something is removed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.http import Request
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Organisation, Partner, Person
from pilots.stakeholders.pages import ContactWarning


def form_page(
    request: Request,
    form: Any,
    title: str,
    back: str,
    *,
    area: PilotArea | None = None,
    partner: Partner | None = None,
    organisation: Organisation | None = None,
    person: Person | None = None,
    warning: ContactWarning | None = None,
) -> HttpResponse:
    """Show a form. back: where to go without saving. What it is about makes the breadcrumb."""
    context = {
        "form": form,
        "title": title,
        "back": back,
        "area": partner.area if partner else area,
        "partner": partner,
        "organisation": organisation,
        "person": person,
        "warning": warning,
    }
    return render(request, "stakeholders/form.html", context)


def confirm_page(
    request: Request,
    title: str,
    text: str,
    back: str,
    *,
    button: str = "",
    partner: Partner | None = None,
    organisation: Organisation | None = None,
) -> HttpResponse:
    """Ask before something is removed or made anonymous."""
    context = {
        "title": title,
        "text": text,
        "back": back,
        "button": button or _("Remove"),
        "area": partner.area if partner else None,
        "partner": partner,
        "organisation": organisation,
    }
    return render(request, "stakeholders/confirm.html", context)
