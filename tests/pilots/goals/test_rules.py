import pytest
from django.contrib.auth.models import AnonymousUser

from pilots.areas.enums import MemberRole, Visibility
from pilots.goals.models import Goal, Initiative, Measure
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, MemberFactory
from tests.factories.goals import GoalFactory, InitiativeFactory, MeasureFactory

FACTORIES = {Goal: GoalFactory, Measure: MeasureFactory, Initiative: InitiativeFactory}
PEOPLE = ["officer", "stranger", "coordinator", "administrator", "partner", "curator", "admin_user", "anonymous"]


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("person", PEOPLE)
def test_list_and_permission_agree_and_follow_the_area(request, area, packs, model, person):
    user = request.getfixturevalue(person)
    areas = [AreaFactory(visibility=level, provinces=[code]) for level in Visibility for code in ("NL-GE", "NL-ZE")]
    areas.append(AreaFactory(visibility="openbaar", archived_at="2026-01-01T00:00Z", archived_by=UserFactory()))
    if user.is_authenticated:
        far = {"area__provinces": ["NL-ZE"], "user": user}
        areas += [MemberFactory(role=role, **far).area for role in MemberRole]
    rows = [FACTORIES[model](area=found) for found in (*areas, area)]
    name = model.__name__.lower()

    listed = set(model.objects.visible_to(user))

    assert listed == {row for row in rows if user.has_perm(f"goals.view_{name}", row)}
    for row in rows:
        assert user.has_perm(f"goals.view_{name}", row) == user.has_perm("areas.view_pilotarea", row.area)
        assert user.has_perm(f"goals.change_{name}", row) == user.has_perm("areas.change_pilotarea", row.area)
        assert user.has_perm(f"goals.delete_{name}", row) == user.has_perm("areas.change_pilotarea", row.area)
