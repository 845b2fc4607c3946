import pytest

from pilots.areas.enums import Visibility
from pilots.areas.models import PilotArea

READERS = {
    Visibility.INTERNAL: {"officer", "coordinator", "administrator", "admin_user"},
    Visibility.PARTNERS: {"officer", "coordinator", "administrator", "admin_user", "partner"},
    Visibility.PUBLIC: {
        "officer", "coordinator", "administrator", "admin_user", "partner", "stranger", "curator", "ambassador",
    },
}  # fmt: skip
PEOPLE = sorted(READERS[Visibility.PUBLIC])


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("visibility", Visibility)
def test_view_area_follows_the_matrix_and_the_list_agrees(request, area, person, visibility):
    area.visibility = visibility
    area.save()
    user = request.getfixturevalue(person)
    area.refresh_from_db()

    allowed = user.has_perm("areas.view_pilotarea", area)

    assert allowed == (person in READERS[visibility])
    assert (area in PilotArea.objects.visible_to(user)) == allowed
