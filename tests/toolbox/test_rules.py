import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.toolbox import PracticeFactory
from toolbox.enums import PracticeState
from toolbox.models import Practice

PEOPLE = ["officer", "stranger", "coordinator", "partner", "administrator", "curator", "ambassador", "admin_user"]
CURATORS = {"curator", "admin_user"}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("state", PracticeState)
@pytest.mark.parametrize("is_own", [True, False])
def test_item_permissions_follow_the_matrix_and_the_list_agrees(request, person, state, is_own):
    user = request.getfixturevalue(person)
    own = {"submitted_by": user} if is_own else {}
    practice = PracticeFactory(state=state, reason="Because.", **own)
    may = {name for name in ("view", "change", "move", "review") if user.has_perm(f"toolbox.{name}_practice", practice)}

    expected = {"view"} if state == PracticeState.PUBLISHED else set()
    if is_own:
        expected |= {"view", "move"} | ({"change"} if state == PracticeState.DRAFT else set())
    if person in CURATORS:
        expected = {"view", "change", "move", "review"}
    assert may == expected
    assert (practice in Practice.objects.visible_to(user)) == ("view" in may)


@pytest.mark.parametrize("state", PracticeState)
def test_item_visitor_reads_only_what_is_published(db, state):
    practice = PracticeFactory(state=state, reason="Because.")
    visitor = AnonymousUser()

    assert visitor.has_perm("toolbox.view_practice", practice) == (state == PracticeState.PUBLISHED)
    assert (practice in Practice.objects.visible_to(visitor)) == (state == PracticeState.PUBLISHED)
    assert not visitor.has_perm("toolbox.add_practice")
    assert not visitor.has_perm("toolbox.change_practice", practice)
