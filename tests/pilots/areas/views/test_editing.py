import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pilots.areas import actions
from pilots.areas.enums import BoundaryKind, MemberRole, Phase, Visibility
from pilots.areas.models import AreaMember, AreaNumber, PilotArea
from tests.factories.areas import SQUARE, MemberFactory, NumberFactory, SiteFactory
from tests.factories.leidraad import DeviationFactory

pytestmark = pytest.mark.django_db
BOW_TIE = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.12, 52.12], [6.12, 52.1], [6.1, 52.12], [6.1, 52.1]]]}
FAR = {"type": "Polygon", "coordinates": [[[5.0, 53.0], [5.1, 53.0], [5.1, 53.1], [5.0, 53.1], [5.0, 53.0]]]}
ON_AREA = (
    "area-edit", "area-phase", "area-publish", "area-sites", "member-list", "number-create", "area-history",
    "area-archive",
)  # fmt: skip


def filled(**values):
    return {"name": "Nieuw gebied", "provinces": ["NL-GE"], "boundary_kind": "none", "version": 1, **values}


def edit(area):
    return reverse("areas:area-edit", args=[area.slug])


@pytest.mark.parametrize("name", [*ON_AREA, "area-restore"])
def test_pages_of_an_area_anonymous_goes_to_the_login_and_stranger_gets_404(login, stranger, partner, area, name):
    area.visibility = Visibility.PUBLIC
    area.save()
    page = reverse(f"areas:{name}", args=[area.slug])
    method = "post" if name == "area-restore" else "get"

    assert getattr(Client(), method)(page).status_code == 302
    assert getattr(login(stranger), method)(page).status_code == 404
    if name != "area-history":
        assert getattr(login(partner), method)(page).status_code == 404


@pytest.mark.parametrize("name", ON_AREA)
def test_pages_of_an_area_open_for_an_admin_and_refuse_other_methods(login, admin_user, area, name):
    NumberFactory(area=area)
    MemberFactory(area=area)
    page = reverse(f"areas:{name}", args=[area.slug])

    assert login(admin_user).get(page).status_code == 200
    assert login(admin_user).put(page).status_code == 405


def test_parts_of_another_area_are_404(login, officer, area):
    number, member = NumberFactory(), MemberFactory()
    pages = [(f"areas:number-{verb}", number) for verb in ("edit", "delete")]
    pages += [("areas:member-delete", member), ("areas:member-edit", member)]

    for name, row in pages:
        page = reverse(name, args=[area.slug, row.pk])
        assert login(officer).post(page).status_code == 404


# Making and changing ---------------------------------------------------------------------------------------------


def test_create_opens_for_an_officer_and_not_for_a_coordinator(login, officer, coordinator):
    page = reverse("areas:area-create")

    assert Client().get(page).status_code == 302
    assert login(coordinator).get(page).status_code == 404
    form = login(officer).get(page).context["form"]
    assert form["provinces"].value() == ["NL-GE"]


def test_create_saves_every_field_and_measures(login, officer, coordinator):
    site = SiteFactory()
    values = filled(
        municipalities="Brummen, Zutphen,\nBrummen", landscape="sand", programme="LIFE", coordinator=coordinator.pk,
        what_happens="Water", how_and_with_whom="Samen", revenue_model="Keten", first_result_on="2027-05-01",
        maximum_months=36, boundary_kind="search-area", certainty=60, boundary=json.dumps(SQUARE),
    )  # fmt: skip

    response = login(officer).post(reverse("areas:area-create"), values)

    area = PilotArea.objects.get(slug="nieuw-gebied")
    assert response["Location"] == area.get_absolute_url()
    assert (area.municipalities, area.coordinator, area.maximum_months) == (["Brummen", "Zutphen"], coordinator, 36)
    assert (area.boundary_kind, area.certainty, area.visibility) == ("search-area", 60, Visibility.INTERNAL)
    assert [link.site for link in area.site_links.all()] == [site]


def test_create_twice_with_one_form_makes_one_area(login, officer):
    page = reverse("areas:area-create")
    user = login(officer)
    key = str(user.get(page).context["form"]["form_key"].value())

    answers = [user.post(page, filled(form_key=key)) for _ in range(2)]
    other = user.post(page, filled(form_key=str(user.get(page).context["form"]["form_key"].value())))

    assert [answer["Location"] for answer in answers] == ["/gebieden/nieuw-gebied/"] * 2
    assert other["Location"] == "/gebieden/nieuw-gebied-2/"
    assert PilotArea.objects.count() == 2


