import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.enums import Role
from pilots.areas.enums import MemberRole, Visibility
from pilots.areas.models import PilotArea
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, MemberFactory

INVOLVED = {"officer", "coordinator", "administrator", "admin_user", "team_member"}
EVERYBODY = INVOLVED | {"partner", "stranger", "curator", "ambassador", "anonymous"}
MATRIX = {
    "view": {
        Visibility.INTERNAL: INVOLVED,
        Visibility.PARTNERS: INVOLVED | {"partner"},
        Visibility.PUBLIC: EVERYBODY,
    },
    "involve": {
        Visibility.INTERNAL: INVOLVED,
        Visibility.PARTNERS: INVOLVED | {"partner"},
        Visibility.PUBLIC: INVOLVED | {"partner"},
    },
    "change": {key: {"officer", "coordinator", "admin_user", "team_member"} for key in Visibility},
    "delete": {key: {"admin_user"} for key in Visibility},
}


@pytest.fixture
def team_member(area):
    return MemberFactory(area=area, user__email="team@example.nl", role=MemberRole.TEAM).user


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.mark.parametrize("person", sorted(EVERYBODY))
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("permission", MATRIX)
def test_permission_follows_the_matrix(request, area, person, visibility, permission):
    user = request.getfixturevalue(person)
    area.visibility = visibility
    area.save()
    area.refresh_from_db()

    allowed = user.has_perm(f"areas.{permission}_pilotarea", area)

    assert allowed == (person in MATRIX[permission][visibility])


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_list_and_permission_agree_for_every_area(request, area, person):
    user = request.getfixturevalue(person)
    for visibility in Visibility:
        AreaFactory(visibility=visibility)
        AreaFactory(visibility=visibility, provinces=["NL-LI", "NL-GE"])
        AreaFactory(visibility=visibility, provinces=["NL-ZE"])
        AreaFactory(visibility=visibility, archived_at="2026-01-01T00:00Z", archived_by=UserFactory())
        if user.is_authenticated:
            AreaFactory(visibility=visibility, provinces=["NL-ZE"], coordinator=user)
            MemberFactory(area=AreaFactory(visibility=visibility, provinces=["NL-ZE"]), user=user)
            MemberFactory(area=AreaFactory(visibility=visibility, provinces=["NL-ZE"]), user=user, role="team")

    listed = set(PilotArea.objects.visible_to(user))

    assert listed == {found for found in PilotArea.objects.all() if user.has_perm("areas.view_pilotarea", found)}


@pytest.mark.parametrize("person", sorted(EVERYBODY - {"admin_user"}))
@pytest.mark.parametrize("permission", MATRIX)
def test_archived_area_is_only_for_the_admin(request, area, admin_user, person, permission):
    user = request.getfixturevalue(person)
    area.visibility, area.archived_at, area.archived_by = Visibility.PUBLIC, "2026-01-01T00:00Z", admin_user
    area.save()
    area.refresh_from_db()

    assert not user.has_perm(f"areas.{permission}_pilotarea", area)
    assert admin_user.has_perm(f"areas.{permission}_pilotarea", area)


def test_add_area_is_for_officers_and_admins(db):
    allowed = {role for role in Role if UserFactory(role=role).has_perm("areas.add_pilotarea", PilotArea())}

    assert allowed == {Role.OFFICER, Role.ADMIN}


def test_user_without_province_does_not_see_areas_without_one(db):
    AreaFactory(provinces=[])

    assert not PilotArea.objects.visible_to(UserFactory(role=Role.OFFICER, province="")).exists()
