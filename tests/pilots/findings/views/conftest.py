import pytest

from accounts.models import User
from tests.accounts.people import with_app


@pytest.fixture
def admin_user(admin_user) -> User:
    """An admin with the second step that an admin needs for every page."""
    with_app(admin_user)
    return admin_user