def test_create_in_another_province_lets_the_officer_in_as_team_member(login, officer):
    user = login(officer)

    answer = user.post(reverse("areas:area-create"), filled(provinces=["NL-LI"]))

    assert user.get(answer["Location"]).status_code == 200
    assert AreaMember.objects.get().user == officer


def test_create_in_the_own_province_adds_nobody_to_the_team(login, officer):
    login(officer).post(reverse("areas:area-create"), filled())

    assert not AreaMember.objects.exists()


def test_edit_that_gives_the_area_away_leads_back_to_the_list(login, officer, area):
    user = login(officer)

    answer = user.post(edit(area), filled(name=area.name, provinces=["NL-LI"], version=area.version))

    assert answer["Location"] == reverse("areas:area-list")
    assert user.get(area.get_absolute_url()).status_code == 404


def test_history_names_the_sites_chosen_by_hand_and_not_the_measured_ones(login, officer):
    near, far = SiteFactory(name="Vlakbij"), SiteFactory(name="Ver weg", boundary=FAR, bbox=[5.0, 53.0, 5.1, 53.1])
    user = login(officer)
    user.post(reverse("areas:area-create"), filled(boundary_kind="drawn", boundary=json.dumps(SQUARE)))
    area = PilotArea.objects.get()
    page = reverse("areas:area-sites", args=[area.slug])

    user.post(page, {"sites": [far.pk]})
    user.post(page, {"sites": [far.pk]})  # nothing changes
    user.post(page, {"csrfmiddlewaretoken": "x"})  # nothing chosen: a browser still sends this
    entries = user.get(reverse("areas:area-history", args=[area.slug]), HTTP_ACCEPT_LANGUAGE="en").context["page"]

    chosen = [entry for entry in entries if "Ver weg" in entry.what]
    assert [entry.what for entry in chosen] == [
        "Site no longer chosen by hand: Ver weg",
        "Site chosen by hand: Ver weg",
    ]
    assert {entry.who for entry in chosen} == {officer.name}
    assert not [entry for entry in entries if near.name in entry.what]
    assert [link.site for link in area.site_links.all()] == [near]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"provinces": []}, "provinces"),
        ({"municipalities": "x" * 81}, "municipalities"),
        ({"maximum_months": 0}, "maximum_months"),
        ({"maximum_months": 99_999}, "maximum_months"),
        ({"boundary_kind": "search-area", "boundary": json.dumps(SQUARE), "certainty": 101}, "certainty"),
        ({"boundary_kind": "search-area", "boundary": json.dumps(SQUARE)}, "certainty"),
        ({"boundary_kind": "drawn"}, "boundary"),
        ({"boundary_kind": "drawn", "boundary": "{"}, "boundary"),
        ({"boundary_kind": "drawn", "boundary": json.dumps(BOW_TIE)}, "boundary"),
    ],
)
def test_create_wrong_input_says_so_beside_the_field_and_saves_nothing(login, officer, values, field):
    response = login(officer).post(reverse("areas:area-create"), filled(**values))

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert not PilotArea.objects.exists()


def geojson(geometry=SQUARE):
    return json.dumps({"type": "Feature", "properties": {}, "geometry": geometry}).encode()


@pytest.mark.parametrize("name", ["grens.geojson", "grens.json", "GRENS.GeoJSON.gz"])
def test_create_takes_the_boundary_from_a_file(login, officer, name):
    content = gzip.compress(geojson()) if name.endswith("gz") else geojson()
    upload = SimpleUploadedFile(name, content)

    login(officer).post(reverse("areas:area-create"), filled(boundary_file=upload))

    area = PilotArea.objects.get()
    assert (area.boundary, area.boundary_kind) == (SQUARE, BoundaryKind.IMPORTED)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("grens.exe", geojson()),
        ("grens.geojson", b"PK\x03\x04"),
        ("grens.gpkg", b"geen geopackage"),
        ("grens.geojson", geojson(BOW_TIE)),
        ("grens.geojson", b'{"type": "FeatureCollection", "features": []}'),
        ("grens.geojson.gz", b"\x1f\x8bkapot"),
    ],
)
def test_create_refuses_a_file_that_is_not_a_boundary(login, officer, name, content):
    response = login(officer).post(
        reverse("areas:area-create"), filled(boundary_file=SimpleUploadedFile(name, content))
    )

    assert set(response.context["form"].errors) == {"boundary_file"}


