"""What the front page shows to visitors, and the programme page to people who are logged in."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from pilots.areas.enums import Phase
from pilots.areas.models import PilotArea
from toolbox.models import Practice

CARDS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to open from the front page."""

    title: str
    address: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The public front page: a few published areas and toolbox items, with how many there are in all."""

    areas: tuple[Card, ...]
    area_count: int
    practices: tuple[Card, ...]
    practice_count: int


def front_page() -> FrontPage:
    """Collect what everybody may see. Four queries."""
    areas = PilotArea.objects.visible_to(AnonymousUser())
    practices = Practice.objects.published()
    return FrontPage(
        areas=tuple(_area_card(area) for area in areas.only("name", "slug", "phase", "what_happens")[:CARDS]),
        area_count=areas.count(),
        practices=tuple(_practice_card(item) for item in practices.order_by("-reviewed_at", "pk")[:CARDS]),
        practice_count=practices.count(),
    )


def _area_card(area: PilotArea) -> Card:
    return Card(area.name, area.get_absolute_url(), str(Phase(area.phase).label), _first_paragraph(area.what_happens))


def _practice_card(item: Practice) -> Card:
    return Card(item.title, item.get_absolute_url(), str(item.get_kind_display()), _first_paragraph(item.summary))


def _first_paragraph(text: str) -> str:
    return text.strip().split("\n\n", maxsplit=1)[0]
