"""What must not be read by whom: private interests, persons and what was noted, wherever it could come out."""

import json
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook

from accounts.models import ViewLog
from pilots.stakeholders.enums import InterestVisibility
from pilots.stakeholders.models import Interest
from pilots.stakeholders.pages import people_page
from pilots.stakeholders.pages.removed import removed_parties
from tests.factories.areas import AreaFactory
from tests.factories.stakeholders import ContactFactory, InterestFactory, PartnerFactory, PersonFactory
from tests.pilots.stakeholders.views.conftest import address

PRIVATE = "Verzwegen belang"
PERSONAL = ("Geheim Persoon", "geheim@example.nl", "06-geheim", "Geheim gesprek", "Geheime belofte", "Geheime wens")


def read(client, page):
    """Return what an address answers as text, a workbook as its cells."""
    response = client.get(page)
    assert response.status_code == 200, page
    content = response.getvalue() if response.streaming else response.content
    if "spreadsheet" in response.get("Content-Type", ""):
        rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
        return " ".join(str(cell) for row in rows for cell in row)
    return content.decode()


def pages_of(area, party=None):
    """Every address that tells about the parties of an area."""
    found = [address("partner-list", area.slug), address("partner-summary", area.slug)]
    found += [address("partner-export", area.slug, kind) for kind in ("csv", "xlsx")]
    found += [f"{address('partner-list', area.slug)}?q={word}" for word in ("Verzwegen", "geheim", "wens")]
    found += [reverse("areas:area-detail", args=[area.slug])]
    return [*found, party.get_absolute_url()] if party else found


@pytest.mark.parametrize("who", ["officer", "administrator", "admin_user", "neighbour"])
def test_private_interest_comes_out_nowhere(request, login, settings, party, who):
    settings.DEMO = True
    client = login(request.getfixturevalue(who))

    for page in pages_of(party.area, party):
        assert PRIVATE not in read(client, page), page


@pytest.mark.parametrize("who", ["officer", "administrator", "team"])
def test_private_interest_is_not_in_the_history_of_the_area(request, login, party, coordinator, who):
    user = coordinator if who == "team" else request.getfixturevalue(who)
    Interest.objects.get(partner=party, visibility="private").delete()

    assert PRIVATE not in read(login(user), reverse("areas:area-history", args=[party.area.slug]))


@pytest.mark.parametrize("who", ["coordinator", "farmer"])
def test_private_interest_is_for_the_coordinator_and_the_party_itself_on_its_page_only(request, login, party, who):
    user = request.getfixturevalue(who)
    client = login(user)

    assert PRIVATE in read(client, party.get_absolute_url())
    if who == "coordinator":
        for page in pages_of(party.area):
            assert PRIVATE not in read(client, page), page


def test_farmer_does_not_read_private_interests_of_another_party(login, farmer, party):
    other = PartnerFactory(area=party.area)
    private = InterestFactory(partner=other, text="Van een ander")
    client = login(farmer)

    assert client.get(other.get_absolute_url()).status_code == 404
    for name in ("interest-edit", "interest-delete"):
        for partner in (other, party):
            page = address(name, party.area.slug, partner.pk, private.pk)
            assert (client.get(page).status_code, client.post(page, {"text": "x"}).status_code) == (404, 404)
    private.refresh_from_db()
    assert private.text == "Van een ander"


def test_officer_does_not_open_change_or_hide_a_private_interest(login, officer, party):
    private = Interest.objects.get(partner=party, visibility="private")
    shared = Interest.objects.get(partner=party, visibility="shared")
    client = login(officer)

    for name in ("interest-edit", "interest-delete"):
        assert client.post(address(name, party.area.slug, party.pk, private.pk), {"text": "x"}).status_code == 404
    page = address("interest-edit", party.area.slug, party.pk, shared.pk)
    client.post(page, {"text": "Changed", "visibility": "private"})
    shared.refresh_from_db()
    assert (shared.text, shared.visibility) == ("Changed", InterestVisibility.SHARED)


def test_partner_of_the_area_reads_no_person_contact_promise_or_judgement(login, neighbour, party):
    client = login(neighbour)

    for page in pages_of(party.area, party):
        text = read(client, page).replace("?q=geheim", "").replace("geheime-", "")
        for word in PERSONAL:
            assert word not in text, (page, word)
    assert "stakeholder-drawing" not in read(client, address("partner-list", party.area.slug))
    for query in ("q=Geheime wens", "vak=together"):
        rows = client.get(f"{address('partner-list', party.area.slug)}?{query}").context["page"].rows
        assert len(rows) == (0 if query.startswith("q") else 1)  # the field filter does not exist for them