def test_create_refuses_a_file_that_is_too_large(login, officer, monkeypatch):
    monkeypatch.setattr("pilots.areas.forms.MAX_UPLOAD", 10)

    upload = SimpleUploadedFile("grens.geojson", geojson())
    response = login(officer).post(reverse("areas:area-create"), filled(boundary_file=upload))

    assert set(response.context["form"].errors) == {"boundary_file"}


def test_edit_saves_and_counts_the_version(login, officer, area):
    response = login(officer).post(edit(area), filled(name="Andere naam"))

    area.refresh_from_db()
    assert (response.status_code, area.name, area.version) == (302, "Andere naam", 2)


def test_edit_keeps_a_coordinator_who_left(login, officer, area, coordinator):
    coordinator.is_active = False
    coordinator.save()

    form = login(officer).get(edit(area)).context["form"]
    login(officer).post(edit(area), filled(coordinator=form["coordinator"].value()))

    area.refresh_from_db()
    assert area.coordinator == coordinator


def test_edit_in_two_tabs_shows_the_conflict_and_loses_nothing(login, officer, admin_user, area):
    start = {"name": area.name, "programme": "P", "what_happens": "Oud"}
    area = actions.change_area(area=area, by=officer, version=1, **start)
    theirs = filled(**{**start, "programme": "Q", "what_happens": "Van hen"}, version=2)
    mine = filled(**{**start, "what_happens": "Van mij", "revenue_model": "Ook van mij"}, version=2)
    login(admin_user).post(edit(area), theirs)

    response = login(officer).post(edit(area), mine)

    form = response.context["form"]
    assert response.status_code == 409
    assert response.context["editor"] == admin_user.name
    assert (form["programme"].value(), form["what_happens"].value()) == ("Q", "Van mij")
    assert form["revenue_model"].value() == "Ook van mij"
    assert [(change.before, change.after) for change in response.context["conflicts"]] == [("Van hen", "Van mij")]
    assert len(response.context["taken"]) == 1
    area.refresh_from_db()
    assert area.what_happens == "Van hen"

    again = {**mine, "programme": "Q", "version": form["version"].value()}
    assert login(officer).post(edit(area), again).status_code == 302
    area.refresh_from_db()
    assert (area.programme, area.what_happens, area.revenue_model) == ("Q", "Van mij", "Ook van mij")


# Phase, readers, sites, archive ----------------------------------------------------------------------------------


def test_phase_moves_one_step_and_not_two(login, officer, area):
    page = reverse("areas:area-phase", args=[area.slug])
    user = login(officer)

    assert user.post(page, {"to": Phase.SETUP}).context["form"].errors
    assert user.post(page, {"to": Phase.EXPLORATION}).context["form"].errors  # the start gate is closed
    DeviationFactory(area=area)
    assert user.post(page, {"to": Phase.EXPLORATION}).status_code == 302
    area.refresh_from_db()
    assert area.phase == Phase.EXPLORATION


def test_publish_to_everybody_asks_for_a_second_yes(login, officer, area):
    page = reverse("areas:area-publish", args=[area.slug])
    user = login(officer)

    asked = user.post(page, {"visibility": "openbaar"})
    area.refresh_from_db()
    assert (asked.status_code, area.visibility) == (200, Visibility.INTERNAL)
    assert 'name="is_confirmed"' in asked.content.decode()

    user.post(page, {"visibility": "openbaar", "is_confirmed": "on"})
    area.refresh_from_db()
    assert area.visibility == Visibility.PUBLIC

    user.post(page, {"visibility": "partners"})
    area.refresh_from_db()
    assert area.visibility == Visibility.PARTNERS


def test_sites_can_be_chosen_by_hand(login, officer, area):
    site = SiteFactory()

    login(officer).post(reverse("areas:area-sites", args=[area.slug]), {"sites": [site.pk]})

    assert area.site_links.get().is_manual


def test_archive_and_restore_by_an_admin_only(login, admin_user, officer, area):
    archive = reverse("areas:area-archive", args=[area.slug])
    restore = reverse("areas:area-restore", args=[area.slug])
    admin, user = login(admin_user), login(officer)

    assert user.post(archive).status_code == 404
    assert admin.post(archive).status_code == 302
    assert user.get(area.get_absolute_url()).status_code == 404
    assert admin.get(area.get_absolute_url()).status_code == 200
    assert user.post(restore).status_code == 404
    assert admin.get(restore).status_code == 405
    assert admin.post(restore).status_code == 302
    assert user.get(area.get_absolute_url()).status_code == 200


# Members and numbers ---------------------------------------------------------------------------------------------


