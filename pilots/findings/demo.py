"""Findings of the demo: those of the deck with their source, resting on made-up quotes and answers."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import yaml
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.findings import actions
from pilots.findings.enums import RecommendationState
from pilots.findings.models import Finding, Recommendation
from pilots.findings.weighing import usable_answers
from pilots.intake.models import Answer
from pilots.interviews.models import Excerpt

AUTHOR = "coordinator@gebiedswijzer.example"


def load() -> None:
    """Make the findings that are not there yet."""
    text = (settings.CONTENT_DIR / "demo" / "findings.yaml").read_text(encoding="utf-8")
    by = User.objects.get(email=AUTHOR)
    for entry in yaml.safe_load(text):
        if not Finding.objects.filter(statement=entry["statement"]).exists():
            _make(entry, by)


def _make(entry: Mapping[str, Any], by: User) -> None:
    finding = actions.write_finding(
        finding=Finding(
            statement=entry["statement"],
            kind=entry["kind"],
            explanation=entry["explanation"],
            themes=entry["themes"],
            status=entry["status"],
            source=entry["source"],
        ),
        areas=PilotArea.objects.filter(slug__in=entry["areas"]),
        by=by,
    )
    for source in entry["sources"]:
        _rest_on(finding, source, by)
    for advice in entry.get("recommendations", []):
        _recommend(finding, advice, by)


def _rest_on(finding: Finding, source: Mapping[str, Any], by: User) -> None:
    """Let the finding rest on the first quotes about a theme that it does not rest on yet, and on these answers."""
    is_counter = source.get("is_counter", False)
    quotes = _quotes(source["area"], source["theme"]).exclude(evidence__finding=finding)
    for excerpt in quotes.order_by("pk")[: source.get("quotes", 0)]:
        actions.add_evidence(finding=finding, by=by, excerpt=excerpt, is_counter=is_counter)
    for answer in _answers(source["area"], tuple(source.get("answers", []))):
        actions.add_evidence(finding=finding, by=by, answer=answer, is_counter=is_counter)


def _quotes(area: str, theme: str) -> Any:
    """Return the quotes about a theme that were decided about, also refused and withdrawn ones: the demo shows them."""
    about = Q(codings__theme=theme) | Q(codings__theme__startswith=f"{theme}.")
    there = Excerpt.objects.filter(transcript__interview__area__slug=area, release__decided_at__isnull=False)
    return Excerpt.objects.filter(pk__in=there.filter(about).values("pk"))


def _answers(area: str, starts: tuple[str, ...]) -> list[Answer]:
    """Return the answers of an area that start with one of these words."""
    there = usable_answers().filter(response__invitation__round__area__slug=area).order_by("pk")
    return [answer for answer in there if isinstance(answer.sent, str) and answer.sent.startswith(starts)]


def _recommend(finding: Finding, advice: Mapping[str, Any], by: User) -> None:
    told = {name: advice.get(name, "") for name in ("kind", "text", "condition", "addressee")}
    made = actions.write_recommendation(recommendation=Recommendation(finding=finding, **told), by=by)
    today = timezone.localdate()
    if "sent_ago" in advice:
        sent_on = today - timedelta(days=advice["sent_ago"])
        due_on = today + timedelta(days=advice["due_in"])
        actions.move_recommendation(
            recommendation=made, to=RecommendationState.SENT, by=by, sent_on=sent_on, answer_due_on=due_on
        )
    if "answered_ago" in advice:
        answered_on = today - timedelta(days=advice["answered_ago"])
        actions.move_recommendation(
            recommendation=made,
            to=RecommendationState.ANSWERED,
            by=by,
            answer=advice["answer"],
            answered_on=answered_on,
        )
