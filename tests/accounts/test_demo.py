import pytest
from allauth.account.models import EmailAddress

from accounts import demo
from accounts.enums import Role
from accounts.models import User
from tests.accounts.people import is_logged_in, log_in

pytestmark = pytest.mark.django_db


def test_load_makes_one_confirmed_account_per_role_and_twice_changes_nothing():
    demo.load()
    passwords = set(User.objects.values_list("password", flat=True))
    demo.load()

    assert sorted(User.objects.values_list("role", flat=True)) == sorted(Role.values)
    assert set(User.objects.values_list("password", flat=True)) == passwords
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(Role)
    assert User.objects.filter(is_superuser=True).count() == 0


@pytest.mark.parametrize("address", demo.addresses())
def test_load_everybody_logs_in_with_the_demo_password(client, settings, address):
    settings.DEMO = True
    demo.load()

    log_in(client, User.objects.get(email=address), demo.PASSWORD)

    assert is_logged_in(client)
    assert client.get("/account/").status_code == 200
