"""The only ways to rounds and forms: whoever may not come in gets a 404 that says nothing about whether it exists."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import Request
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area
from pilots.intake.models import Form, FormVersion, Invitation, Round


def open_managed_area(request: Request, slug: str) -> PilotArea:
    """Return the area when this user may keep its rounds."""
    return open_area(request, slug, "areas.change_pilotarea")


def open_round(request: Request, slug: str, pk: int, permission: str = "intake.change_round") -> Round:
    """Return the round, with its area, sender and form."""
    area = open_managed_area(request, slug)
    rounds = Round.objects.select_related("sender", "form_version__form").defer("form_version__body")
    found = get_object_or_404(rounds, pk=pk, area=area)
    found.area = area
    if not request.user.has_perm(permission, found):
        raise Http404
    return found


def open_invitation(request: Request, slug: str, pk: int, invitation: int) -> Invitation:
    """Return the invitation in its round, with its person."""
    round_ = open_round(request, slug, pk)
    found = get_object_or_404(Invitation.objects.select_related("person__organisation"), pk=invitation, round=round_)
    found.round = round_
    return found


def open_form(request: Request, slug: str, permission: str = "intake.view_form") -> Form:
    """Return the form when this user has the permission on it."""
    form = get_object_or_404(Form.objects.visible_to(request.user), slug=slug)
    if not request.user.has_perm(permission, form):
        raise Http404
    return form


def open_version(request: Request, slug: str, number: int, permission: str = "intake.view_form") -> FormVersion:
    """Return one version of a form when this user has the permission on the form."""
    form = open_form(request, slug, permission)
    version = get_object_or_404(FormVersion.objects.select_related("published_by"), form=form, number=number)
    version.form = form
    return version
