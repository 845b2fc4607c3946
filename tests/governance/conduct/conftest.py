import pytest

from pilots.areas.enums import Visibility
from tests.factories.conduct import ConductPackFactory
from tests.factories.stakeholders import OrganisationFactory, PartnerFactory, PersonFactory


@pytest.fixture
def offered(db):
    """The pack, loaded."""
    return ConductPackFactory()


@pytest.fixture
def parties(area, offered):
    """A farm and a water authority with a person each, and a village council whom nobody can reach."""
    area.visibility = Visibility.PARTNERS
    area.save()
    found = []
    for name, email in (("De Hoeve", "ada@hoeve.example"), ("Waterschap", "wim@water.example"), ("Dorpsraad", "")):
        organisation = OrganisationFactory(name=f"{name} (fictief)")
        PersonFactory(organisation=organisation, name=f"Persoon van {name}", email=email)
        found.append(PartnerFactory(area=area, organisation=organisation))
    return found
