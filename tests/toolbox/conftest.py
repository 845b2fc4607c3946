import pytest
from allauth.mfa.models import Authenticator

from tests.factories.typology import TypologyVersionFactory


@pytest.fixture
def typology_version(db):
    return TypologyVersionFactory()


@pytest.fixture
def curator(curator):
    """A curator who has set up a second step, without which no page opens."""
    Authenticator.objects.create(user=curator, type=Authenticator.Type.TOTP, data={"secret": "unused"})
    return curator


@pytest.fixture
def english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