def test_members_are_added_changed_and_removed_after_a_question(login, officer, curator, area):
    user, page = login(officer), reverse("areas:member-list", args=[area.slug])

    user.post(page, {"email": curator.email.upper(), "role": MemberRole.PARTNER})
    member = AreaMember.objects.get(area=area, user=curator)
    user.post(reverse("areas:member-edit", args=[area.slug, member.pk]), {f"lid-{member.pk}-role": "team"})
    member.refresh_from_db()
    assert member.role == MemberRole.TEAM

    delete = reverse("areas:member-delete", args=[area.slug, member.pk])
    assert user.get(delete).status_code == 200
    assert AreaMember.objects.exists()
    user.post(delete)
    assert not AreaMember.objects.exists()


def test_members_unknown_address_double_or_wrong_role_are_refused(login, officer, partner, area):
    user, page = login(officer), reverse("areas:member-list", args=[area.slug])

    for email in ("niemand@example.nl", partner.email):
        form = user.post(page, {"email": email, "role": "team"}).context["form"]
        assert set(form.errors) == {"email"}
    member = AreaMember.objects.get()
    user.post(reverse("areas:member-edit", args=[area.slug, member.pk]), {f"lid-{member.pk}-role": "baas"})
    member.refresh_from_db()
    assert member.role == MemberRole.PARTNER


def test_numbers_are_added_changed_and_removed_after_a_question(login, officer, area):
    user = login(officer)
    values = {"subject": "Oppervlakte", "value": "112", "unit": "ha", "source": "Pilotpagina"}

    user.post(reverse("areas:number-create", args=[area.slug]), values)
    number = AreaNumber.objects.get(area=area)
    page = reverse("areas:number-edit", args=[area.slug, number.pk])
    assert user.post(page, {**values, "source": ""}).context["form"].errors
    user.post(page, {**values, "value": "150"})
    number.refresh_from_db()
    assert number.value == 150

    delete = reverse("areas:number-delete", args=[area.slug, number.pk])
    assert user.get(delete).status_code == 200
    user.post(delete)
    assert not AreaNumber.objects.exists()


# History ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)  # in one transaction all moments would be the same
def test_history_says_who_changed_what_without_dumps_of_shapes(login, officer, admin_user, area):
    larger = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.13, 52.1], [6.13, 52.13], [6.1, 52.13], [6.1, 52.1]]]}
    user = login(officer)
    user.post(edit(area), filled(name=area.name, boundary_kind="drawn", boundary=json.dumps(SQUARE), programme="LIFE"))
    user.post(edit(area), filled(name=area.name, boundary_kind="drawn", boundary=json.dumps(larger), version=2))
    DeviationFactory(area=area)
    user.post(reverse("areas:area-phase", args=[area.slug]), {"to": Phase.EXPLORATION})
    numbers = {"subject": "Bedrijven", "value": "20", "unit": "bedrijven", "source": "Vlog"}
    user.post(reverse("areas:number-create", args=[area.slug]), numbers)
    number = AreaNumber.objects.get()
    user.post(reverse("areas:number-edit", args=[area.slug, number.pk]), {**numbers, "value": "25"})
    user.post(reverse("areas:number-delete", args=[area.slug, number.pk]))
    user.post(reverse("areas:member-list", args=[area.slug]), {"email": admin_user.email, "role": "team"})

    response = user.get(reverse("areas:area-history", args=[area.slug]), headers={"Accept-Language": "en"})

    entries = list(response.context["page"])
    assert [entry.what.split(":")[0] for entry in entries] == [
        "Member added", "Number removed", "Number changed", "Number added", "Phase moved", "Area changed",
        "Area changed", "Area made",
    ]  # fmt: skip
    assert [entry.who for entry in entries] == [officer.name] * 7 + [""]
    assert entries[0].what == f"Member added: {admin_user.name}"
    changes = [(change.label, change.before, change.after) for entry in entries for change in entry.changes]
    assert ("Value", "20", "25") in changes
    assert ("Phase", "Pre-exploration", "Exploration") in changes
    assert ("Boundary changed", "304.9 ha", "685.9 ha") in changes
    assert ("Programme", "", "LIFE") in changes
    assert "coordinates" not in response.content.decode()


def test_history_runs_the_same_queries_for_one_and_three_changes(login, officer, area, django_assert_num_queries):
    user, page = login(officer), reverse("areas:area-history", args=[area.slug])
    for version in (1, 2, 3):
        actions.change_area(area=area, by=officer, version=version, name=f"Naam {version}")
        with django_assert_num_queries(10):
            user.get(page)
