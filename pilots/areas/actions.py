"""Everything that changes an area, its boundary, its phase, its readers and its sites."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from shapely.geometry import shape

from accounts.models import User
from core import geo
from core.locks import take_turns
from pilots.areas.enums import PHASE_MOVES, BoundaryKind, MemberRole, Phase, Visibility
from pilots.areas.models import AreaClock, AreaMember, Natura2000Site, PilotArea, SiteLink

NEAR_M = 5000  # metres from the boundary within which a site counts as near
RESERVED_SLUGS = frozenset({"archief", "export", "kaart", "natura2000", "nieuw"})  # addresses of the list itself


class MoveError(Exception):
    """A move that the state of the area does not allow. The message says why."""


class EditConflictError(Exception):
    """Somebody else saved the area in the meantime. saved: the area as it is now."""

    def __init__(self, saved: PilotArea) -> None:
        super().__init__(_("Somebody else saved this area in the meantime."))
        self.saved = saved


@transaction.atomic
def create_area(*, by: User, **values: Any) -> PilotArea:
    """Make an area, with its sites measured from its boundary. The same `form_key` again returns the same area.

    Whoever makes an area of another province joins its team, or could not open it.
    """
    form_key = values.get("form_key")
    if form_key:
        take_turns(f"area form {form_key}")
        made = PilotArea.objects.filter(form_key=form_key).first()
        if made:
            return made
    with pghistory.context(user=by.pk):
        area = PilotArea(slug=values.pop("slug", "") or _free_slug(values["name"]), **_complete(values))
        area.save(force_insert=True)
        link_sites(area=area)
        if not by.has_perm("areas.change_pilotarea", area):
            AreaMember.objects.create(area=area, user=by, role=MemberRole.TEAM)
    return area


@transaction.atomic
def change_area(*, area: PilotArea, by: User, version: int, **values: Any) -> PilotArea:
    """Save an edit that started from `version`. Raises EditConflictError when somebody saved a later version."""
    saved = PilotArea.objects.select_for_update().get(pk=area.pk)
    if saved.version != version:
        raise EditConflictError(saved)
    before = saved.boundary
    with pghistory.context(user=by.pk):
        for name, value in _complete(values).items():
            setattr(saved, name, value)
        saved.version += 1
        saved.save()
        if saved.boundary != before:
            link_sites(area=saved)
    return saved


def _free_slug(name: str) -> str:
    base = slugify(name)[:160] or "gebied"
    take_turns(f"area {base}")  # two clicks together must not take the same address
    taken = set(PilotArea.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED_SLUGS
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if slug not in taken)


def _complete(values: Mapping[str, Any]) -> dict[str, Any]:
    """Add what follows from the boundary: its kind, outline, box and hectares. Without a boundary there is none."""
    complete = dict(values)
    if "boundary" not in complete:
        return complete
    boundary = complete["boundary"]
    if boundary is None:
        nothing = dict.fromkeys(("outline", "bbox", "area_ha", "certainty"))
        return complete | nothing | {"boundary_kind": BoundaryKind.NONE}
    if complete.get("boundary_kind", BoundaryKind.NONE) == BoundaryKind.NONE:
        complete["boundary_kind"] = BoundaryKind.DRAWN
    if complete["boundary_kind"] != BoundaryKind.SEARCH_AREA:
        complete["certainty"] = None
    rd = geo.load(boundary)
    complete["outline"] = geo.outline(rd)
    complete["bbox"] = geo.bbox(geo.polygonal(shape(boundary)))
    complete["area_ha"] = Decimal(geo.area_ha(rd)).quantize(Decimal("0.01"))
    return complete


# Sites -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def link_sites(*, area: PilotArea) -> list[SiteLink]:
    """Measure which sites the area overlaps or lies within five kilometres of; keep those chosen by hand."""
    area = PilotArea.objects.select_for_update(no_key=True).get(pk=area.pk)  # two people may measure at once
    chosen = set(area.site_links.filter(is_manual=True).values_list("site_id", flat=True))
    links = _measured(area, chosen)
    area.site_links.exclude(site_id__in=[link.site_id for link in links]).delete()
    return SiteLink.objects.bulk_create(
        links,
        update_conflicts=True,
        unique_fields=["area", "site"],
        update_fields=["overlap_ha", "distance_m", "is_manual"],
    )


@transaction.atomic
def choose_sites(*, area: PilotArea, sites: Iterable[Natura2000Site], by: User) -> list[SiteLink]:
    """Name the sites that belong to the area also when they lie further away; the measured ones stay."""
    PilotArea.objects.select_for_update(no_key=True).only("pk").get(pk=area.pk)
    with pghistory.context(user=by.pk):
        wanted = list(sites)
        area.site_links.filter(is_manual=True).exclude(site__in=wanted).update(is_manual=False)
        for site in wanted:
            SiteLink.objects.update_or_create(area=area, site=site, defaults={"is_manual": True})
        return link_sites(area=area)


def _measured(area: PilotArea, chosen: set[int]) -> list[SiteLink]:
    if area.boundary is None:
        return [SiteLink(area=area, site_id=pk, is_manual=True) for pk in chosen]
    own, box = geo.load(area.boundary), geo.bbox(geo.polygonal(shape(area.boundary)))
    boxes = Natura2000Site.objects.values_list("pk", "bbox")
    candidates = [pk for pk, other in boxes if pk in chosen or geo.near(box, other, NEAR_M)]
    links = []
    for site in Natura2000Site.objects.filter(pk__in=candidates).defer("outline").iterator(chunk_size=1):
        other = geo.load(site.boundary)
        distance = round(geo.distance_m(own, other))
        if site.pk in chosen or distance <= NEAR_M:
            overlap = Decimal(geo.overlap_ha(own, other)).quantize(Decimal("0.01")) if distance == 0 else Decimal(0)
            link = SiteLink(area=area, site=site, overlap_ha=overlap, distance_m=distance)
            link.is_manual = site.pk in chosen
            links.append(link)
    return links


# States ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def move_phase(*, area: PilotArea, to: Phase, by: User) -> PilotArea:
    """Move one phase forward, or back to any earlier one. Raises MoveError.

    Out of the pre-exploration leads the start gate. The room that knows its conditions offers its own door, which calls
    this action; without it the database refuses while the stored outcome of the gate is closed or out of date.
    """
    AreaClock.objects.select_for_update().get(area=area)  # first, as who changes facts and then looks at the area does
    saved = PilotArea.objects.select_for_update(no_key=True).get(pk=area.pk)
    if to not in PHASE_MOVES[Phase(saved.phase)]:
        raise MoveError(
            _("An area cannot go from “%(now)s” to “%(to)s” in one step.")
            % {"now": saved.get_phase_display(), "to": Phase(to).label}
        )
    saved.phase = to
    try:
        with pghistory.context(user=by.pk), transaction.atomic():
            saved.save(update_fields=["phase", "updated_at"])
    except IntegrityError as error:
        raise MoveError(_("The start gate of this area is closed.")) from error
    return saved


@transaction.atomic
def publish(*, area: PilotArea, to: Visibility, by: User) -> PilotArea:
    """Decide who may read the area: internal, partners or everybody."""
    saved = PilotArea.objects.select_for_update().get(pk=area.pk)
    with pghistory.context(user=by.pk):
        saved.visibility = to
        saved.save(update_fields=["visibility", "updated_at"])
    return saved


@transaction.atomic
def archive(*, area: PilotArea, by: User) -> PilotArea:
    """Take an area out of sight. Nothing is thrown away: `restore` brings it back."""
    saved = PilotArea.objects.select_for_update().get(pk=area.pk)
    with pghistory.context(user=by.pk):
        if saved.archived_at is None:
            saved.archived_at, saved.archived_by = timezone.now(), by
            saved.save(update_fields=["archived_at", "archived_by", "updated_at"])
    return saved


@transaction.atomic
def restore(*, area: PilotArea, by: User) -> PilotArea:
    """Bring an archived area back as it was."""
    saved = PilotArea.objects.select_for_update().get(pk=area.pk)
    with pghistory.context(user=by.pk):
        saved.archived_at = saved.archived_by = None
        saved.save(update_fields=["archived_at", "archived_by", "updated_at"])
    return saved
