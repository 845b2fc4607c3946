"""Organisations over all areas and the persons who speak for them, with what privacy law asks."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.tabular import csv_response
from pilots.stakeholders import actions
from pilots.stakeholders.exports import person_facts, person_header, person_rows
from pilots.stakeholders.forms import OrganisationForm, PersonForm
from pilots.stakeholders.models import Organisation, Person
from pilots.stakeholders.pages.parties import organisation_page
from pilots.stakeholders.views.doors import must_have
from pilots.stakeholders.views.frames import confirm_page, form_page


def _organisation(request: Request, pk: int, permission: str) -> Organisation:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    must_have(request, permission, organisation)
    return organisation


def _person(request: Request, pk: int, permission: str) -> Person:
    persons = Person.objects.visible_to(request.user).select_related("organisation", "user")
    person = get_object_or_404(persons, pk=pk)
    must_have(request, permission, person)
    return person


@opens("stakeholders.view_organisation")
@require_safe
def organisation_detail(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk, "stakeholders.view_organisation")
    page = organisation_page(organisation, request.user)
    return render(request, "stakeholders/organisation_detail.html", {"page": page})


@opens("stakeholders.change_organisation")
@require_http_methods(["GET", "POST"])
def organisation_edit(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk, "stakeholders.change_organisation")
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved, for every area in which this party takes part."))
        return redirect(organisation)
    return form_page(request, form, organisation.name, organisation.get_absolute_url(), organisation=organisation)


@opens("stakeholders.change_organisation")
@require_http_methods(["GET", "POST"])
def person_create(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk, "stakeholders.change_organisation")
    return _save_person(request, Person(organisation=organisation), _("Add a person"))


@opens("stakeholders.change_person")
@require_http_methods(["GET", "POST"])
def person_edit(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk, "stakeholders.change_person")
    return _save_person(request, person, _("Change a person"))


def _save_person(request: Request, person: Person, title: str) -> HttpResponse:
    organisation = person.organisation
    form = PersonForm(request.POST or None, instance=person, by=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The person has been saved."))
        return redirect(organisation)
    known = person if person.pk else None
    back = organisation.get_absolute_url()
    return form_page(request, form, title, back, organisation=organisation, person=known)


# Privacy ---------------------------------------------------------------------------------------------------------


@opens("stakeholders.change_person")
@never_cache
@require_POST
def person_export(request: Request, pk: int, kind: str) -> HttpResponse | StreamingHttpResponse:
    """Give what is kept of somebody who asks for it (GDPR, article 15). A POST, because the view log keeps who did."""
    person = _person(request, pk, "stakeholders.change_person")
    if kind not in ("csv", "json"):
        raise Http404
    actions.log_person_file(person=person, by=request.user)
    name = f"persoonsgegevens-{person.pk}.{kind}"
    if kind == "csv":
        return csv_response(name, person_header(), person_rows(person, request.user))
    response = JsonResponse(person_facts(person, request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@opens("stakeholders.anonymise_person")
@require_http_methods(["GET", "POST"])
def person_anonymise(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk, "stakeholders.anonymise_person")
    if request.method == "POST":
        actions.anonymise_person(person=person, by=request.user)
        messages.success(request, _("This person has been made anonymous."))
        return redirect(person.organisation)
    text = _(
        "Name, e-mail address, telephone, function and account are removed, also from the summaries of contacts. "
        "What was done stays counted. This cannot be undone. Consent and interviews have rules of their own."
    )
    title = _("Make %(name)s anonymous?") % {"name": person.name}
    back = person.organisation.get_absolute_url()
    return confirm_page(request, title, text, back, button=_("Make anonymous"), organisation=person.organisation)
