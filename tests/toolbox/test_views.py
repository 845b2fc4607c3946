import pytest
from django.urls import reverse

from pilots.areas.enums import Visibility
from tests.factories.areas import AreaFactory
from tests.factories.toolbox import PracticeFactory
from tests.factories.typology import CollaborationFactory
from toolbox.enums import Criterion, PracticeState
from toolbox.models import Practice

LIST = reverse("toolbox:practice-list")
DESK = reverse("toolbox:practice-desk")
CREATE = reverse("toolbox:practice-create")
pytestmark = pytest.mark.django_db

FORM = {
    "title": "Samen meten",
    "kind": "example",
    "summary": "Kort.",
    "what_was_done": "Gemeten.",
    "language": "nl",
    "sources-TOTAL_FORMS": "2",
    "sources-INITIAL_FORMS": "0",
    "sources-0-title": "Pilot",
    "sources-0-url": "https://example.nl/",
}


def url(name, practice):
    return reverse(f"toolbox:practice-{name}", args=[practice.slug])


# Reading ------------------------------------------------------------------------------------------------------------


def test_list_visitor_without_login_finds_published_items_only(english):
    PracticeFactory(published=True, title="Kavelruil in het veen")
    PracticeFactory(title="Kavelruil geheim")

    content = english.get(LIST, {"q": "kavelruil"}).content.decode()

    assert "Kavelruil in het veen" in content
    assert "geheim" not in content


def test_list_mistyped_word_says_what_was_searched(english):
    PracticeFactory(published=True, title="Bescherming van bronnen")

    content = english.get(LIST, {"q": "beschermign"}).content.decode()

    assert "Bescherming van bronnen" in content
    assert "Did you mean <strong>bescherming</strong>?" in content


def test_list_nothing_found_says_what_to_do(english):
    content = english.get(LIST, {"q": "xyzzy"}).content.decode()

    assert "Nothing found" in content
    assert "take a filter away" in content


def test_list_escapes_what_was_typed(english):
    assert (
        "<script>"
        not in english.get(LIST, {"q": "<script>alert(1)</script>"})
        .content.decode()
        .split("<main")[1]
        .split("</main")[0]
    )


def test_list_fragment_equals_the_same_part_of_the_page(english):
    PracticeFactory(published=True)

    page = english.get(LIST, {"kind": "example"})
    fragment = english.get(LIST, {"kind": "example"}, headers={"HX-Request": "true"})

    assert "".join(fragment.content.decode().split()) in "".join(page.content.decode().split())
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in fragment["Vary"]


def test_list_pagination_keeps_the_filters(english):
    for n in range(13):
        PracticeFactory(published=True, title=f"Kavelruil {n:02}")

    content = english.get(LIST, {"q": "kavelruil", "kind": "example"}).content.decode()

    assert "kind=example&amp;page=2" in content
    assert "Kavelruil 12" in english.get(LIST, {"page": "2"}).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_whatever_is_found(
    rows, login, officer, typology_version, django_assert_max_num_queries
):
    for _ in range(rows):
        PracticeFactory(published=True)
    client = login(officer)
    client.get(LIST)

    with django_assert_max_num_queries(9) as found:
        client.get(LIST)
    assert len(found) == 8


def test_detail_visitor_reads_a_published_item_with_its_sources(english):
    practice = PracticeFactory(published=True, what_works="- **samen**", is_concept=True)

    content = english.get(url("detail", practice)).content.decode()

    assert "https://example.nl/pilot" in content
    assert "<strong>samen</strong>" in content
    assert "Concept: not yet checked" in content
    assert "Judgement" not in content


@pytest.mark.parametrize("state", [PracticeState.DRAFT, PracticeState.REVIEW, PracticeState.REFUSED])
def test_detail_unpublished_item_does_not_exist_for_others(client, login, stranger, state):
    practice = PracticeFactory(state=state, reason="Because.")

    assert client.get(url("detail", practice)).status_code == 404
    assert login(stranger).get(url("detail", practice)).status_code == 404
    assert login(practice.submitted_by).get(url("detail", practice)).status_code == 200


def test_detail_names_the_area_only_to_who_may_open_it(client, login, officer, stranger):
    area = AreaFactory(name="Geheim Gebied", visibility=Visibility.INTERNAL)
    practice = PracticeFactory(published=True, area=area)

    assert "Geheim Gebied" not in client.get(url("detail", practice)).content.decode()
    assert "Geheim Gebied" not in login(stranger).get(url("detail", practice)).content.decode()
    assert "Geheim Gebied" in login(officer).get(url("detail", practice)).content.decode()


# Writing ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [DESK, CREATE])
def test_writing_asks_a_visitor_to_log_in(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_create_keeps_a_draft_of_this_person(login, partner, typology_version):
    client = login(partner)
    assert client.get(CREATE).status_code == 200

    response = client.post(CREATE, FORM | {"gears": ["3"], "measures": ["buffer"]})

    practice = Practice.objects.get()
    assert response.url == practice.get_absolute_url()
    assert (practice.state, practice.submitted_by) == (PracticeState.DRAFT, partner)
    assert (practice.gears, practice.measures) == (["3"], ["buffer"])
    assert practice.sources == [{"title": "Pilot", "url": "https://example.nl/"}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"sources-0-title": "", "sources-0-url": ""},
        {"sources-0-url": "javascript:alert(1)"},
        {"gears": ["9"]},
        {"sources-TOTAL_FORMS": "x"},
    ],
)
def test_create_with_something_wrong_keeps_the_text_and_saves_nothing(login, partner, typology_version, wrong):
    response = login(partner).post(CREATE, FORM | {"what_was_done": "Lange tekst."} | wrong)

    assert response.status_code == 422
    assert "Lange tekst." in response.content.decode()
    assert not Practice.objects.exists()


