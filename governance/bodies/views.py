"""The governance model of an area: reading it, beginning one, and changing its parts."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.edits import WatchedForm, lock
from governance.bodies import actions, texts
from governance.bodies.enums import LinkKind
from governance.bodies.forms import BodyForm, LinkForm, MemberForm, TopicForm
from governance.bodies.models import Body, BodyPack, DecisionTopic, Link, Member, newest_pack
from governance.bodies.pages import model_page
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area

READ, CHANGE = "areas.involve_pilotarea", "areas.change_pilotarea"


@opens(READ)
@require_safe
def model(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, READ)
    return render(request, "bodies/model.html", {"area": area, "page": model_page(area, with_people=True)})


@opens(CHANGE)
@require_POST
def model_start(request: Request, slug: str) -> HttpResponse:
    """Begin with a start set of the pack."""
    area = open_area(request, slug, CHANGE)
    pack = _loaded()
    if pack.tables.start(request.POST.get("start", "")) is None:
        raise Http404
    if actions.start_model(area=area, pack=pack, code=request.POST["start"], by=request.user):
        messages.success(request, _("This is a start. Adapt it to your area: names, members, who decides what."))
    else:
        messages.info(request, _("This area has bodies already. Nothing was changed."))
    return redirect("bodies:model", area.slug)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def body_create(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    form = BodyForm(request.POST or None, instance=Body(area=area, pack=_loaded()))
    if request.method == "POST" and form.is_valid():
        actions.add_body(body=form.save(commit=False), by=request.user)
        return _saved(request, area, form.instance)
    return _form(request, area, form, _("New body"))


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
@transaction.atomic
def body_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    body = _locked(request, get_object_or_404(Body.objects.select_related("pack"), pk=pk, area=area))
    form = BodyForm(request.POST or None, instance=body)
    if request.method == "POST" and form.is_valid():
        _store(form)
        return _saved(request, area, body)
    return _form(request, area, form, body.name, remove=reverse("bodies:body-delete", args=[area.slug, pk]))


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def body_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remove a body that should never have been there; one that did its work ends instead."""
    area = open_area(request, slug, CHANGE)
    body = get_object_or_404(Body, pk=pk, area=area)
    text = _("Its members, relations and decisions go with it. Did it exist? Then fill in until when instead.")
    return _removal(request, area, body, body.name, text)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def member_create(request: Request, slug: str, body: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    found = get_object_or_404(Body, pk=body, area=area)
    found.area = area
    form = MemberForm(request.POST or None, instance=Member(body=found))
    if request.method == "POST" and form.is_valid():
        form.save()
        return _saved(request, area, found)
    return _form(request, area, form, _("New member of %(body)s") % {"body": found.name})


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
@transaction.atomic
def member_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    member = _locked(request, get_object_or_404(Member, pk=pk, body__area=area))
    form = MemberForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        _store(form)
        return _saved(request, area, member.body)
    title = _("Member of %(body)s") % {"body": member.body.name}
    return _form(request, area, form, title, remove=reverse("bodies:member-delete", args=[area.slug, pk]))


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def member_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    member = get_object_or_404(Member.objects.select_related("partner__organisation", "user"), pk=pk, body__area=area)
    text = _("Did this member take part? Then fill in until when instead.")
    return _removal(request, area, member, str(member), text)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def link_create(request: Request, slug: str, body: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    source = get_object_or_404(Body, pk=body, area=area)
    form = LinkForm(request.POST or None, instance=Link(source=source))
    if request.method == "POST" and form.is_valid():
        kind, target = LinkKind(form.cleaned_data["kind"]), form.cleaned_data["target"]
        try:
            actions.relate(source=source, target=target, kind=kind, by=request.user)
            return _saved(request, area, source)
        except actions.CircleError as error:
            form.add_error("target", str(error))
    return _form(request, area, form, _("Relation of %(body)s") % {"body": source.name})


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def link_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    link = get_object_or_404(Link.objects.select_related("source", "target"), pk=pk, source__area=area)
    return _removal(request, area, link, texts.relation(link, link.source.name, link.target.name))


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def topic_create(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    return _topic(request, area, DecisionTopic(area=area, pack=_loaded()), _("New topic to decide about"))


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def topic_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    topic = get_object_or_404(DecisionTopic.objects.select_related("pack"), pk=pk, area=area)
    title = _("Who decides about %(topic)s?") % {"topic": texts.topic_name(topic).lower()}
    return _topic(request, area, topic, title, remove=reverse("bodies:topic-delete", args=[area.slug, pk]))


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def topic_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    topic = get_object_or_404(DecisionTopic.objects.select_related("pack"), pk=pk, area=area)
    return _removal(request, area, topic, texts.topic_name(topic))


def _topic(request: Request, area: PilotArea, topic: DecisionTopic, title: str, remove: str = "") -> HttpResponse:
    bodies = list(Body.objects.filter(area=area).current(timezone.localdate()))
    parts = dict(topic.parts.values_list("body_id", "part")) if topic.pk else {}
    form = TopicForm(request.POST or None, topic=topic, bodies=bodies, parts=parts)
    if request.method == "POST" and form.is_valid():
        topic.name = form.cleaned_data.get("name", topic.name)
        actions.share_out(topic=topic, parts=form.chosen(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('bodies:model', args=[area.slug])}#wie-beslist-wat")
    return _form(request, area, form, title, remove=remove)


# Shared ---------------------------------------------------------------------------------------------------------------
def _loaded() -> BodyPack:
    pack = newest_pack()
    if pack is None:
        raise Http404
    return pack


def _locked(request: Request, row: Any) -> Any:
    """Keep others from changing the row while it is saved."""
    if request.method == "POST":
        lock(row)
    return row


def _store(form: WatchedForm) -> None:
    form.save(commit=False).save(update_fields=form.stored_fields)


def _saved(request: Request, area: PilotArea, body: Body) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('bodies:model', args=[area.slug])}#overleg-{body.pk}")


def _form(request: Request, area: PilotArea, form: BaseForm, title: str, remove: str = "") -> HttpResponse:
    context = {
        "area": area,
        "form": form,
        "title": title,
        "sub": "model",
        "parent": _("Bodies"),
        "back": reverse("bodies:model", args=[area.slug]),
        "remove": remove,
    }
    return render(request, "components/agreements_form.html", context, status=422 if form.errors else 200)


def _removal(request: Request, area: PilotArea, row: Any, named: str, text: str = "") -> HttpResponse:
    back = reverse("bodies:model", args=[area.slug])
    if request.method == "POST":
        actions.remove(row=row, by=request.user)
        messages.success(request, _("Removed. It stays in the history."))
        return redirect(back)
    context = {"area": area, "named": named, "text": text, "parent": _("Bodies"), "back": back}
    return render(request, "components/agreements_removal.html", context)
