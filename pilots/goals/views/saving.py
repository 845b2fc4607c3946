"""One way to save a goal, measure or initiative, and one to remove anything, for every form of this room."""

from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import Request
from pilots.areas.models import PilotArea
from pilots.goals import actions
from pilots.goals.forms import PlacedForm
from pilots.goals.models import Placed

AnyPlaced = TypeVar("AnyPlaced", bound=Placed)


def save_placed(request: Request, form: PlacedForm, model: type[AnyPlaced], **fixed: Any) -> AnyPlaced | None:
    """Save a valid form, as a new row or as a change. Returns None when somebody else was first: the form says so."""
    row = form.instance
    if not row.pk:
        return actions.add_placed(model, by=request.user, **fixed, **form.values())
    try:
        return actions.change_placed(row, by=request.user, version=form.cleaned_data["version"], **form.values())
    except actions.EditConflictError as conflict:
        form.show_conflict(conflict.saved)
        return None


def placed_form(request: Request, area: PilotArea, form: PlacedForm, texts: dict[str, str]) -> HttpResponse:
    """Answer with the page of a form with a place. texts: its title, current tab and where “back” leads."""
    status = 409 if form.is_bound and form.non_field_errors() and not form.is_valid() else 200
    context = {"remove": "", **texts, "area": area, "form": form}
    return render(request, "goals/placed_form.html", context, status=status)


def plain_form(request: Request, area: PilotArea, form: Any, texts: dict[str, Any]) -> HttpResponse:
    """Answer with the page of a form without a place."""
    context = {"remove": "", "restore": "", "intro": "", **texts, "area": area, "form": form}
    return render(request, "goals/plain_form.html", context)


def confirm_removal(request: Request, area: PilotArea, row: Any, texts: dict[str, Any]) -> HttpResponse:
    """Ask whether to remove a row, and do so when asked with POST. texts: its name, what goes with it, and `back`."""
    if request.method == "POST":
        actions.remove(row, by=request.user)
        messages.success(request, _("Removed: %(name)s. It stays in the history.") % {"name": texts["name"]})
        return redirect(texts["back"])
    return render(request, "goals/removal.html", {"area": area, **texts})


def is_valid(request: Request, form: Any) -> bool:
    """Say whether something was sent and is right."""
    return request.method == "POST" and form.is_valid()


def keep(row: Model, request: Request, message: str) -> None:
    """Save one row in the name of the user and say so."""
    actions.save_row(row, by=request.user)
    messages.success(request, message)
