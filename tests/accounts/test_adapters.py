import pytest

from accounts.adapters import AdminPermissions, MFAAdapter


def test_secret_survives_a_new_key_when_the_old_one_is_kept(settings):
    secret = MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"

    assert "JBSWY3DPEHPK3PXP" not in secret
    assert MFAAdapter().decrypt(secret) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(
    ("person", "allowed"), [("admin_user", True), ("officer", False), ("curator", False), ("coordinator", False)]
)
def test_admin_permissions_hold_for_whole_models_and_only_for_admins(request, area, person, allowed):
    user = request.getfixturevalue(person)
    user.is_staff = True

    assert AdminPermissions().has_perm(user, "accounts.change_user") is allowed
    assert AdminPermissions().has_perm(user, "areas.change_pilotarea", area) is False
    assert AdminPermissions().has_module_perms(user, "accounts") is allowed


def test_admin_permissions_inactive_or_no_staff_gets_nothing(admin_user):
    admin_user.is_staff = False
    assert not AdminPermissions().has_perm(admin_user, "accounts.change_user")

    admin_user.is_staff, admin_user.is_active = True, False
    assert not AdminPermissions().has_perm(admin_user, "accounts.change_user")
