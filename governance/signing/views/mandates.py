"""Who may sign in an area, and who stands in for whom."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from core.access import ACCOUNT, opens
from governance.signing import actions
from governance.signing.forms import DelegationForm, EndForm, MandateForm
from governance.signing.models import Delegation, Mandate
from governance.signing.rules import can_mandate_province
from governance.signing.views.delegating import delegated
from governance.signing.views.doors import open_own_area


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def mandate_list(request: Request, slug: str) -> HttpResponse:
    """Show who may sign in an area, and record a mandate."""
    area = open_own_area(request, slug)
    provinces = [province for province in area.provinces if can_mandate_province(request.user, province)]
    form = MandateForm(request.POST or None, area=area, provinces=provinces)
    if request.method == "POST" and form.is_valid():
        actions.give_mandate(by=request.user, **form.values())
        messages.success(request, _("The mandate is recorded."))
        return redirect("signing:mandate-list", slug)
    mandates = Mandate.objects.for_area(area).select_related("area", "partner__organisation", "user", "given_by")
    today = timezone.localdate()
    running = set(Mandate.objects.for_area(area).running(today).values_list("pk", flat=True))
    context = {"area": area, "form": form, "mandates": mandates, "running": running, "provinces": provinces}
    context["today"] = today
    return render(request, "signing/mandate_list.html", context, status=422 if form.is_bound else 200)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def mandate_end(request: Request, slug: str, pk: int) -> HttpResponse:
    """End a mandate: of a whole province only by who may give one there."""
    area = open_own_area(request, slug)
    own = [province for province in area.provinces if can_mandate_province(request.user, province)]
    rows = Mandate.objects.filter(area=area) | Mandate.objects.filter(province__in=own)
    mandate = get_object_or_404(rows, pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_mandate(mandate=mandate, on=form.cleaned_data["on"], by=request.user)
        except actions.SigningError as refused:
            form.add_error("on", str(refused))
        else:
            messages.success(request, _("The mandate ends on that day. What was signed stays."))
            return redirect("signing:mandate-list", slug)
    context = {"area": area, "form": form, "mandate": mandate}
    return render(request, "signing/mandate_end.html", context, status=422 if form.is_bound else 200)


@opens(ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_add(request: Request, pk: int) -> HttpResponse:
    """Let somebody else sign in the place of the holder of a mandate, for some time."""
    mandate = get_object_or_404(Mandate.objects.of_user(request.user).select_related("area"), pk=pk)
    form = DelegationForm(request.POST or None, mandate=mandate)
    if delegated(request, form, mandate, by=request.user):
        return redirect("signing:desk")
    context = {"form": form, "mandate": mandate}
    return render(request, "signing/delegation_form.html", context, status=422 if form.is_bound else 200)


@opens(ACCOUNT)
@require_POST
def delegation_withdraw(request: Request, pk: int) -> HttpResponse:
    rows = Delegation.objects.filter(mandate__in=Mandate.objects.of_user(request.user))
    actions.withdraw_delegation(delegation=get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, _("From now on you sign yourself."))
    return redirect("signing:desk")
