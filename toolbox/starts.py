"""What a new toolbox item starts with when it is made from a finding."""

from dataclasses import dataclass

from django.conf import settings

from pilots.findings.enums import RecommendationKind, RecommendationState
from pilots.findings.models import Finding

LONGEST_TITLE, LONGEST_SUMMARY = 160, 600  # characters


@dataclass(frozen=True, slots=True)
class Started:
    """The first text of an item. source: the finding itself, as title and web address."""

    texts: dict[str, object]
    source: dict[str, str]


def started(finding: Finding) -> Started:
    """Start from a finding, fetched `with_parts`: its statement, its explanation and what it recommends. No quotes."""
    advice = [item for item in finding.recommendations.all() if item.state != RecommendationState.DROPPED]
    wanted = [item.text for item in advice if item.kind == RecommendationKind.PRACTICE]
    conditions = [item.condition for item in advice if item.kind == RecommendationKind.CONDITION]
    areas = finding.areas.all()
    return Started(
        texts={
            "title": finding.statement[:LONGEST_TITLE],
            "summary": " ".join(wanted)[:LONGEST_SUMMARY],
            "what_was_done": finding.explanation,
            "conditions": list(dict.fromkeys(conditions)),
            "place": ", ".join(area.name for area in areas)[:120],
        },
        source={"title": finding.statement[:200], "url": f"{settings.SITE_URL}{finding.get_absolute_url()}"},
    )
