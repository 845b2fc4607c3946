import pytest
from django.urls import reverse

from pilots.areas.enums import Visibility
from tests.factories.typology import CollaborationFactory, TypologyVersionFactory
from tests.typology.gearbox.test_gears import DIALS, TASK_FOR, answers_at
from typology.gearbox.models import Collaboration, CollaborationEvent

pytestmark = pytest.mark.django_db
GEARS = reverse("typology:gear-list")
HTMX = {"HX-Request": "true"}


def url(name, area, *extra):
    return reverse(f"typology:assessment-{name}", args=[area.slug, *extra])


@pytest.fixture
def assessment(area):
    return CollaborationFactory(area=area, answers=answers_at(dict.fromkeys(DIALS, 2)) | TASK_FOR["4"])


@pytest.fixture
def version(db):
    return TypologyVersionFactory()


def test_gears_are_for_everybody(client, version):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    content = client.get(GEARS).content.decode()

    assert "Gear R: Public direction" in content
    assert "Concept" in content
    assert client.post(GEARS).status_code == 405


def test_gears_without_a_typology_say_so(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    assert "No typology was loaded yet" in client.get(GEARS).content.decode()


@pytest.mark.parametrize("name", ["detail", "summary"])
def test_reading_follows_the_area(client, login, area, assessment, officer, stranger, partner, name):
    address = url(name, area)

    assert client.get(address).url.startswith(reverse("account_login"))
    assert login(stranger).get(address).status_code == 404
    assert login(partner).get(address).status_code == 404
    assert login(officer).get(address).status_code == 200
    assert login(officer).post(address).status_code == 405

    area.visibility = Visibility.PARTNERS
    area.save()
    response = login(partner).get(address)
    assert response.status_code == 200
    assert "/vragen/" not in response.content.decode()


@pytest.mark.parametrize("part", [*DIALS, "opgave"])
def test_changing_is_for_who_may_change_the_area(client, login, area, assessment, coordinator, stranger, part):
    area.visibility = Visibility.PUBLIC
    area.save()
    address = url("edit", area, part)

    assert client.get(address).status_code == 302
    assert login(stranger).get(address).status_code == 404
    assert login(stranger).post(address, {}).status_code == 404
    assert login(coordinator).get(address).status_code == 200


def test_start_makes_one_assessment_with_the_newest_typology(client, login, area, coordinator, stranger, version):
    address = url("start", area)
    area.visibility = Visibility.PUBLIC
    area.save()

    assert client.post(address).status_code == 302
    assert login(stranger).post(address).status_code == 404
    assert login(coordinator).get(address).status_code == 405
    assert not Collaboration.objects.exists()

    for _ in range(2):
        response = login(coordinator).post(address)
        assert response.url == url("edit", area, "subject")
    assert Collaboration.objects.get().version == version


def test_start_without_a_typology_says_who_can_help(login, area, coordinator):
    response = login(coordinator).post(url("start", area), follow=True)

    assert "utrecht-alert--error" in response.content.decode()
    assert not Collaboration.objects.exists()


def test_detail_before_the_start_says_what_to_do(login, area, coordinator, administrator):
    assert url("start", area) in login(coordinator).get(url("detail", area)).content.decode()
    assert url("start", area) not in login(administrator).get(url("detail", area)).content.decode()


def test_detail_shows_outcome_list_and_drawing(login, area, assessment, coordinator):
    client = login(coordinator)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    content = client.get(url("detail", area)).content.decode()

    assert "The collaboration runs in gear 2, the task asks for gear 4." in content
    assert "Conclude an area covenant" in content
    assert "<svg" in content
    assert "Concept: this typology is our own proposal" in content


def test_edit_saves_and_goes_on_to_the_next_part(login, area, version, coordinator):
    collaboration = CollaborationFactory(area=area)
    client = login(coordinator)

    response = client.post(
        url("edit", area, "agreements"),
        {"agreements-paper": "agreements-paper-3", "agreements-paper-toelichting": "Ok"},
    )
    last = client.post(url("edit", area, "opgave"), {"setting": "free"})

    assert response.url == reverse("typology:collaboration-edit", args=[area.slug, collaboration.pk, "opgave"])
    assert last.url == collaboration.get_absolute_url()
    saved = Collaboration.objects.get()
    assert saved.answers == {"agreements-paper": "agreements-paper-3", "setting": "free"}
    assert saved.explanations == {"agreements-paper": "Ok"}
    assert saved.updated_by == coordinator


def test_edit_two_people_on_one_page_keep_both_answers(login, area, assessment, coordinator, officer):
    address = url("edit", area, "partners")

    login(coordinator).post(address, {"partners-table": "partners-table-4"}, headers=HTMX)
    login(officer).post(address, {"partners-influence": "partners-influence-3"}, headers=HTMX)

    answers = Collaboration.objects.get().answers
    assert (answers["partners-table"], answers["partners-influence"]) == ("partners-table-4", "partners-influence-3")
    assert CollaborationEvent.objects.filter(pgh_obj=assessment).count() == 3


def test_edit_htmx_answers_with_the_same_node_as_the_page(login, area, assessment, coordinator):
    client = login(coordinator)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    fragment = client.post(url("edit", area, "partners"), {"partners-table": "partners-table-4"}, headers=HTMX)

    assert fragment.status_code == 200
    assert fragment.content.decode().strip().startswith('<p id="opgeslagen" role="status"')
    assert "Saved at" in fragment.content.decode()
    assert '<p id="opgeslagen" role="status"' in client.get(url("edit", area, "partners")).content.decode()


@pytest.mark.parametrize("data", [{"partners-table": "subject-clear-1"}, {"partners-table-toelichting": "x" * 2001}])
def test_edit_impossible_answer_changes_nothing_and_says_so(login, area, assessment, coordinator, data):
    client = login(coordinator)

    assert client.post(url("edit", area, "partners"), data).status_code == 422
    assert "Saved at" not in client.post(url("edit", area, "partners"), data, headers=HTMX).content.decode()
    assert Collaboration.objects.get().answers == assessment.answers


def test_edit_empty_answer_takes_it_away(login, area, assessment, coordinator):
    login(coordinator).post(url("edit", area, "opgave"), {"setting": ""})

    assert "setting" not in Collaboration.objects.get().answers


def test_edit_unknown_part_or_no_assessment_does_not_exist(login, area, coordinator, version):
    assert login(coordinator).get(url("edit", area, "partners")).status_code == 404
    CollaborationFactory(area=area)
    assert login(coordinator).get(url("edit", area, "nonsense")).status_code == 404
    assert login(coordinator).delete(url("edit", area, "partners")).status_code == 405


@pytest.mark.parametrize("answered", [{}, answers_at(dict.fromkeys(DIALS, 5)) | TASK_FOR["4"]])
def test_detail_takes_as_many_queries_whatever_was_answered(
    login, area, officer, answered, django_assert_max_num_queries
):
    CollaborationFactory(area=area, answers=answered)
    client = login(officer)

    with django_assert_max_num_queries(13) as empty:
        client.get(url("detail", area))
    assert len(empty) <= 13
