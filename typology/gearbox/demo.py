"""Collaborations of the demo (`content/demo/typology.yaml`): made up, and marked so on every page and in every PDF."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner, Person
from typology.gearbox import actions
from typology.gearbox.asking import UNKNOWN
from typology.gearbox.models import Collaboration, PartnerView, Snapshot, ViewInterest
from typology.gearbox.pages.arranging import arrange
from typology.gearbox.tables import Typology

FILE = settings.CONTENT_DIR / "demo" / "typology.yaml"


def load() -> None:
    """Make the collaborations of areas that have none; running it twice changes nothing."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    by = User.objects.get(email="coordinator@gebiedswijzer.example")
    for area in PilotArea.objects.without_shapes().filter(slug__in=content["areas"], collaborations=None):
        for entry in content["areas"][area.slug]:
            _load(area, entry, by)


def _load(area: PilotArea, entry: Mapping[str, Any], by: User) -> None:
    started = _ago(entry["started"]).date()
    found = actions.start_collaboration(area=area, by=by, name=entry["name"], about=entry["about"], started_on=started)
    Collaboration.objects.filter(pk=found.pk).update(is_fictional=True)
    tables = found.version.tables
    answers = _answers(tables, entry["levels"]) | _known(tables, entry["task"])
    for view in entry.get("views", ()):
        _view(found, tables, _agreeing(view, entry), by)
    for snapshot in entry.get("snapshots", ()):
        _snapshot(found, tables, entry, snapshot, by)
    words = {code: text for code, text in entry.get("words", {}).items() if code in tables.all_questions}
    found = actions.answer(collaboration=found, by=by, answers=answers, explanations=words)
    for point in entry.get("arranging", ()):
        _arrange(found, point, by)
    if entry.get("shared"):
        actions.share_board(collaboration=found, is_shared=True, by=by)
    if "ended" in entry:
        on = _ago(entry["ended"]).date()
        actions.end_collaboration(collaboration=found, on=on, reason=entry["reason"], by=by)


def _arrange(found: Collaboration, point: Mapping[str, Any], by: User) -> None:
    """Take up one thing to arrange; a point that this typology does not ask is left out."""
    party = Partner.objects.filter(area=found.area, organisation__name=point.get("party", "")).first()
    values = {
        "owner": User.objects.filter(email=point.get("owner", "")).first(),
        "partner": party,
        "due_on": _ago(point["due"]).date() if "due" in point else None,
        "status": point.get("status", "open"),
        "note": point.get("note", ""),
    }
    if "what" in point:
        about = {name: point.get(name, "") for name in ("what", "dial", "condition")}
        actions.add_arrangement(collaboration=found, by=by, **about, **values)
        return
    line = arrange(found).line(point["code"])
    if line is not None and line.point is not None:
        actions.take_up_point(collaboration=found, point=line.point, by=by, seen="", **values)


def _agreeing(view: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """Give a view the answers on which all partners agree."""
    return {**view, "answers": {**entry.get("agree", {}), **view.get("answers", {})}}


def _ago(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def _answers(tables: Typology, levels: Mapping[str, int], down: int = 0) -> dict[str, str]:
    """Answer every question of a dial with the lowest answer that reaches the level of the dial."""
    return {
        question.code: next(answer.code for answer in question.levels if answer.level >= levels[dial.code] - down)
        for dial in tables.dials
        for question in dial.questions
    }


def _known(tables: Typology, task: Mapping[str, str]) -> dict[str, str]:
    """Leave out what an older version of the typology does not ask."""
    known = {question.code: question for question in tables.task_questions}
    return {code: choice for code, choice in task.items() if code in known and known[code].answer(choice)}


def _view(found: Collaboration, tables: Typology, entry: Mapping[str, Any], by: User) -> None:
    """Make the view of one party; none when the party does not take part."""
    parties = Partner.objects.taking_part().select_related("organisation")
    partner = parties.filter(area=found.area, organisation__name=entry["party"]).first()
    if partner is None:
        return
    view = PartnerView(collaboration=found, partner=partner, person=_person(partner, entry), invited_by=by)
    view.invited_at = _ago(entry.get("sent", entry.get("invited", 0)) - 7)
    if "sent" in entry:
        view.opened_at = view.first_sent_at = view.sent_at = _ago(entry["sent"])
        view.may_be_named = entry.get("named", False)
        view.sent_answers = _own_answers(tables, entry)
    view.save()
    listed = {one.code for one in tables.interests}
    rows = [(code, "", state == "shared") for code, state in entry.get("interests", {}).items() if code in listed]
    rows += [("", one["text"], one["shared"]) for one in entry.get("own", ())]
    ViewInterest.objects.bulk_create(
        ViewInterest(view=view, code=code, text=text, is_shared=is_shared) for code, text, is_shared in rows
    )


def _own_answers(tables: Typology, entry: Mapping[str, Any], down: int = 0) -> dict[str, str]:
    answers = _answers(tables, entry["levels"], down)
    for code, level in entry.get("answers", {}).items():
        if code in tables.questions:
            answers[code] = next(one.code for one in tables.questions[code].levels if one.level >= level)
    return answers | {code: UNKNOWN for code in entry.get("unknown", ()) if code in tables.questions}


def _person(partner: Partner, entry: Mapping[str, Any]) -> Person:
    name = entry["person"]
    return Person.objects.get_or_create(
        organisation=partner.organisation,
        name=name,
        defaults={
            "function": entry.get("function", ""),
            "email": f"{name.lower().replace(' ', '.')}@{partner.area.slug}.example",
        },
    )[0]


def _snapshot(
    found: Collaboration, tables: Typology, entry: Mapping[str, Any], snapshot: Mapping[str, Any], by: User
) -> None:
    """Keep how it stood then: the joint view and the views at that time, and afterwards those of today again."""
    answers = _answers(tables, snapshot.get("levels", entry["levels"])) | _known(tables, entry["task"])
    Collaboration.objects.filter(pk=found.pk).update(answers=answers)
    _set_views(found, tables, entry, snapshot.get("down", 0))
    made = actions.make_snapshot(collaboration=found, title=snapshot["title"], by=by)
    Snapshot.objects.filter(pk=made.pk).update(made_at=_ago(snapshot["days"]))
    _set_views(found, tables, entry, 0)


def _set_views(found: Collaboration, tables: Typology, entry: Mapping[str, Any], down: int) -> None:
    own = {view["party"]: _agreeing(view, entry) for view in entry["views"]}
    for row in found.views.exclude(sent_at=None).select_related("partner__organisation"):
        row.sent_answers = _own_answers(tables, own[row.partner.organisation.name], down)
        row.save(update_fields=["sent_answers"])
