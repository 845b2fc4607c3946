import pytest
from django.urls import reverse

from pilots.areas.enums import Visibility
from pilots.stakeholders.enums import InterestVisibility
from tests.factories.accounts import UserFactory
from tests.factories.areas import MemberFactory
from tests.factories.stakeholders import (
    ContactFactory,
    InterestFactory,
    OrganisationFactory,
    ParticipationVersionFactory,
    PartnerFactory,
    PersonFactory,
    PromiseFactory,
)


@pytest.fixture(autouse=True)
def levels(db):
    return ParticipationVersionFactory()


@pytest.fixture
def open_area(area, coordinator):
    """The area, led by the coordinator and open to its partners."""
    area.visibility = Visibility.PARTNERS
    area.save()
    return area


@pytest.fixture
def party(open_area):
    """A farm in the area with a person, both kinds of interest, a contact and a promise: all that could leak."""
    farm = OrganisationFactory(name="De Geheime Hoeve", place="Empe")
    PersonFactory(organisation=farm, name="Geheim Persoon", email="geheim@example.nl", phone="06-geheim")
    partner = PartnerFactory(
        area=open_area, organisation=farm, influence=3, interest=5, land_ha=12, wish="Geheime wens", levelled=True
    )
    InterestFactory(partner=partner, text="Verzwegen belang")
    InterestFactory(partner=partner, text="Gedeeld belang", visibility=InterestVisibility.SHARED)
    ContactFactory(area=open_area, organisation=farm, summary="Geheim gesprek")
    PromiseFactory(partner=partner, text="Geheime belofte", due_on="2026-01-01")
    return partner


@pytest.fixture
def farmer(party):
    """Speaks for the party; no member of the area."""
    return PersonFactory(
        organisation=party.organisation, name="Boer Zelf", user=UserFactory(email="farmer@example.nl")
    ).user


@pytest.fixture
def neighbour(open_area):
    """Another partner of the same area."""
    return MemberFactory(area=open_area, user__email="neighbour@example.nl").user


def address(name, *args):
    return reverse(f"stakeholders:{name}", args=args)
