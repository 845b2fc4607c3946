"""Adding, changing and removing what is kept of a party: what is saved, and bad input beside its field."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pilots.stakeholders.enums import InterestVisibility
from pilots.stakeholders.models import ContactMoment, Interest, Organisation, Partner, Person, Promise
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.stakeholders import (
    ContactFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    PromiseFactory,
)
from tests.pilots.stakeholders.views.conftest import address


@pytest.fixture
def client(login, officer):
    return login(officer)


@pytest.fixture
def page(party):
    """Return the address of something of the party by its name."""
    return lambda name, *args: address(name, party.area.slug, party.pk, *args)


def wrong(client, page, values):
    """Send a form that must be refused; returns the names of its faulty fields."""
    response = client.post(page, values)
    assert response.status_code == 200
    errors = response.context["form"].errors
    for name in errors:
        assert f'aria-describedby="id_{name}' in response.content.decode() or name == "__all__"
    return set(errors)


# Parties ---------------------------------------------------------------------------------------------------------


def test_new_party_takes_part_and_asks_what_is_known(client, open_area):
    response = client.post(address("partner-create", open_area.slug), {"name": "Hoeve A", "kind": "farm", "place": "E"})

    partner = Partner.objects.get()
    assert response["Location"] == address("partner-edit", open_area.slug, partner.pk)
    assert (partner.organisation.name, partner.area, partner.organisation.kind) == ("Hoeve A", open_area, "farm")


def test_party_that_looks_like_a_known_one_is_asked_about_and_not_made_twice(client, party, open_area):
    page = address("partner-create", open_area.slug)
    known = OrganisationFactory(name="Waterschap Vallei", kind="water-authority")
    values = {"name": "waterschap vallei", "kind": "water-authority"}

    assert wrong(client, page, values) == {"choice"}
    assert wrong(client, page, values | {"choice": "99999"}) == {"choice"}
    assert client.post(page, values | {"choice": known.pk}).status_code == 302
    assert [partner.organisation for partner in Partner.objects.exclude(pk=party.pk)] == [known]
    assert wrong(client, page, values | {"choice": known.pk}) == {"choice"}  # takes part already
    assert client.post(page, values | {"choice": "nieuw"}).status_code == 302
    assert Organisation.objects.filter(kind="water-authority").count() == 2


def test_look_alike_of_another_province_is_not_offered(login, stranger, party):

    own = AreaFactory(provinces=["NL-LI"])
    page = address("partner-create", own.slug)

    response = login(stranger).post(page, {"name": "De Geheime Hoeve", "kind": "farm"})

    assert response.status_code == 302
    assert Organisation.objects.filter(name="De Geheime Hoeve").count() == 2


@pytest.mark.parametrize(
    ("values", "faults"),
    [({"name": "", "kind": "farm"}, {"name"}), ({"name": "A", "kind": "x"}, {"kind"}), ({"name": "a" * 161}, None)],
)
def test_impossible_party_is_refused_beside_the_field(client, open_area, values, faults):
    assert wrong(client, address("partner-create", open_area.slug), values) == (faults or {"name", "kind"})
    assert not Organisation.objects.exists()


def test_party_in_the_area_is_changed_and_keeps_its_version_of_the_levels(client, page, party):
    values = {"level": "advises", "influence": 5, "interest": 1, "land_ha": "12.5", "wish": "<b>Water</b>"}

    assert client.post(page("partner-edit"), values).status_code == 302

    before = party.level_version
    party.refresh_from_db()
    assert (party.influence, party.interest, party.land_ha, party.level_version) == (5, 1, 12.5, before)
    assert "&lt;b&gt;Water" in client.get(party.get_absolute_url()).content.decode()
    client.post(page("partner-edit"), values | {"level": ""})
    party.refresh_from_db()
    assert (party.level, party.level_version) == ("", None)


@pytest.mark.parametrize(
    "values",
    [
        {"level": "king"}, {"influence": 0}, {"influence": 6}, {"interest": "x"}, {"land_ha": "-1"},
        {"land_ha": "100001"}, {"land_ha": "much"}, {"since_on": "31-31-2026"},
    ],
)  # fmt: skip
def test_impossible_facts_are_refused_beside_the_field(client, page, party, values):
    assert wrong(client, page("partner-edit"), values) == set(values)


def test_end_before_the_start_is_refused(client, page):
    assert wrong(client, page("partner-edit"), {"since_on": "2026-02-01", "until_on": "2026-01-01"}) == {"until_on"}


def test_stopping_and_taking_part_again(client, page, party):
    client.post(page("partner-stop"))
    party.refresh_from_db()
    assert party.until_on == timezone.localdate()

    client.post(page("partner-stop"))
    party.refresh_from_db()
    assert party.until_on is None


def test_organisation_is_changed_and_a_script_as_website_is_refused(client, party):
    page = address("organisation-edit", party.organisation.pk)
    values = {"name": "Hoeve", "kind": "farm", "website": "example.nl"}

    assert wrong(client, page, values | {"website": "javascript:alert(1)"}) == {"website"}
    assert wrong(client, page, values | {"name": "", "email": "x", "source": "//"}) == {"name", "email", "source"}
    assert client.post(page, values).status_code == 302
    party.organisation.refresh_from_db()
    assert (party.organisation.name, party.organisation.website) == ("Hoeve", "https://example.nl")


# Persons ---------------------------------------------------------------------------------------------------------


def test_person_is_added_with_an_account_that_exists(client, party):
    user = UserFactory(email="boer@example.nl")
    page = address("person-create", party.organisation.pk)
    values = {"name": "Boer", "language": "nl"}

    assert wrong(client, page, values | {"account": "unknown@example.nl"}) == {"account"}
    assert wrong(client, page, {"name": "", "language": "fy", "email": "x"}) == {"name", "language", "email"}
    assert client.post(page, values | {"account": "Boer@example.nl"}).status_code == 302
    person = Person.objects.get(name="Boer")
    assert (person.user, person.organisation) == (user, party.organisation)
    assert wrong(client, page, values | {"account": "boer@example.nl"}) == {"account"}  # one person per account


def test_person_is_changed_and_loses_the_account(client, party):
    person = PersonFactory(organisation=party.organisation, user=UserFactory())

    client.post(address("person-edit", person.pk), {"name": "New", "language": "en", "account": ""})

    person.refresh_from_db()
    assert (person.name, person.language, person.user) == ("New", "en", None)


def test_person_is_made_anonymous_after_a_question(client, party):
    person = party.organisation.persons.get()
    page = address("person-anonymise", person.pk)

    assert "Geheim Persoon" in client.get(page).content.decode()
    assert client.post(page).status_code == 302
    assert client.get(page).status_code == 404
    assert "Geheim Persoon" not in client.get(party.get_absolute_url()).content.decode()


def test_person_of_an_organisation_elsewhere_too_is_changed_but_not_made_anonymous(client, party):

    PartnerFactory(area=AreaFactory(provinces=["NL-LI"]), organisation=party.organisation)
    person = party.organisation.persons.get()

    assert client.get(address("person-edit", person.pk)).status_code == 200
    assert client.post(address("person-anonymise", person.pk)).status_code == 404
    person.refresh_from_db()
    assert person.name == "Geheim Persoon"


# Interests -------------------------------------------------------------------------------------------------------


def test_party_writes_a_private_interest_and_shares_it_later(login, farmer, page, party):
    client = login(farmer)

    client.post(page("interest-create"), {"text": "Rust", "visibility": "private"})
    written = Interest.objects.get(text="Rust")
    assert (written.visibility, written.written_by, written.partner) == ("private", farmer, party)

    client.post(page("interest-edit", written.pk), {"text": "Rust", "visibility": "shared"})
    written.refresh_from_db()
    assert written.visibility == InterestVisibility.SHARED
    client.post(page("interest-delete", written.pk))
    assert not Interest.objects.filter(pk=written.pk).exists()


def test_officer_writes_shared_interests_only(client, page):
    assert "visibility" not in client.get(page("interest-create")).context["form"].fields

    client.post(page("interest-create"), {"text": "Rust", "visibility": "private"})

    assert Interest.objects.get(text="Rust").visibility == InterestVisibility.SHARED


def test_interest_without_words_or_too_long_is_refused(login, coordinator, page):
    client = login(coordinator)

    assert wrong(client, page("interest-create"), {"text": " ", "visibility": "private"}) == {"text"}
    assert wrong(client, page("interest-create"), {"text": "a" * 2001, "visibility": "x"}) == {"text", "visibility"}


# Contacts --------------------------------------------------------------------------------------------------------


def test_contact_is_noted_with_its_person_and_who_spoke(client, officer, page, party):
    person = party.organisation.persons.get()
    values = {"kind": "phone", "on": "2026-10-01", "person": person.pk, "summary": "Gebeld", "is_request": "on"}

    assert client.post(page("contact-create"), values).status_code == 302

    contact = ContactMoment.objects.get(summary="Gebeld")
    assert (contact.person, contact.by, contact.on, contact.is_request) == (person, officer, date(2026, 10, 1), True)
    client.post(page("contact-edit", contact.pk), values | {"summary": "Anders", "is_request": ""})
    contact.refresh_from_db()
    assert (contact.summary, contact.is_request) == ("Anders", False)
    client.post(page("contact-delete", contact.pk))
    assert not ContactMoment.objects.filter(pk=contact.pk).exists()


def test_impossible_contact_is_refused_beside_the_field(client, page):
    other = PersonFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)
    values = {"kind": "phone", "on": "2026-10-01"}

    assert wrong(client, page("contact-create"), values | {"on": tomorrow.isoformat()}) == {"on"}
    assert wrong(client, page("contact-create"), values | {"person": other.pk, "kind": "x"}) == {"person", "kind"}
    assert wrong(client, page("contact-create"), values | {"summary": "a" * 4001, "on": ""}) == {"summary", "on"}


def test_warning_stands_before_who_was_asked_often(client, page, party):
    ContactFactory.create_batch(3, area=party.area, organisation=party.organisation)

    assert client.get(page("contact-create")).context["warning"].is_warning


# Promises --------------------------------------------------------------------------------------------------------


def test_promise_is_noted_kept_and_opened_again(client, page, party):
    values = {"side": "team", "text": "Kaart sturen", "made_on": "2026-10-01", "due_on": "2026-10-09"}
    assert client.post(page("promise-create"), values).status_code == 302
    promise = Promise.objects.get(text="Kaart sturen")
    settle = page("promise-settle", promise.pk)

    assert client.post(settle, {"state": "kept", "settled_on": "2026-10-08", "note": "Per post"}).status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.settled_on, promise.note) == ("kept", date(2026, 10, 8), "Per post")
    assert wrong(client, settle, {"state": "broken", "settled_on": "2026-10-08"}) == {"state"}  # no such move
    client.post(settle, {"state": "open", "settled_on": "2026-10-08"})
    promise.refresh_from_db()
    assert (promise.state, promise.settled_on) == ("open", None)
    client.post(page("promise-delete", promise.pk))
    assert not Promise.objects.filter(pk=promise.pk).exists()


def test_impossible_promise_is_refused_beside_the_field(client, page, party):
    values = {"side": "team", "text": "A", "made_on": "2026-10-09", "due_on": "2026-10-01"}
    settle = page("promise-settle", party.promises.get().pk)

    assert wrong(client, page("promise-create"), values) == {"due_on"}
    assert wrong(client, page("promise-create"), {"side": "x", "text": ""}) == {"side", "text"}
    assert wrong(client, settle, {"state": "kept"}) == {"settled_on"}
    assert wrong(client, settle, {"state": "kept", "settled_on": "x"}) == {"settled_on"}
    assert wrong(client, settle, {"note": ""}) == {"state"}


# What does not exist ---------------------------------------------------------------------------------------------


def test_rows_of_another_party_are_404(client, page, party):
    other = PromiseFactory(partner__area=party.area)
    contact = ContactFactory(area=party.area, organisation=other.partner.organisation)

    for name in ("promise-edit", "promise-settle", "promise-delete"):
        assert client.post(page(name, other.pk), {"text": "x"}).status_code == 404, name
    for name in ("contact-edit", "contact-delete"):
        assert client.post(page(name, contact.pk), {"summary": "x"}).status_code == 404, name
    assert Promise.objects.filter(pk=other.pk).exists()
    assert ContactMoment.objects.filter(pk=contact.pk).exists()


def test_party_under_another_area_is_404(client, party):

    other = AreaFactory()
    for name in ("partner-detail", "partner-edit", "partner-delete", "contact-create"):
        assert client.get(address(name, other.slug, party.pk)).status_code == 404, name
    for name, key in (("organisation-detail", 99999), ("person-edit", 99999), ("organisation-edit", 99999)):
        assert client.get(address(name, key)).status_code == 404, name
    assert client.get(address("partner-export", party.area.slug, "pdf")).status_code == 404
    assert client.get(address("import-template", party.area.slug, "pdf")).status_code == 404
