import uuid

import pytest
from django.core.cache import cache

from accounts.models import User
from tests.accounts.people import with_password
from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def _fresh_rate_limits(monkeypatch):
    """Count the attempts of each test apart, without emptying the Redis that others use too."""
    monkeypatch.setattr(cache._connections[cache._alias], "key_prefix", uuid.uuid4().hex)


@pytest.fixture
def person(db) -> User:
    """Somebody with a password and a confirmed address, who can log in for real."""
    return with_password(UserFactory(email="person@example.nl", name="Pim Peters", language="en"))


@pytest.fixture(autouse=True)
def _real_outbox(settings):
    """Django's test runner puts its own mail backend in place; these tests are about ours."""
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
