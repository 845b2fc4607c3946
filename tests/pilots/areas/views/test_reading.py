import csv
import io
import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from pilots.areas.enums import MemberRole, Visibility
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    SQUARE,
    AreaFactory,
    MemberFactory,
    NumberFactory,
    SiteFactory,
    SiteLinkFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("areas:area-list")
DRAWN = {"boundary_kind": "drawn", "boundary": SQUARE, "outline": SQUARE, "area_ha": 304}
PUBLIC_PAGES = [LIST, *(reverse(f"areas:{name}") for name in ("area-list-map", "site-list", "site-list-map"))]
PUBLIC_PAGES += [reverse("areas:area-export", args=[kind]) for kind in ("csv", "geojson")]


def names(response):
    return [row.name for row in response.context["rows"]]


def rows_of_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_public_pages_open_for_visitors_and_refuse_other_methods(db, page):
    assert Client().get(page).status_code == 200
    assert Client().post(page).status_code == 405


def test_list_shows_a_visitor_only_public_areas_without_people(area, officer, client):
    AreaFactory(name="Open gebied", visibility=Visibility.PUBLIC, coordinator=officer)

    response = client.get(LIST)

    assert names(response) == ["Open gebied"]
    assert officer.name not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Brummen", "Geuldal", "Wad"]),
        ("q=geul", ["Geuldal"]),
        ("q=kringloop", ["Wad"]),
        ("q=valkenburg", ["Geuldal"]),
        ("q=veluwe+brum", ["Brummen"]),
        ("q=veluwe+geul", []),
        ("provincie=NL-LI", ["Geuldal"]),
        ("fase=execution", ["Geuldal", "Wad"]),
        ("natura2000=57", ["Brummen"]),
        ("provincie=NL-GE&fase=execution", []),
        ("volgorde=-naam", ["Wad", "Geuldal", "Brummen"]),
        ("volgorde=fase", ["Brummen", "Geuldal", "Wad"]),
        ("volgorde=-ha", ["Wad", "Geuldal", "Brummen"]),
        ("volgorde=ha", ["Geuldal", "Wad", "Brummen"]),
        ("provincie=onzin", ["Brummen", "Geuldal", "Wad"]),
    ],
)
def test_list_filters_count_map_and_exports_agree(login, admin_user, query, found):
    brummen = AreaFactory(name="Brummen")
    SiteLinkFactory(area=brummen, site__number=57, site__name="Veluwe")
    SiteLinkFactory(area=brummen, site__number=38, site__name="Rijntakken, langs de IJssel")
    limburg = {"provinces": ["NL-LI"], "municipalities": ["Valkenburg aan de Geul"], "phase": "execution"}
    AreaFactory(name="Geuldal", **limburg, **DRAWN)
    wad = {"provinces": ["NL-FR"], "what_happens": "Boeren werken in een Kringloop.", "phase": "execution"}
    AreaFactory(name="Wad", **wad, **{**DRAWN, "area_ha": 999})
    user = login(admin_user)

    response = user.get(f"{LIST}?{query}")
    exported = rows_of_csv(user.get(f"{reverse('areas:area-export', args=['csv'])}?{query}"))
    shapes = user.get(f"{reverse('areas:area-export', args=['geojson'])}?{query}").json()["features"]
    on_map = user.get(f"{reverse('areas:area-list-map')}?{query}").json()["features"]

    assert names(response) == found
    assert response.context["page"].paginator.count == len(found)
    assert [next(iter(row.values())) for row in exported] == found
    assert [shape["properties"]["name"] for shape in shapes] == found
    assert [shape["properties"]["name"] for shape in on_map] == [name for name in found if name != "Brummen"]


def test_list_fragment_is_the_same_as_in_the_page(login, officer, area):
    whole = login(officer).get(f"{LIST}?q=brummen")
    part = login(officer).get(f"{LIST}?q=brummen", headers={"HX-Request": "true"})

    assert part.content.decode().strip() in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in whole["Vary"]


def test_list_without_areas_says_what_to_do(login, officer, client):
    assert 'class="empty"' in login(officer).get(LIST).content.decode()
    assert 'class="empty"' in login(officer).get(f"{LIST}?q=niets").content.decode()
    assert 'class="empty"' in client.get(LIST).content.decode()