def test_page_of_an_own_party_shows_only_the_own_person_and_leads_somewhere(login, farmer, party):
    text = read(login(farmer), party.get_absolute_url())

    assert "Boer Zelf" in text
    assert "Geheim Persoon" not in text
    assert "Geheim gesprek" in text
    assert address("own-list") in text
    assert f'href="{address("partner-list", party.area.slug)}"' not in text


def test_own_party_reads_nothing_while_the_area_is_internal(login, farmer, party):
    party.area.visibility = "intern"
    party.area.save()

    assert login(farmer).get(party.get_absolute_url()).status_code == 404
    assert "De Geheime Hoeve" not in read(login(farmer), address("own-list"))


def test_list_names_no_persons_for_whoever_works_on_the_area(login, coordinator, party):
    for page in pages_of(party.area):
        text = read(login(coordinator), page)
        assert "Geheim Persoon" not in text
        assert "geheim@example.nl" not in text


def test_people_page_holds_no_names_and_a_report_no_farms(party, coordinator):
    seen = repr(people_page(party.area, coordinator))
    public = people_page(party.area, None)

    assert all(word not in seen for word in (PRIVATE, "Geheim Persoon", "geheim@example.nl", "06-geheim"))
    assert (public.rows, public.hidden, public.total, public.drawing) == ((), 1, 1, None)
    assert "Geheime Hoeve" not in repr(public)
    assert "Gedeeld belang" not in repr(public)


def test_coordinator_who_left_reads_no_private_interest(login, coordinator, party, officer):
    party.area.coordinator = officer
    party.area.save()

    assert PRIVATE not in read(login(coordinator), party.get_absolute_url())


def test_removed_party_is_named_to_editors_only(login, neighbour, officer, party):
    login(officer).post(address("partner-delete", party.area.slug, party.pk))

    assert len(removed_parties(party.area, officer, timezone.now())) == 1
    assert removed_parties(party.area, neighbour, timezone.now()) == ()
    page = address("partner-list", party.area.slug)
    assert "De Geheime Hoeve" in read(login(officer), page)
    assert "De Geheime Hoeve" not in read(login(neighbour), page)


# The file of one person ------------------------------------------------------------------------------------------


def test_file_of_a_person_leaves_out_areas_of_others_and_is_logged_without_the_name(login, officer, party):
    person = party.organisation.persons.get()
    own = ContactFactory(area=party.area, organisation=party.organisation, person=person, summary="Hier gezegd")
    elsewhere = AreaFactory(name="Verborgen gebied", provinces=["NL-LI"])
    ContactFactory(area=elsewhere, organisation=party.organisation, person=person, summary="Elders gezegd")
    client = login(officer)

    for kind in ("json", "csv"):
        response = client.post(address("person-export", person.pk, kind))
        text = (response.getvalue() if response.streaming else response.content).decode()
        assert own.summary in text
        assert "Geheim Persoon" in text
        assert "Elders gezegd" not in text
        assert "Verborgen gebied" not in text
        assert "no-store" in response["Cache-Control"]
    assert 1 in json.loads(client.post(address("person-export", person.pk, "json")).content)["elsewhere"].values()
    rows = list(ViewLog.objects.values("user", "kind", "object_type", "object_id", "provinces", "label"))
    assert len(rows) == 3
    assert rows[0]["label"].endswith(str(person.pk))
    del rows[0]["label"]
    assert rows[0] == {
        "user": officer.pk, "kind": "person-file", "object_type": "stakeholders.person", "object_id": person.pk,
        "provinces": ["NL-GE"],
    }  # fmt: skip


@pytest.mark.parametrize("who", ["stranger", "administrator", "farmer", "neighbour"])
def test_file_of_a_person_is_not_for_others(request, login, party, who):
    person = PersonFactory(organisation=party.organisation)

    response = login(request.getfixturevalue(who)).post(address("person-export", person.pk, "json"))

    assert response.status_code == 404
    assert not ViewLog.objects.exists()


def test_file_of_an_unknown_kind_is_404_and_not_logged(login, officer, party):
    person = party.organisation.persons.get()

    assert login(officer).post(address("person-export", person.pk, "pdf")).status_code == 404
    assert not ViewLog.objects.exists()
