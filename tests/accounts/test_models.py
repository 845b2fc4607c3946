import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Province, Role
from accounts.models import User
from tests.factories.accounts import MailFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_user_made_with_address_in_lower_case_and_no_password():
    user = User.objects.create_user("Some.Body@Example.NL", name="Some Body")

    assert user.email == "some.body@example.nl"
    assert not user.has_usable_password()
    assert (str(user), user.get_short_name()) == ("Some Body", "Some Body")


def test_user_same_address_in_capitals_is_refused():
    UserFactory(email="one@example.nl")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ONE@example.nl")


def test_superuser_is_admin_with_the_django_admin():
    user = User.objects.create_superuser("root@example.nl", "a long password", name="Root")

    assert (user.role, user.is_staff, user.is_superuser) == (Role.ADMIN, True, True)


def test_history_follows_role_and_province_and_not_password_or_last_login():
    user = UserFactory(role=Role.OFFICER, province=Province.GELDERLAND)
    user.set_password("something else")
    user.name = "Other name"
    user.save()
    before = user.events.count()
    user.role = Role.CURATOR
    user.save()
    user.is_active = False
    user.save()

    assert before == 1
    assert list(user.events.order_by("pgh_id").values_list("role", "is_active")) == [
        ("officer", True),
        ("curator", True),
        ("curator", False),
    ]


def test_mail_says_its_subject():
    assert str(MailFactory(subject="Hello")) == "Hello"