def test_edit_own_draft_but_not_once_it_was_sent_in(login, partner):
    practice = PracticeFactory(submitted_by=partner)
    client = login(partner)

    client.post(url("edit", practice), FORM)
    practice.refresh_from_db()
    assert practice.title == "Samen meten"

    Practice.objects.update(state=PracticeState.REVIEW)
    assert client.get(url("edit", practice)).status_code == 404
    assert client.post(url("edit", practice), FORM | {"title": "Anders"}).status_code == 404


def test_edit_is_not_for_others(login, stranger):
    practice = PracticeFactory(published=True)

    assert login(stranger).get(url("edit", practice)).status_code == 404


def test_edit_shows_the_sources_that_are_there(login, partner):
    practice = PracticeFactory(submitted_by=partner)

    assert "https://example.nl/pilot" in login(partner).get(url("edit", practice)).content.decode()


def test_edit_by_two_people_at_once_says_so_and_keeps_both_texts(login, partner, curator):
    practice = PracticeFactory(submitted_by=partner)
    form = FORM | {"sources-INITIAL_FORMS": "1", "seen": practice.updated_at.isoformat()}
    assert login(curator).post(url("edit", practice), form | {"title": "Van de redacteur"}).status_code == 302

    late = login(partner).post(url("edit", practice), form | {"title": "Van de inzender"})

    assert late.status_code == 422
    assert "Van de inzender" in late.content.decode()
    practice.refresh_from_db()
    assert practice.title == "Van de redacteur"
    again = form | {"title": "Van de inzender", "seen": late.context["seen"]}
    assert login(partner).post(url("edit", practice), again).status_code == 302


# Moving -------------------------------------------------------------------------------------------------------------


def test_move_from_draft_to_published_by_submitter_and_curator(login, partner, curator):
    practice = PracticeFactory(submitted_by=partner)

    login(partner).post(url("move", practice), {"to": "review"})
    waiting = login(curator).get(DESK).content.decode()
    login(curator).post(url("move", practice), {"to": "published", "criteria": Criterion.values})

    practice.refresh_from_db()
    assert practice.title in waiting
    assert practice.state == PracticeState.PUBLISHED


@pytest.mark.parametrize("data", [{"to": "refused"}, {"to": "published", "criteria": ["relevant"]}])
def test_move_without_what_it_needs_says_so_beside_the_field(login, curator, data):
    practice = PracticeFactory(state=PracticeState.REVIEW)

    response = login(curator).post(url("move", practice), data)

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert Practice.objects.get().state == PracticeState.REVIEW


def test_move_judging_is_for_curators_only(login, partner, stranger):
    practice = PracticeFactory(state=PracticeState.REVIEW, submitted_by=partner)

    for user in (partner, stranger):
        response = login(user).post(url("move", practice), {"to": "published", "criteria": Criterion.values})
        assert response.status_code == 404
    assert Practice.objects.get().state == PracticeState.REVIEW


def test_move_twice_says_that_somebody_was_first(login, curator):
    practice = PracticeFactory(state=PracticeState.DRAFT)

    response = login(curator).post(url("move", practice), {"to": "refused", "reason": "Late."}, follow=True)

    assert Practice.objects.get().state == PracticeState.DRAFT
    assert "utrecht-alert--error" in response.content.decode()


def test_move_anonymous_logs_in_first_and_get_is_no_move(client, login, curator):
    practice = PracticeFactory(state=PracticeState.REVIEW)

    assert client.post(url("move", practice), {"to": "draft"}).status_code == 302
    assert login(curator).get(url("move", practice)).status_code == 405
    assert login(curator).post(url("move", practice), {"to": "nowhere"}).status_code == 404


@pytest.mark.parametrize("name", ["list", "desk"])
def test_pages_take_no_post(login, officer, name):
    assert login(officer).post(reverse(f"toolbox:practice-{name}")).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_desk_takes_as_many_queries_whatever_waits(rows, login, curator, django_assert_num_queries):
    for _ in range(rows):
        PracticeFactory(state=PracticeState.REVIEW)
        PracticeFactory(submitted_by=curator)

    client = login(curator)
    with django_assert_num_queries(5):
        client.get(DESK)


# Suggestions --------------------------------------------------------------------------------------------------------


def test_suggestions_follow_the_area_and_its_needed_gear(client, login, area, officer, stranger, typology_version):
    task = {"setting": "imposed"}
    CollaborationFactory(area=area, version=typology_version, answers=task)
    PracticeFactory(published=True, title="Regie elders", gears=["R"])
    PracticeFactory(published=True, title="Heel iets anders", gears=["1"])
    address = reverse("toolbox:practice-suggestions", args=[area.slug])

    assert client.get(address).status_code == 302
    assert login(stranger).get(address).status_code == 404
    assert login(officer).post(address).status_code == 405
    content = login(officer).get(address).content.decode()
    assert "Regie elders" in content
    assert "Heel iets anders" not in content


def test_suggestions_before_anything_is_known_say_where_to_look(login, area, officer):
    content = login(officer).get(reverse("toolbox:practice-suggestions", args=[area.slug])).content.decode()

    assert reverse("toolbox:suggestion-list", args=[area.slug]) in content
    assert "empty" in content
