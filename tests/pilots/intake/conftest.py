import pytest

from tests.factories.intake import InvitationFactory, RoundFactory
from tests.factories.stakeholders import OrganisationFactory, PartnerFactory, PersonFactory


@pytest.fixture
def round_(area, officer):
    """An open round in `area`, sent by `officer`."""
    return RoundFactory(area=area, sender=officer, title="Wat wilt u met Brummen?")


@pytest.fixture
def farm(area):
    """A party that takes part in `area`."""
    organisation = OrganisationFactory(name="Melkveebedrijf Fictief")
    PartnerFactory(area=area, organisation=organisation)
    return organisation


@pytest.fixture
def farmer(farm):
    return PersonFactory(organisation=farm, name="Jan Fictief", email="jan@fictief.example", language="nl")


@pytest.fixture
def invitation(round_, farmer):
    """The farmer, invited to the round and not opened yet."""
    return InvitationFactory(round=round_, person=farmer)
