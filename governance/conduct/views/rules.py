"""The page with the rules of an area, and everything that changes its working list."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.edits import lock
from core.htmx import render_part
from governance.conduct import actions, tables
from governance.conduct.actions import ConductError
from governance.conduct.forms import PickForm, RuleForm
from governance.conduct.models import Rule, newest_pack
from governance.conduct.pages import conduct_page, offers, working_list
from governance.conduct.pages.working import removed_rules
from governance.conduct.views.doors import CHANGE, NAMES, READ, open_rule, themes
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area


@opens(READ)
@require_safe
def rule_list(request: Request, slug: str) -> HttpResponse:
    return _show(request, open_area(request, slug, READ))


def _show(request: Request, area: PilotArea, news: str = "") -> HttpResponse:
    page = conduct_page(area, with_people=request.user.has_perm(NAMES, area))
    can_edit = request.user.has_perm(CHANGE, area)
    context = {
        "area": area,
        "page": page,
        "rules": working_list(area, request.user),
        "removed": removed_rules(area) if can_edit else (),
        "can_edit": can_edit,
        "news": news,
    }
    return render_part(request, "conduct/rule_list.html", "list", context)


def _done(request: Request, area: PilotArea, said: str) -> HttpResponse:
    if request.htmx:
        return _show(request, area, said)
    messages.success(request, said)
    return redirect("conduct:rules", slug=area.slug)


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def rule_pick(request: Request, slug: str) -> HttpResponse:
    """Pick rules from the pack."""
    area = open_area(request, slug, CHANGE)
    pack = newest_pack()
    if pack is None:
        raise Http404
    offered = offers(area, pack)
    form = PickForm(request.POST if request.method == "POST" else None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.pick_rules(area=area, pack=pack, codes=form.cleaned_data["codes"], by=request.user)
        except ConductError as refused:
            form.add_error("codes", str(refused))
        else:
            messages.success(request, _picked(len(new)))
            return redirect("conduct:rules", slug=slug)
    context = {"area": area, "form": form, "pack": pack, "offered": offered}
    return render(request, "conduct/rule_pick.html", context, status=422 if form.errors else 200)


def _picked(number: int) -> str:
    text = ngettext("%(number)d rule was put on the list.", "%(number)d rules were put on the list.", number)
    return text % {"number": number}


@opens(CHANGE)
@require_POST
def start_set(request: Request, slug: str) -> HttpResponse:
    """Put the rules to start with on the list."""
    area = open_area(request, slug, CHANGE)
    pack = newest_pack()
    if pack is None:
        raise Http404
    codes = [rule.code for rule in tables.rules(pack.content).values() if rule.is_start]
    try:
        actions.pick_rules(area=area, pack=pack, codes=codes, by=request.user)
    except ConductError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The rules to start with stand on the list. Change them to fit your area."))
    return redirect("conduct:rules", slug=slug)


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def rule_add(request: Request, slug: str) -> HttpResponse:
    """Write an own rule."""
    area = open_area(request, slug, CHANGE)
    form = RuleForm(request.POST if request.method == "POST" else None, instance=Rule(area=area), themes=themes())
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_rule(rule=form.save(commit=False), area=area, by=request.user)
        except ConductError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The rule stands at the end of the list."))
            return redirect("conduct:rules", slug=slug)
    context = {"area": area, "form": form, "title": _("Write a rule"), "offered": None}
    return render(request, "conduct/rule_form.html", context, status=422 if form.errors else 200)


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def rule_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change the words of a rule; somebody who was faster is not written over."""
    rule = open_rule(request, slug, pk)
    area, offered = rule.area, rule.offered
    if request.method == "POST":
        lock(rule)
    form = RuleForm(request.POST if request.method == "POST" else None, instance=rule, themes=themes())
    if request.method == "POST" and form.is_valid():
        actions.change_rule(rule=rule, fields=form.stored_fields, by=request.user)
        messages.success(request, _("The rule is saved."))
        return redirect("conduct:rules", slug=slug)
    context = {"area": area, "form": form, "title": _("Change a rule"), "offered": offered}
    return render(request, "conduct/rule_form.html", context, status=422 if form.errors else 200)


@opens(CHANGE)
@require_POST
def rule_move(request: Request, slug: str, pk: int) -> HttpResponse:
    """Move a rule one place; `up` in the form says which way."""
    rule = open_rule(request, slug, pk)
    actions.move_rule(rule=rule, up=bool(request.POST.get("up")), by=request.user)
    return _done(request, rule.area, _("“%(title)s” is moved.") % {"title": rule.title})


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def rule_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a rule off the list, after asking."""
    rule = open_rule(request, slug, pk)
    if request.method != "POST":
        return render(request, "conduct/rule_delete.html", {"area": rule.area, "rule": rule})
    actions.remove_rule(rule=rule, by=request.user)
    messages.success(request, _("“%(title)s” is off the list. Below the list you can put it back.") % {"title": rule})
    return redirect("conduct:rules", slug=slug)


@opens(CHANGE)
@require_POST
def rule_restore(request: Request, slug: str, pk: int) -> HttpResponse:
    rule = open_rule(request, slug, pk, removed=True)
    try:
        actions.restore_rule(rule=rule, by=request.user)
    except ConductError as refused:
        messages.error(request, str(refused))
        return redirect("conduct:rules", slug=slug)
    return _done(request, rule.area, _("“%(title)s” stands on the list again.") % {"title": rule.title})
