"""Writing, changing, closing and withdrawing comments. Reading them is done on the page of what they are about."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from core.access import ACCOUNT, opens
from governance.comments import actions
from governance.comments.forms import CommentForm
from governance.comments.models import Comment
from governance.comments.pages import place_of, threads_of
from governance.comments.registry import target_of
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import enter, open_area


@opens("areas.involve_pilotarea")
@require_POST
def area_comment_add(request: Request, slug: str, kind: str, code: str) -> HttpResponse:
    """Add a comment to something of an area."""
    return _add(request, open_area(request, slug, "areas.involve_pilotarea"), kind, code)


@opens(ACCOUNT)
@require_POST
def comment_add(request: Request, kind: str, code: str) -> HttpResponse:
    """Add a comment to something that belongs to no area."""
    return _add(request, None, kind, code)


@opens("comments.change_comment")
@require_http_methods(["GET", "HEAD", "POST"])
def comment_edit(request: Request, pk: int) -> HttpResponse:
    comment = _own(request, pk, "comments.change_comment")
    form = CommentForm(request.POST or None, initial={"text": comment.text, "version": comment.version})
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, comment, status=422 if form.errors else 200)
    try:
        actions.edit_comment(comment=comment, text=form.cleaned_data["text"])
    except actions.TooLateError as error:
        form.add_error(None, str(error))
        return _form(request, form, comment, status=409)
    return redirect(place_of(comment.area, comment.kind, comment.code))


@opens("comments.withdraw_comment")
@require_POST
def comment_withdraw(request: Request, pk: int) -> HttpResponse:
    comment = _own(request, pk, "comments.withdraw_comment")
    actions.withdraw_comment(comment=comment, by=request.user)
    return _done(request, comment, _("The comment is withdrawn. Its text is gone."))


@opens("comments.resolve_comment")
@require_POST
def comment_resolve(request: Request, pk: int) -> HttpResponse:
    """Close a comment, or open it again when the form says so."""
    comment = _own(request, pk, "comments.resolve_comment")
    if request.POST.get("open"):
        actions.reopen_comment(comment=comment)
        return _done(request, comment, _("The comment is open again."))
    actions.resolve_comment(comment=comment, by=request.user)
    return _done(request, comment, _("The comment is closed."))


def _own(request: Request, pk: int, permission: str) -> Comment:
    rows = Comment.objects.visible_to(request.user).select_related("area", "by")
    comment = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(permission, comment):
        raise Http404
    if comment.area:
        enter(request, comment.area)
    return comment


def _add(request: Request, area: PilotArea | None, kind: str, code: str) -> HttpResponse:
    key, target = Comment(area=area, kind=kind, code=code, by=request.user), target_of(kind)
    if target is None or len(code) > 60 or not request.user.has_perm("comments.add_comment", key):
        raise Http404
    if not (place_of(area, kind, code) and target.exists(area, code)):
        raise Http404
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _form(request, form, key, status=422)
    comment = actions.add_comment(area=area, kind=kind, code=code, by=request.user, **form.cleaned_data)
    return _done(request, comment, _("Your comment is placed."))


def _done(request: Request, comment: Comment, said: str) -> HttpResponse:
    """Answer with the thread as it is now, or go back to its page."""
    if request.htmx:
        thread = threads_of(comment.area, comment.kind, [comment.code], user=request.user)[comment.code]
        return render(request, "comments/thread.html", {"thread": thread, "said": said})
    messages.success(request, said)
    return redirect(place_of(comment.area, comment.kind, comment.code))


def _form(request: Request, form: CommentForm, comment: Comment, *, status: int) -> HttpResponse:
    """Answer with a page of the form alone: to change a comment, or because something was wrong with it."""
    context = {"form": form, "comment": comment, "back": place_of(comment.area, comment.kind, comment.code)}
    response = render(request, "comments/comment_form.html", context, status=status)
    if request.htmx:  # the form asks for the thread: show the page instead
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response