def test_list_is_cut_in_pages_of_fifty_that_keep_the_filters(login, officer):
    for number in range(51):
        AreaFactory(name=f"Gebied {number:02}")

    first = login(officer).get(f"{LIST}?provincie=NL-GE")
    second = login(officer).get(f"{LIST}?provincie=NL-GE&page=2")

    assert len(first.context["rows"]) == 50
    assert "provincie=NL-GE&amp;page=2" in first.content.decode()
    assert names(second) == ["Gebied 50"]


@pytest.mark.parametrize("number", [1, 5, 50])
def test_list_runs_five_queries_however_many_rows(login, coordinator, django_assert_num_queries, number):
    for _ in range(number):
        link = SiteLinkFactory()
        SiteLinkFactory(area=link.area)
    user = login(coordinator)

    with django_assert_num_queries(5):
        response = user.get(f"{LIST}?natura2000={link.site.number}")
        assert response.status_code == 200


@pytest.mark.parametrize("number", [1, 5, 50])
def test_detail_runs_seven_queries_however_much_there_is_to_show(
    login, officer, area, django_assert_num_queries, number
):
    for _ in range(number):
        SiteLinkFactory(area=area)
        NumberFactory(area=area)
        MemberFactory(area=area)
    user = login(officer)

    with django_assert_num_queries(7):
        assert user.get(area.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_sites_run_three_queries_however_many_rows(login, officer, django_assert_num_queries, number):
    for _ in range(number):
        SiteLinkFactory()
    user = login(officer)

    with django_assert_num_queries(3):
        assert user.get(reverse("areas:site-list")).status_code == 200


def test_row_address_is_the_address_of_the_area(login, officer, area):
    SiteLinkFactory(area=area)
    (row,) = login(officer).get(LIST).context["rows"]

    assert row.url == area.get_absolute_url()


def test_export_cannot_run_formulas(login, officer):
    AreaFactory(name="=HYPERLINK(1)")

    (row,) = rows_of_csv(login(officer).get(reverse("areas:area-export", args=["csv"])))

    assert next(iter(row.values())) == "'=HYPERLINK(1)"


# Detail ----------------------------------------------------------------------------------------------------------


def test_detail_anonymous_gets_the_login_page_whether_or_not_it_exists(area, client):
    for slug in (area.slug, "bestaat-niet"):
        response = client.get(reverse("areas:area-detail", args=[slug]))

        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


def test_detail_stranger_gets_404_and_wrong_method_405(login, stranger, officer, area):
    assert login(stranger).get(area.get_absolute_url()).status_code == 404
    assert login(stranger).get(reverse("areas:area-map", args=[area.slug])).status_code == 404
    assert login(officer).post(area.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("person", ["officer", "coordinator", "administrator", "admin_user"])
def test_detail_shows_numbers_that_differ_side_by_side(request, login, area, person):
    NumberFactory(area=area, value=112, source="Pilotpagina")
    NumberFactory(area=area, value=150, source="Oudere vlog", is_estimate=True)
    NumberFactory(area=area, subject="Bedrijven", value=20, unit="bedrijven")

    page = login(request.getfixturevalue(person)).get(area.get_absolute_url()).context["page"]

    differing = {subject.subject: (subject.is_conflicting, len(subject.rows)) for subject in page.numbers}
    assert differing == {"Oppervlakte": (True, 2), "Bedrijven": (False, 1)}


def test_detail_renders_clean_markdown(login, officer, area):
    area.what_happens = "**Water** vasthouden <script>alert(1)</script>"
    area.save()

    html = login(officer).get(area.get_absolute_url()).content.decode()

    assert "<strong>Water</strong>" in html
    assert "<script>alert" not in html


def test_detail_public_shows_facts_but_no_people_or_history_to_visitors(area, coordinator, client):
    MemberFactory(area=area, user__name="Geheime Partner", role=MemberRole.TEAM)
    area.visibility = Visibility.PUBLIC
    area.save()

    html = client.get(area.get_absolute_url()).content.decode()

    assert area.name in html
    assert "Geheime Partner" not in html
    assert coordinator.name not in html
    assert reverse("areas:area-history", args=[area.slug]) not in html
    assert re.findall('hx-get="([^"]*)"', html) == [reverse("goals:goal-summary", args=[area.slug])]


def test_detail_public_hides_people_from_a_stranger_with_an_account(login, stranger, area, coordinator):
    area.visibility = Visibility.PUBLIC
    area.save()

    response = login(stranger).get(area.get_absolute_url())

    assert response.context["page"].people == ()
    assert response.context["page"].coordinator == ""
    assert reverse("areas:area-history", args=[area.slug]) not in response.content.decode()


def test_detail_partner_reads_once_it_is_open_to_partners(login, partner, area):
    assert login(partner).get(area.get_absolute_url()).status_code == 404
    area.visibility = Visibility.PARTNERS
    area.save()

    response = login(partner).get(area.get_absolute_url())

    assert response.status_code == 200
    assert reverse("areas:area-edit", args=[area.slug]) not in response.content.decode()


# Maps and sites --------------------------------------------------------------------------------------------------


def test_map_of_an_area_holds_its_outline_above_its_sites(login, officer):
    area = AreaFactory(**DRAWN)
    SiteLinkFactory(area=area, site__name="Veluwe")

    response = login(officer).get(reverse("areas:area-map", args=[area.slug]))

    kinds = [feature["properties"]["kind"] for feature in response.json()["features"]]
    assert kinds == ["site", "area"]
    assert "private" in response["Cache-Control"]


def test_map_is_not_sent_again_when_it_did_not_change(login, officer):
    AreaFactory(**DRAWN)
    SiteFactory()
    user = login(officer)
    for page in (reverse("areas:area-list-map"), reverse("areas:site-list-map")):
        first = user.get(page)
        again = user.get(page, headers={"If-None-Match": first["ETag"]})

        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_map_is_sent_packed(db, client):
    for _ in range(3):
        SiteFactory()

    response = client.get(reverse("areas:site-list-map"), headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert "public" in response["Cache-Control"]


def test_sites_are_in_order_and_count_only_areas_the_reader_may_see(client):
    veluwe = SiteFactory(name="Veluwe")
    SiteFactory(name="Aamsveen")
    SiteLinkFactory(site=veluwe, area__visibility=Visibility.PUBLIC)
    SiteLinkFactory(site=veluwe)

    sites = client.get(reverse("areas:site-list")).context["sites"]

    assert [(site.name, site.number_of_areas) for site in sites] == [("Aamsveen", 0), ("Veluwe", 1)]
    assert [site.name for site in client.get(f"{reverse('areas:site-list')}?q=vel").context["sites"]] == ["Veluwe"]


def test_site_page_lists_only_areas_the_reader_may_see(client):
    site = SiteFactory(is_schematic=True)
    SiteLinkFactory(site=site, area__name="Open", area__visibility=Visibility.PUBLIC)
    SiteLinkFactory(site=site, area__name="Dicht")

    response = client.get(site.get_absolute_url())

    assert [row.name for row in response.context["page"].areas] == ["Open"]
    assert "badge--concept" in response.content.decode()
    assert client.get(reverse("areas:site-map", args=[site.slug])).json()["features"]
    assert client.get(reverse("areas:site-detail", args=["bestaat-niet"])).status_code == 404
    assert client.post(site.get_absolute_url()).status_code == 405


def test_export_of_boundaries_reads_back_as_geojson(login, officer):
    AreaFactory(**DRAWN)

    document = login(officer).get(reverse("areas:area-export", args=["geojson"])).content

    assert json.loads(document)["features"][0]["geometry"] == SQUARE


def test_unknown_export_is_404(client, db):
    assert client.get(reverse("areas:area-export", args=["exe"])).status_code == 404


def test_archive_of_areas_is_only_for_admins(login, officer, admin_user):
    AreaFactory(name="Oud", archived_at="2026-01-01T00:00Z", archived_by=UserFactory())
    page = reverse("areas:area-archived")

    assert Client().get(page).status_code == 302
    assert login(officer).get(page).status_code == 404
    assert "Oud" in login(admin_user).get(page).content.decode()
    assert names(login(admin_user).get(LIST)) == []
