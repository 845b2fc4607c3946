"""Interests, contact moments and promises of a party."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from core.access import opens
from pilots.stakeholders import actions
from pilots.stakeholders.forms import ContactForm, InterestForm, PromiseForm, SettleForm
from pilots.stakeholders.models import ContactMoment, Interest, Partner, Promise
from pilots.stakeholders.pages import ContactWarning, contact_warning
from pilots.stakeholders.views.doors import must_have, open_partner
from pilots.stakeholders.views.frames import confirm_page, form_page


def _form(
    request: Request, partner: Partner, form: Any, title: str, warning: ContactWarning | None = None
) -> HttpResponse:
    return form_page(request, form, title, partner.get_absolute_url(), partner=partner, warning=warning)


def _confirm(request: Request, partner: Partner, title: str, text: str) -> HttpResponse:
    return confirm_page(request, title, text, partner.get_absolute_url(), partner=partner)


def _done(request: Request, partner: Partner, message: str) -> HttpResponse:
    messages.success(request, message)
    return redirect(partner)


# Interests -------------------------------------------------------------------------------------------------------


def _may_hide(request: Request, partner: Partner) -> bool:
    """The party itself and the coordinator of the area may keep an interest private."""
    return request.user.has_perm("stakeholders.change_interest", Interest(partner=partner, visibility="private"))


@opens("stakeholders.view_partner")
@require_http_methods(["GET", "POST"])
def interest_create(request: Request, slug: str, pk: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.view_partner")
    must_have(request, "stakeholders.change_interest", Interest(partner=partner, visibility="shared"))
    new = Interest(partner=partner, written_by=request.user)
    form = InterestForm(request.POST or None, instance=new, may_hide=_may_hide(request, partner))
    if request.method == "POST" and form.is_valid():
        form.save()
        return _done(request, partner, _("The interest has been saved."))
    return _form(request, partner, form, _("Interest of %(name)s") % {"name": partner.organisation.name})


def _interest(request: Request, partner: Partner, number: int) -> Interest:
    found = get_object_or_404(Interest.objects.visible_to(request.user), partner=partner, pk=number)
    found.partner = partner
    must_have(request, "stakeholders.change_interest", found)
    return found


@opens("stakeholders.change_interest")
@require_http_methods(["GET", "POST"])
def interest_edit(request: Request, slug: str, pk: int, number: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.view_partner")
    interest = _interest(request, partner, number)
    form = InterestForm(request.POST or None, instance=interest, may_hide=_may_hide(request, partner))
    if request.method == "POST" and form.is_valid():
        form.save()
        return _done(request, partner, _("The interest has been saved."))
    return _form(request, partner, form, _("Interest of %(name)s") % {"name": partner.organisation.name})


@opens("stakeholders.change_interest")
@require_http_methods(["GET", "POST"])
def interest_delete(request: Request, slug: str, pk: int, number: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.view_partner")
    interest = _interest(request, partner, number)
    if request.method == "POST":
        interest.delete()
        return _done(request, partner, _("The interest has been removed."))
    return _confirm(request, partner, _("Remove this interest?"), interest.text)


# Contact moments -------------------------------------------------------------------------------------------------


@opens("stakeholders.change_partner")
@require_http_methods(["GET", "POST"])
def contact_create(request: Request, slug: str, pk: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    form = ContactForm(request.POST or None, organisation=partner.organisation)
    if request.method == "POST" and form.is_valid():
        actions.log_contact(area=partner.area, organisation=partner.organisation, by=request.user, **form.cleaned_data)
        return _done(request, partner, _("The contact has been noted."))
    warning = contact_warning(partner.organisation, timezone.localdate(), viewer=request.user)
    return _form(request, partner, form, _("Contact with %(name)s") % {"name": partner.organisation.name}, warning)


def _contact(partner: Partner, number: int) -> ContactMoment:
    return get_object_or_404(ContactMoment, area=partner.area, organisation=partner.organisation, pk=number)


@opens("stakeholders.change_contactmoment")
@require_http_methods(["GET", "POST"])
def contact_edit(request: Request, slug: str, pk: int, number: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    contact = _contact(partner, number)
    form = ContactForm(request.POST or None, instance=contact, organisation=partner.organisation)
    if request.method == "POST" and form.is_valid():
        form.save()
        return _done(request, partner, _("The contact has been saved."))
    return _form(request, partner, form, _("Contact with %(name)s") % {"name": partner.organisation.name})


@opens("stakeholders.change_contactmoment")
@require_http_methods(["GET", "POST"])
def contact_delete(request: Request, slug: str, pk: int, number: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    contact = _contact(partner, number)
    if request.method == "POST":
        contact.delete()
        return _done(request, partner, _("The contact has been removed."))
    return _confirm(request, partner, _("Remove this contact?"), f"{contact} {contact.summary}".strip())


# Promises --------------------------------------------------------------------------------------------------------


@opens("stakeholders.change_partner")
@require_http_methods(["GET", "POST"])
def promise_create(request: Request, slug: str, pk: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    form = PromiseForm(request.POST or None, instance=Promise(partner=partner))
    if request.method == "POST" and form.is_valid():
        form.save()
        return _done(request, partner, _("The promise has been noted."))
    return _form(request, partner, form, _("Promise between us and %(name)s") % {"name": partner.organisation.name})


@opens("stakeholders.change_promise")
@require_http_methods(["GET", "POST"])
def promise_edit(request: Request, slug: str, pk: int, number: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    promise = get_object_or_404(Promise, partner=partner, pk=number)
    form = PromiseForm(request.POST or None, instance=promise)
    if request.method == "POST" and form.is_valid():
        form.save()
        return _done(request, partner, _("The promise has been saved."))
    return _form(request, partner, form, _("Promise between us and %(name)s") % {"name": partner.organisation.name})


@opens("stakeholders.change_promise")
@require_http_methods(["GET", "POST"])
def promise_settle(request: Request, slug: str, pk: int, number: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    promise = get_object_or_404(Promise, partner=partner, pk=number)
    form = SettleForm(request.POST or None, promise=promise)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.settle_promise(
                promise=promise, to=values["state"], on=values["settled_on"], note=values["note"], by=request.user
            )
        except actions.MoveError as error:
            form.add_error("state", str(error))
        else:
            return _done(request, partner, _("Saved."))
    return _form(request, partner, form, _("Was this promise kept?"))


@opens("stakeholders.change_promise")
@require_http_methods(["GET", "POST"])
def promise_delete(request: Request, slug: str, pk: int, number: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    promise = get_object_or_404(Promise, partner=partner, pk=number)
    if request.method == "POST":
        promise.delete()
        return _done(request, partner, _("The promise has been removed."))
    return _confirm(request, partner, _("Remove this promise?"), promise.text)
