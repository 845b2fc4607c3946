"""One party in an area: its page, adding, changing, stopping and removing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from pilots.areas.views.doors import open_area
from pilots.stakeholders import actions
from pilots.stakeholders.forms import PartnerForm, PartyForm
from pilots.stakeholders.models import Partner
from pilots.stakeholders.pages.parties import party_page
from pilots.stakeholders.views.doors import open_partner
from pilots.stakeholders.views.frames import confirm_page, form_page


@opens("stakeholders.view_partner")
@require_safe
def partner_detail(request: Request, slug: str, pk: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.view_partner")
    page = party_page(partner, request.user)
    return render(request, "stakeholders/partner_detail.html", {"area": partner.area, "page": page})


@opens(ACCOUNT)
@require_safe
def own_list(request: Request) -> HttpResponse:
    partners = Partner.objects.owned_by(request.user).select_related("area", "organisation")
    rows = partners.defer("area__boundary", "area__outline").order_by("organisation__name", "area__name")
    return render(request, "stakeholders/own_list.html", {"rows": list(rows)})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def partner_create(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    form = PartyForm(request.POST or None, area=area, user=request.user)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("name", "kind", "place")}
        partner = actions.add_partner(area=area, by=request.user, organisation=form.organisation, **facts)
        messages.success(request, _("“%(name)s” takes part now. Fill in what you know.") % {"name": partner})
        return redirect("stakeholders:partner-edit", slug=area.slug, pk=partner.pk)
    back = reverse("stakeholders:partner-list", args=[area.slug])
    return form_page(request, form, _("Add a party"), back, area=area)


@opens("stakeholders.change_partner")
@require_http_methods(["GET", "POST"])
def partner_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    form = PartnerForm(request.POST or None, instance=partner)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(partner)
    title = _("%(name)s in this area") % {"name": partner.organisation.name}
    return form_page(request, form, title, partner.get_absolute_url(), partner=partner)


@opens("stakeholders.change_partner")
@require_POST
def partner_stop(request: Request, slug: str, pk: int) -> HttpResponse:
    """Stop or take part again: the one undoes the other."""
    partner = open_partner(request, slug, pk, "stakeholders.change_partner")
    partner.until_on = None if partner.until_on else timezone.localdate()
    if partner.until_on and partner.since_on and partner.since_on > partner.until_on:
        partner.since_on = partner.until_on
    partner.save(update_fields=["since_on", "until_on", "updated_at"])
    word = _("“%(name)s” no longer takes part. All that is known stays.")
    again = _("“%(name)s” takes part again.")
    messages.success(request, (word if partner.until_on else again) % {"name": partner})
    return redirect(partner)


@opens("stakeholders.delete_partner")
@require_http_methods(["GET", "POST"])
def partner_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    partner = open_partner(request, slug, pk, "stakeholders.delete_partner")
    if request.method == "POST":
        try:
            actions.remove_partner(partner=partner, by=request.user)
        except actions.RemovalError as error:
            messages.error(request, str(error))
            return redirect(partner)
        word = _("“%(name)s” was removed from this area. Below the list you can undo that for one day.")
        messages.success(request, word % {"name": partner.organisation.name})
        return redirect("stakeholders:partner-list", slug=slug)
    text = _(
        "Its interests and promises in this area go with it; for one day you can undo that below the list. Contact "
        "moments stay. When the party only stops, choose “Stop” on its page: then everything is kept."
    )
    title = _("Remove this party from the area?")
    return confirm_page(request, title, text, partner.get_absolute_url(), partner=partner)


@opens("areas.change_pilotarea")
@require_POST
def partner_restore(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    try:
        partner = actions.restore_partner(area=area, number=pk, by=request.user)
    except actions.RemovalError as error:
        messages.error(request, str(error))
        return redirect("stakeholders:partner-list", slug=slug)
    messages.success(request, _("“%(name)s” is back, with its interests and promises.") % {"name": partner})
    return redirect(partner)
