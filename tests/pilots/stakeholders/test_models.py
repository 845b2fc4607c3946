from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from pilots.areas.enums import MemberRole, Visibility
from pilots.areas.models import PilotArea
from pilots.stakeholders import actions
from pilots.stakeholders.enums import ContactKind, InterestVisibility, OrganisationKind
from pilots.stakeholders.models import ContactMoment, Interest, Organisation, Partner, Person, Promise
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, MemberFactory
from tests.factories.stakeholders import (
    ContactFactory,
    InterestFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    PromiseFactory,
)

WORKS = {"officer", "coordinator", "administrator", "admin_user", "team_member"}
PEOPLE = WORKS | {"partner", "farmer", "stranger", "curator", "ambassador", "anonymous"}


@pytest.fixture
def team_member(area):
    return MemberFactory(area=area, user__email="team@example.nl", role=MemberRole.TEAM).user


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.fixture
def farmer(db):
    """Somebody with an account who speaks for a party and is no member of any area."""
    return UserFactory(email="farmer@example.nl")


@pytest.fixture
def everything(area, coordinator, farmer, partner):
    """Parties, interests, contacts and promises in areas of every kind, with and without the farmer's own farm."""
    kinds = [
        {"visibility": visibility, "provinces": [code]} for visibility in Visibility for code in ("NL-GE", "NL-ZE")
    ]
    areas = [area, *(AreaFactory(**kind) for kind in kinds)]
    areas.append(AreaFactory(visibility="openbaar", archived_at="2026-01-01T00:00Z", archived_by=UserFactory()))
    areas.append(AreaFactory(visibility="partners", provinces=["NL-ZE"], coordinator=coordinator))
    MemberFactory(area=areas[-1], user=partner)
    farm = PersonFactory(user=farmer).organisation
    for one in areas:
        for organisation in (farm, OrganisationFactory(kind=OrganisationKind.NATURE)):
            party = PartnerFactory(area=one, organisation=organisation)
            PersonFactory(organisation=organisation)
            ContactFactory(area=one, organisation=organisation)
            PromiseFactory(partner=party)
            for visibility in InterestVisibility:
                InterestFactory(partner=party, visibility=visibility)
    OrganisationFactory(kind=OrganisationKind.FARM)
    OrganisationFactory(kind=OrganisationKind.PROVINCE)
    OrganisationFactory(merged_into=farm)
    PersonFactory(organisation=farm, merged_into=Person.objects.first())


@pytest.mark.parametrize("person", sorted(PEOPLE))
def test_list_and_permission_agree_for_every_row(request, everything, person):
    user = request.getfixturevalue(person)

    for model in (Organisation, Person, Partner, Interest, ContactMoment, Promise):
        permission = f"stakeholders.view_{model._meta.model_name}"
        assert set(model.objects.visible_to(user)) == {
            row for row in model.objects.all() if user.has_perm(permission, row)
        }


@pytest.mark.parametrize("person", sorted(PEOPLE))
def test_who_may_change_and_merge_agrees_with_the_lists(request, everything, person):
    user = request.getfixturevalue(person)

    for model in (Organisation, Person):
        name, rows = model._meta.model_name, list(model.objects.current())
        changeable = {row for row in rows if user.has_perm(f"stakeholders.change_{name}", row)}
        mergeable = {row for row in rows if user.has_perm(f"stakeholders.merge_{name}", row)}
        assert set(model.objects.changeable_by(user)) == changeable
        assert set(model.objects.wholly_changeable_by(user)) == mergeable


@pytest.mark.parametrize("person", sorted(PEOPLE))
def test_areas_and_their_permissions_agree(request, everything, person):
    user = request.getfixturevalue(person)

    for reads, permission in (("involving", "involve"), ("worked_on_by", "work"), ("changeable_by", "change")):
        listed = set(getattr(PilotArea.objects, reads)(user))
        assert listed == {one for one in PilotArea.objects.all() if user.has_perm(f"areas.{permission}_pilotarea", one)}


@pytest.mark.parametrize("person", sorted(PEOPLE - {"coordinator", "farmer"}))
def test_private_interest_is_only_for_the_party_and_the_coordinator(request, everything, person):
    found = Interest.objects.visible_to(request.getfixturevalue(person))

    assert not found.filter(visibility=InterestVisibility.PRIVATE).exists()


def test_private_interest_of_another_party_is_not_for_a_party(everything, farmer):
    found = Interest.objects.visible_to(farmer)

    assert {interest.partner.organisation for interest in found} == {farmer.stakeholder_persons.get().organisation}
    assert Visibility.INTERNAL not in {interest.partner.area.visibility for interest in found}


def test_partner_of_one_area_sees_nothing_of_another(everything, partner):
    found = {party.area for party in Partner.objects.visible_to(partner)}

    assert found == {member.area for member in partner.area_memberships.all() if member.area.visibility != "intern"}
    assert not ContactMoment.objects.visible_to(partner).exists()
    assert not Promise.objects.visible_to(partner).exists()
    assert not Person.objects.visible_to(partner).exists()


@pytest.mark.parametrize(
    "values", [{"influence": 0}, {"interest": 6}, {"land_ha": -1}, {"level": "advises"}, {"until_on": date(2020, 1, 1)}]
)
def test_partner_with_impossible_values_is_refused_by_the_database(db, values):
    with pytest.raises(IntegrityError):
        PartnerFactory(since_on=date(2026, 1, 1), **values)


@pytest.mark.parametrize(("kind", "is_request"), [(ContactKind.INTERVIEW, True), (ContactKind.PHONE, False)])
def test_log_contact_knows_which_kinds_ask_something(area, officer, kind, is_request):
    farm = OrganisationFactory()

    contact = actions.log_contact(
        area=area, organisation=farm, person=None, kind=kind, on=date(2026, 11, 2), by=officer, summary=""
    )

    assert contact.is_request is is_request
    assert actions.log_contact(
        area=area, organisation=farm, person=None, kind=kind, on=date(2026, 11, 2), by=officer, summary="",
        is_request=not is_request,
    ).is_request is not is_request  # fmt: skip


def test_changes_of_partners_and_interests_are_kept(db):
    interest = InterestFactory()
    interest.visibility = InterestVisibility.SHARED
    interest.save()

    assert [event.visibility for event in interest.events.order_by("pgh_id")] == ["private", "shared"]
