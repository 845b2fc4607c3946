"""Every address of the room: the login, a 404 for who may not come in, a 405, and who gets in."""

import pytest
from django.test import Client

from pilots.stakeholders.models import Interest, Merge
from tests.factories.accounts import UserFactory
from tests.factories.stakeholders import MergeFactory, OrganisationFactory, PersonFactory
from tests.pilots.stakeholders.views.conftest import address

AREA_PAGES = ["partner-list", "partner-summary", "partner-create", "partner-import"]
PARTY_PAGES = [
    "partner-detail", "partner-edit", "partner-delete", "interest-create", "contact-create", "promise-create",
]  # fmt: skip
FOR_EDITORS = {
    "partner-create", "partner-import", "partner-edit", "partner-delete", "contact-create", "promise-create",
    "contact-edit", "contact-delete", "promise-edit", "promise-settle", "promise-delete", "import-template",
}  # fmt: skip


@pytest.fixture
def addresses(party):
    """Every address of the room by its name."""
    slug, pk = party.area.slug, party.pk
    shared = Interest.objects.get(partner=party, visibility="shared")
    contact, promise = party.organisation.contacts.get(), party.promises.get()
    person = party.organisation.persons.get()
    other = OrganisationFactory()
    found = {name: address(name, slug) for name in AREA_PAGES}
    found |= {name: address(name, slug, pk) for name in PARTY_PAGES}
    found |= {name: address(name, slug, "csv") for name in ("partner-export", "import-template")}
    found |= {name: address(name, slug, pk, shared.pk) for name in ("interest-edit", "interest-delete")}
    found |= {name: address(name, slug, pk, contact.pk) for name in ("contact-edit", "contact-delete")}
    promises = ("promise-edit", "promise-settle", "promise-delete")
    found |= {name: address(name, slug, pk, promise.pk) for name in promises}
    organisations = ("organisation-detail", "organisation-edit", "person-create")
    found |= {name: address(name, party.organisation.pk) for name in organisations}
    found |= {name: address(name, person.pk) for name in ("person-edit", "person-anonymise")}
    found["merge"] = address("merge", "persoon", person.pk, PersonFactory(organisation=party.organisation).pk)
    assert other.pk
    return found


def test_anonymous_is_asked_to_log_in_everywhere(addresses):
    for name, page in (*addresses.items(), ("own", address("own-list")), ("dubbel", address("duplicate-list"))):
        response = Client().get(page)
        assert response.status_code == 302, name
        assert "/account/" in response["Location"]


@pytest.mark.parametrize("who", ["stranger", "ambassador"])
def test_who_has_nothing_to_do_with_the_area_gets_404_everywhere(request, login, addresses, who):
    client = login(request.getfixturevalue(who))

    assert {name: client.get(page).status_code for name, page in addresses.items()} == dict.fromkeys(addresses, 404)
    assert client.post(addresses["partner-delete"]).status_code == 404


@pytest.mark.parametrize("who", ["officer", "coordinator", "admin_user"])
def test_editors_open_everything(request, login, addresses, settings, who):
    settings.DEMO = True  # without it the admin sets up a second step first
    client = login(request.getfixturevalue(who))

    assert {name: client.get(page).status_code for name, page in addresses.items()} == dict.fromkeys(addresses, 200)


def test_administrator_reads_but_does_not_change(login, addresses, administrator):
    client = login(administrator)
    readable = {"partner-list", "partner-summary", "partner-export", "partner-detail", "organisation-detail"}

    assert {name for name, page in addresses.items() if client.get(page).status_code == 200} == readable


def test_partner_of_the_area_reads_the_list_and_the_party_only(login, addresses, neighbour):
    client = login(neighbour)
    readable = {"partner-list", "partner-summary", "partner-export", "partner-detail"}

    assert {name for name, page in addresses.items() if client.get(page).status_code == 200} == readable


def test_own_party_reads_itself_and_writes_its_interests(login, addresses, farmer):
    client = login(farmer)
    readable = {"partner-detail", "interest-create", "interest-edit", "interest-delete"}

    assert {name for name, page in addresses.items() if client.get(page).status_code == 200} == readable


def test_wrong_method_is_refused(login, addresses, officer, party):
    client = login(officer)

    for name in ("partner-list", "partner-detail", "partner-export", "organisation-detail"):
        assert client.post(addresses[name]).status_code == 405, name
    assert client.put(addresses["partner-edit"]).status_code == 405
    assert client.get(address("partner-stop", party.area.slug, party.pk)).status_code == 405
    assert client.get(address("partner-restore", party.area.slug, party.pk)).status_code == 405
    assert client.get(address("merge-undo", MergeFactory().pk)).status_code == 405
    assert client.get(address("person-export", party.organisation.persons.first().pk, "json")).status_code == 405


def test_merge_of_others_is_404(login, stranger, party):
    merged = MergeFactory(kept_organisation=party.organisation)

    assert login(stranger).post(address("merge-undo", merged.pk)).status_code == 404
    assert not Merge.objects.filter(undone_at__isnull=False).exists()


def test_own_list_shows_only_own_parties(login, farmer, party):
    assert "De Geheime Hoeve" in login(farmer).get(address("own-list")).content.decode()
    other = login(UserFactory()).get(address("own-list")).content.decode()
    assert "De Geheime Hoeve" not in other
    assert 'class="empty"' in other


def test_duplicates_are_for_registrars_only(login, officer, farmer):
    assert login(officer).get(address("duplicate-list")).status_code == 200
    assert login(farmer).get(address("duplicate-list")).status_code == 404


def test_nobody_gives_themselves_the_private_interests_of_a_party(login, officer, addresses, party):
    person = party.organisation.persons.get(email="geheim@example.nl")
    fields = {"name": "Geheim Persoon", "language": "nl", "account": officer.email}

    refused = login(officer).post(addresses["person-edit"], fields)
    login(officer).post(addresses["person-edit"], {**fields, "account": UserFactory(email="boer@example.nl").email})

    assert "account" in refused.context["form"].errors
    assert not Interest.objects.visible_to(officer).filter(visibility="private").exists()
    person.refresh_from_db()
    assert person.user.email == "boer@example.nl"
