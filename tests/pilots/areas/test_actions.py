from itertools import product

import pytest
from django.db import IntegrityError, transaction

from pilots.areas import actions
from pilots.areas.enums import PHASE_MOVES, BoundaryKind, Phase, Visibility
from pilots.areas.models import PilotArea
from tests.factories.areas import SQUARE, AreaFactory, SiteFactory
from tests.factories.leidraad import DeviationFactory

FAR = {"type": "Polygon", "coordinates": [[[5.0, 53.0], [5.1, 53.0], [5.1, 53.1], [5.0, 53.1], [5.0, 53.0]]]}
NEAR = {"type": "Polygon", "coordinates": [[[6.13, 52.1], [6.14, 52.1], [6.14, 52.11], [6.13, 52.11], [6.13, 52.1]]]}


def make(by, **values):
    return actions.create_area(by=by, **{"name": "Nieuw gebied", "provinces": ["NL-GE"], "boundary": None, **values})


def test_create_area_measures_boundary_and_sites(officer):
    inside, near = SiteFactory(), SiteFactory(boundary=NEAR, outline=NEAR, bbox=[6.13, 52.1, 6.14, 52.11])
    SiteFactory(boundary=FAR, outline=FAR, bbox=[5.0, 53.0, 5.1, 53.1])

    area = make(officer, boundary=SQUARE)

    area.refresh_from_db()
    assert area.boundary_kind == BoundaryKind.DRAWN
    assert float(area.area_ha) == pytest.approx(304.88, abs=0.1)
    assert area.bbox == [6.1, 52.1, 6.12, 52.12]
    links = {link.site: (float(link.overlap_ha), link.distance_m) for link in area.site_links.all()}
    assert links == {inside: (pytest.approx(304.88, abs=0.1), 0), near: (0, pytest.approx(684, abs=5))}


def test_create_area_without_boundary_has_no_kind_outline_or_certainty(officer):
    area = make(officer, boundary_kind=BoundaryKind.SEARCH_AREA, certainty=50)

    assert (area.boundary_kind, area.certainty, area.outline, area.area_ha) == (BoundaryKind.NONE, None, None, None)


def test_create_area_certainty_is_only_for_a_search_area(officer):
    drawn = make(officer, boundary=SQUARE, boundary_kind=BoundaryKind.DRAWN, certainty=50)
    search = make(officer, boundary=SQUARE, boundary_kind=BoundaryKind.SEARCH_AREA, certainty=50)

    assert (drawn.certainty, search.certainty) == (None, 50)


@pytest.mark.parametrize("name", ["Nieuw", "Archief", "Natura2000", "Kaart", "Export"])
def test_create_area_never_takes_the_address_of_the_list_itself(officer, name):
    assert make(officer, name=name).slug == f"{name.lower()}-2"


def test_create_area_same_name_gets_another_address(officer):
    slugs = [make(officer, name=name).slug for name in ("Gebied", "Gebied", "???")]

    assert slugs == ["gebied", "gebied-2", "gebied-3"]


def test_change_area_of_an_older_version_is_refused_and_changes_nothing(officer):
    area = make(officer)
    actions.change_area(area=area, by=officer, version=1, name="Eerste")

    with pytest.raises(actions.EditConflictError) as error:
        actions.change_area(area=area, by=officer, version=1, name="Tweede")

    assert error.value.saved.name == "Eerste"
    area.refresh_from_db()
    assert (area.name, area.version) == ("Eerste", 2)


def test_change_area_new_boundary_measures_again_and_keeps_what_was_chosen(officer):
    site = SiteFactory()
    far = SiteFactory(boundary=FAR, outline=FAR, bbox=[5.0, 53.0, 5.1, 53.1])
    area = make(officer, boundary=SQUARE)
    actions.choose_sites(area=area, sites=[far], by=officer)

    actions.change_area(area=area, by=officer, version=1, boundary=FAR)

    links = {link.site: link.is_manual for link in area.site_links.all()}
    assert links == {far: True}
    assert site not in links


def test_choose_sites_without_boundary_keeps_them_unmeasured(officer):
    site, area = SiteFactory(), make(officer)

    actions.choose_sites(area=area, sites=[site], by=officer)
    link = area.site_links.get()
    assert (link.is_manual, link.overlap_ha, link.distance_m) == (True, None, None)

    actions.choose_sites(area=area, sites=[], by=officer)
    assert not area.site_links.exists()


@pytest.mark.parametrize(("now", "to"), list(product(Phase, Phase)))
def test_move_phase_every_pair_follows_the_table(officer, now, to):
    area = AreaFactory(phase=now)
    DeviationFactory(area=area)  # the start gate has tests of its own

    if to in PHASE_MOVES[now]:
        assert actions.move_phase(area=area, to=to, by=officer).phase == to
    else:
        with pytest.raises(actions.MoveError):
            actions.move_phase(area=area, to=to, by=officer)
        area.refresh_from_db()
        assert area.phase == now


def test_archive_and_restore_keep_everything(area, admin_user):
    actions.archive(area=area, by=admin_user)
    area.refresh_from_db()
    assert area.archived_by == admin_user
    first = area.archived_at

    actions.archive(area=area, by=admin_user)
    area.refresh_from_db()
    assert area.archived_at == first

    actions.restore(area=area, by=admin_user)
    area.refresh_from_db()
    assert (area.archived_at, area.archived_by) == (None, None)


def test_publish_changes_who_may_read(area, officer):
    actions.publish(area=area, to=Visibility.PUBLIC, by=officer)

    area.refresh_from_db()
    assert area.visibility == Visibility.PUBLIC


@pytest.mark.parametrize(
    "values",
    [
        {"boundary_kind": "drawn", "boundary": None},
        {"boundary_kind": "none", "boundary": SQUARE},
        {"certainty": 101},
        {"archived_at": "2026-01-01T00:00Z"},
    ],
)
def test_database_refuses_what_cannot_be(area, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        PilotArea.objects.filter(pk=area.pk).update(**values)
