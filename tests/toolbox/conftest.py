import pytest

from tests.factories.typology import TypologyVersionFactory


@pytest.fixture
def typology_version(db):
    return TypologyVersionFactory()


@pytest.fixture
def english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
