"""The five pilot areas that public pages name, for the demo: `content/demo/`.

Facts carry their page as source. What is drawn, sites and areas alike, is schematic and not an official boundary.
"""

import re
from decimal import Decimal
from typing import Any

import yaml
from django.conf import settings

from accounts.enums import Role
from accounts.models import User
from core import geofiles
from pilots.areas import actions
from pilots.areas.enums import BoundaryKind, MemberRole
from pilots.areas.models import AreaMember, AreaNumber, Natura2000Site, PilotArea
from pilots.areas.siteimport import import_sites

FOLDER = settings.CONTENT_DIR / "demo"
FACTS = (
    "slug", "name", "provinces", "landscape", "programme", "phase", "visibility",
    "what_happens", "how_and_with_whom", "revenue_model",
)  # fmt: skip


def load() -> None:
    """Load the schematic sites (only where there are none yet) and the areas that are missing."""
    if not Natura2000Site.objects.exists():
        import_sites(geofiles.read(FOLDER / "natura2000-schematisch.geojson"), is_schematic=True)
    by = User.objects.filter(role=Role.ADMIN).order_by("pk").first()
    if by is None:
        raise RuntimeError("Load the demo accounts first: they make the areas.")
    known = set(PilotArea.objects.values_list("slug", flat=True))
    for entry in yaml.safe_load((FOLDER / "areas.yaml").read_text(encoding="utf-8")):
        if entry["slug"] not in known:
            _load_area(entry, by)


def _unwrapped(value: Any) -> Any:
    """Join the lines of a paragraph: where the file breaks a line means nothing."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", value).strip() if isinstance(value, str) else value


def _load_area(entry: dict[str, Any], by: User) -> None:
    area = actions.create_area(
        by=by,
        municipalities=entry.get("municipalities", []),
        coordinator=User.objects.filter(email=entry.get("coordinator", "")).first(),
        boundary={"type": "MultiPolygon", "coordinates": [entry["boundary"], *entry.get("more", [])]},
        boundary_kind=BoundaryKind.SEARCH_AREA,
        certainty=entry["certainty"],
        **{name: _unwrapped(entry[name]) for name in FACTS},
    )
    for email, role in entry.get("members", {}).items():
        for user in User.objects.filter(email=email):
            AreaMember.objects.create(area=area, user=user, role=MemberRole(role))
    for number in entry.get("numbers", []):
        AreaNumber.objects.create(area=area, **{**number, "value": Decimal(number["value"])})
