"""The board of a collaboration: views side by side, the joint answer per question, and showing it to partners."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.packs import label
from typology.gearbox import actions
from typology.gearbox.forms import JointForm
from typology.gearbox.models import Collaboration
from typology.gearbox.pages.board import BoardPage, BoardQuestion, Order, board_page
from typology.gearbox.views.doors import CHANGE, open_board, open_collaboration


@opens("areas.involve_pilotarea")
@require_safe
def board(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_board(request, slug, pk)
    page = board_page(found, request.user, order=Order.read(request.GET.get("volgorde", "")))
    return render(request, "typology/board.html", {"area": found.area, "collaboration": found, "page": page})


@opens(CHANGE)
@require_POST
def share(request: Request, slug: str, pk: int) -> HttpResponse:
    """Show the board to partners, or to the team only."""
    found = open_collaboration(request, slug, pk, CHANGE)
    is_shared = request.POST.get("delen") == "ja"
    actions.share_board(collaboration=found, is_shared=is_shared, by=request.user)
    if is_shared:
        messages.success(request, _("Partners see the board now, with their account or their link."))
    else:
        messages.success(request, _("Only the team sees the board now."))
    return redirect("typology:board", slug, pk)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def fix(request: Request, slug: str, pk: int, code: str) -> HttpResponse:
    """Fix the joint answer to one question, beside how the views spread."""
    found = open_collaboration(request, slug, pk, CHANGE)
    question = found.version.tables.questions.get(code)
    if question is None:
        raise Http404
    page = board_page(found, request.user, order=Order.read(request.GET.get("volgorde", "")))
    joint, why = found.answers.get(code, ""), found.explanations.get(code, "")
    form = JointForm(question, request.POST if request.method == "POST" else None, joint=joint, why=why)
    if request.method == "POST" and form.is_valid() and _is_fixed(request, found, code, form):
        return _onward(request, found, page, code)
    line = next(one for one in page.questions if one.code == code)
    context = {"area": found.area, "collaboration": found, "page": page, "line": line, "form": form}
    return render(request, "typology/board_fix.html", context, status=422 if form.is_bound else 200)


def _is_fixed(request: Request, found: Collaboration, code: str, form: JointForm) -> bool:
    """Fix the answer; False, with the reason beside the form, when somebody else fixed another one meanwhile."""
    values = form.cleaned_data
    try:
        actions.fix_answer(
            collaboration=found, by=request.user, code=code, step=values["step"], why=values["why"], seen=values["seen"]
        )
    except actions.ChangedError as error:
        step = found.version.tables.questions[code].answer(error.theirs)
        theirs = label(step.text) if step else _("Not answered yet")
        message = _("Somebody else saved this while you were editing. Saved now: %(theirs)s.") % {"theirs": theirs}
        form.add_error(None, f"{message} {_('Yours stands below. Look at it and save again to replace theirs.')}")
        form.take_note_of(error.theirs)
        return False
    except actions.MoveError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The joint answer is saved."))
    return True


def _onward(request: Request, found: Collaboration, page: BoardPage, code: str) -> HttpResponse:
    """Go to the next question in this order, or back to the board."""
    after = _following(page, code)
    if "volgende" in request.POST and after:
        response = redirect("typology:board-fix", found.area.slug, found.pk, after.code)
        response["Location"] += f"?volgorde={page.order}"
        return response
    response = redirect("typology:board", found.area.slug, found.pk)
    response["Location"] += f"?volgorde={page.order}#vraag-{code}"
    return response


def _following(page: BoardPage, code: str) -> BoardQuestion | None:
    codes = [one.code for one in page.questions]
    return next(iter(page.questions[codes.index(code) + 1 :]), None)
