"""Named people and things that every test may ask for."""

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from accounts.enums import Province, Role
from accounts.models import User
from pilots.areas.enums import MemberRole
from pilots.areas.models import PilotArea
from tests import databases
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, MemberFactory

# A busy machine is no fault of the code: properties are not timed.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Copy a database that has every migration, instead of migrating in every process."""
    connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let the test database be dropped at the end, also when a worker or thread of a test still holds a connection."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")


@pytest.fixture(scope="session", autouse=True)
def guarded_tables_can_be_emptied():
    """Let a test that commits leave an empty database: the triggers that guard signatures stop a TRUNCATE."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def unguarded(operations, statements):
        empty(operations, ["SET LOCAL session_replication_role = replica", *statements] if statements else [])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", unguarded)
        yield


@pytest.fixture(autouse=True)
def own_language():
    """Leave no language behind: a request activates that of its reader, for whatever runs next."""
    yield
    translation.deactivate()


@pytest.fixture
def area(db) -> PilotArea:
    """An internal area in Gelderland without people of its own."""
    return AreaFactory(name="Landgoederen Brummen", slug="landgoederen-brummen")


@pytest.fixture
def officer(db) -> User:
    """Provincial officer of Gelderland."""
    return UserFactory(email="officer@example.nl", role=Role.OFFICER, province=Province.GELDERLAND)


@pytest.fixture
def stranger(db) -> User:
    """Provincial officer of another province: may open nothing of Gelderland that is not public."""
    return UserFactory(email="stranger@example.nl", role=Role.OFFICER, province=Province.LIMBURG)


@pytest.fixture
def coordinator(area) -> User:
    """Coordinator who leads `area`."""
    user = UserFactory(email="coordinator@example.nl", role=Role.COORDINATOR, province=Province.GELDERLAND)
    area.coordinator = user
    area.save()
    return user


@pytest.fixture
def partner(area) -> User:
    """Stakeholder with an account who is a partner of `area`."""
    return MemberFactory(area=area, user__email="partner@example.nl", role=MemberRole.PARTNER).user


@pytest.fixture
def administrator(db) -> User:
    """Administrator (bestuurder) of Gelderland: reads and later signs."""
    return UserFactory(email="administrator@example.nl", role=Role.ADMINISTRATOR, province=Province.GELDERLAND)


@pytest.fixture
def curator(db) -> User:
    return UserFactory(email="curator@example.nl", role=Role.CURATOR)


@pytest.fixture
def ambassador(db) -> User:
    return UserFactory(email="ambassador@example.nl", role=Role.AMBASSADOR)


@pytest.fixture
def admin_user(db) -> User:
    return UserFactory(email="admin@example.nl", role=Role.ADMIN, is_staff=True)


@pytest.fixture
def login():
    """Return a client logged in as the given person."""

    def _login(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return _login


@pytest.fixture
def in_english():
    """Have messages as they stand in the code, whatever the catalogue says."""
    with translation.override("en"):
        yield


@pytest.fixture
def privacy_officer(db) -> User:
    """Functionaris gegevensbescherming of Gelderland: reads who opened raw texts."""
    return UserFactory(email="privacy@example.nl", role=Role.PRIVACY, province=Province.GELDERLAND)
