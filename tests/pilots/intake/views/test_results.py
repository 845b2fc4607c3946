import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import ViewLog
from pilots.intake.actions import submit_response
from pilots.intake.models import Answer, AnswerTheme
from tests.factories.areas import AreaFactory, MemberFactory
from tests.factories.codebook import CodebookFactory
from tests.factories.intake import (
    AnswerFactory,
    AnswerThemeFactory,
    AttachmentFactory,
    FormVersionFactory,
    InvitationFactory,
    RoundFactory,
    body,
)
from tests.pilots.intake.answered import FARMER, fill

READ = [
    "results-detail",
    "results-responses",
    "results-response",
    "results-texts",
    "results-places",
    "results-places-map",
    "results-compare",
    "results-export",
]
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def round_(area):
    CodebookFactory()
    return RoundFactory(area=area, title="Winterronde")


@pytest.fixture
def response(round_):
    return fill(round_, FARMER)


@pytest.fixture
def member(area):
    """Somebody of the team of the area."""
    return MemberFactory(area=area, role="team").user


@pytest.fixture
def story(response) -> Answer:
    return response.answers.get(question="verhaal")


@pytest.fixture
def count_queries():
    """Return how many queries a page asks."""

    def _count(client, path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    return _count


def address(round_, name: str, *more) -> str:
    if name == "results-export":
        more = more or ("csv",)
    return reverse(f"intake:{name}", args=[round_.area.slug, round_.pk, *more])


def page_address(round_, response, name: str) -> str:
    return address(round_, name, *([response.pk] if name == "results-response" else []))


def test_what_somebody_changes_after_sending_is_theirs_until_it_is_sent_again(login, officer, round_, response, story):
    story.value, story.revision = "Geheime twijfel", 2
    story.save()
    response.answers.create(question="datum2", value="Geheim", revision=1)
    added = AttachmentFactory(response=response)
    response.answers.create(question="bestand", value=[added.pk], revision=1)
    response.state = "draft"
    response.save()
    client = login(officer)

    for name in READ:
        answer = client.get(page_address(round_, response, name), **ENGLISH)
        text = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert "Geheim" not in text.replace("Jan Geheim", ""), name
    assert "changes not sent yet" in client.get(page_address(round_, response, "results-response"), **ENGLISH).text
    assert client.get(address(round_, "results-file", added.pk)).status_code == 404
    submit_response(response=response)
    assert "Geheime twijfel" in client.get(address(round_, "results-texts")).text
    assert b"".join(client.get(address(round_, "results-file", added.pk)).streaming_content)


# Doors --------------------------------------------------------------------------------------------------------------
def test_pages_without_login_go_to_the_login(client, round_, response):
    for name in READ:
        answer = client.get(page_address(round_, response, name))
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login")), name


@pytest.mark.parametrize("who", ["stranger", "partner", "administrator", "curator", "ambassador"])
def test_pages_for_who_does_not_work_in_the_area_do_not_exist(request, login, settings, round_, response, who):
    settings.DEMO = True  # no second step for the curator
    round_.area.visibility = "public"
    round_.area.save()
    client = login(request.getfixturevalue(who))

    for name in READ:
        answer = client.get(page_address(round_, response, name))
        assert answer.status_code == 404, name
        assert b"Geheim" not in answer.content


@pytest.mark.parametrize("who", ["officer", "coordinator", "member", "admin_user"])
def test_pages_open_for_who_works_in_the_area(request, login, settings, round_, response, who):
    settings.DEMO = True  # no second step for the admin
    client = login(request.getfixturevalue(who))

    for name in READ:
        answer = client.get(page_address(round_, response, name))
        assert answer.status_code == 200, name
        assert "no-store" in answer["Cache-Control"], name


def test_pages_refuse_to_be_posted_to(login, officer, round_, response):
    client = login(officer)

    assert {client.post(page_address(round_, response, name)).status_code for name in READ} == {405}


def test_round_of_another_area_does_not_exist_under_this_one(login, officer, round_, response):
    other = AreaFactory(slug="elders", provinces=["NL-GE"])
    paths = [page_address(round_, response, name).replace(round_.area.slug, other.slug) for name in READ]

    assert {login(officer).get(path).status_code for path in paths} == {404}


def test_answers_that_were_not_sent_are_shown_nowhere(login, officer, round_):
    draft = fill(round_, FARMER | {"verhaal": "Nog niet af"}, sent=False)
    client = login(officer)

    for name in ["results-detail", "results-responses", "results-texts", "results-places", "results-places-map"]:
        content = client.get(address(round_, name)).content
        assert b"Nog niet af" not in content
        assert b"Geheim" not in content
    assert client.get(address(round_, "results-response", draft.pk)).status_code == 404
    assert b"Nog niet af" not in client.get(address(round_, "results-export")).getvalue()


# Totals -------------------------------------------------------------------------------------------------------------
def test_detail_adds_up_answers_and_names_nobody(login, officer, round_, response):
    fill(round_, {"rol": "bewoner", "vertrouwen": 4}, kind="residents", name="Anna Bewoner")
    InvitationFactory(round=round_)

    answer = login(officer).get(address(round_, "results-detail"), **ENGLISH)

    overview, results = answer.context["overview"], answer.context["results"]
    found = {question.key: question for section in results.sections for question in section.questions}
    assert (overview.invited, overview.answered, results.people) == (3, 2, 2)
    assert found["rol"].figure.rows == (("Boer (en)", "1 (50%)"), ("Bewoner (en)", "1 (50%)"))
    assert found["vertrouwen"].facts == ((str(_("Middle value (median)")), "3"), (str(_("Range")), "2 to 4"))
    assert (found["hectaren"].asked, found["hectaren"].answered) == (1, "1")
    assert found["wensen"].figure.rows == (("Nu (en)", "0", "1"), ("Later (en)", "1", "0"))
    assert b"Geheim" not in answer.content
    assert b"Anna" not in answer.content


@pytest.mark.parametrize(
    ("query", "people", "invited"),
    [("soort=residents", 1, 2), ("stand=klaar", 2, 3), ("stand=wijzigt", 0, 3), ("thema=mistrust", 1, 3)],
)
def test_counts_follow_the_filters(login, officer, round_, response, story, query, people, invited):
    fill(round_, {"rol": "bewoner"}, kind="residents")
    InvitationFactory(round=round_, person__organisation__kind="residents")
    AnswerThemeFactory(answer=story, theme="mistrust.history")

    answer = login(officer).get(f"{address(round_, 'results-detail')}?{query}")

    assert answer.context["results"].people == people
    assert answer.context["overview"].invited == invited


def test_part_is_the_same_as_in_the_page(login, officer, round_, response):
    client = login(officer)
    whole, part = client.get(address(round_, "results-detail")), client.get(address(round_, "results-detail"), **HTMX)

    assert part.text.strip().startswith('<div id="uitkomsten"')
    assert part.text.strip() in whole.text


def test_pages_ask_as_many_queries_for_more_people(login, officer, round_, response, count_queries):
    client, names = login(officer), [name for name in READ if name != "results-response"]
    AnswerThemeFactory(answer=response.answers.get(question="verhaal"), theme="mistrust")
    few = [count_queries(client, address(round_, name)) for name in names]
    for _number in range(2):
        more = fill(round_, FARMER)
        AnswerThemeFactory(answer=more.answers.get(question="verhaal"), theme="mistrust.history")

    assert [count_queries(client, address(round_, name)) for name in names] == few
    assert max(few) < 20


def test_question_of_an_earlier_version_stays_in_the_results(login, officer, round_, response):
    newer = body()
    newer["sections"][1]["questions"] = newer["sections"][1]["questions"][1:]  # "verhaal" is gone
    round_.form_version = FormVersionFactory(form=round_.form_version.form, body=newer)
    round_.save()

    answer = login(officer).get(address(round_, "results-detail"))

    assert [question.key for question in answer.context["results"].sections[-1].questions] == ["verhaal"]


def test_pages_without_answers_say_what_to_do(login, officer, round_):
    client = login(officer)

    for name in ["results-detail", "results-responses", "results-texts", "results-places", "results-compare"]:
        answer = client.get(address(round_, name))
        assert answer.status_code == 200, name
        assert 'class="empty"' in answer.text, name


# People -------------------------------------------------------------------------------------------------------------
def test_responses_name_who_sent_something_in(login, coordinator, round_, response):
    (row,) = login(coordinator).get(address(round_, "results-responses")).context["rows"]

    assert row.title == "Jan Geheim"
    assert (row.answered, row.asked) == (9, 10)


def test_response_shows_answers_and_what_was_left_open(login, officer, round_, response):
    page = login(officer).get(address(round_, "results-response", response.pk), **ENGLISH).context["page"]

    texts = {answer.label: answer.text for section in page.sections for answer in section.answers}
    assert texts["Vraag belangen? (en)"] == "Water (en)\nNatuur (en)"
    assert texts["Vraag wensen? (en)"] == "Nu (en): Nee (en)\nLater (en): Ja (en)"
    assert page.open == ("Vraag bestand? (en)",)


def test_response_escapes_what_people_wrote(login, officer, round_):
    response = fill(round_, {"verhaal": "<script>alert(1)</script>"})

    answer = login(officer).get(address(round_, "results-response", response.pk))

    assert "<script>alert" not in answer.text


@pytest.fixture
def paper(response, settings, tmp_path):
    """A file that was sent along."""
    settings.MEDIA_ROOT = tmp_path
    paper = AttachmentFactory(response=response)
    AnswerFactory(response=response, question="bestand", value=[paper.pk])
    return paper


def test_file_is_a_download_that_runs_nothing(login, officer, round_, response, paper):
    client, path = login(officer), address(round_, "results-file", paper.pk)

    answer = client.get(path)

    assert answer.getvalue() == b"\x89PNG\r\n\x1a\n"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert path in client.get(address(round_, "results-response", response.pk)).text


def test_file_for_others_or_of_what_was_not_sent_does_not_exist(login, officer, stranger, partner, round_, paper):
    draft = AttachmentFactory(response=fill(round_, {}, sent=False))

    assert login(stranger).get(address(round_, "results-file", paper.pk)).status_code == 404
    assert login(partner).get(address(round_, "results-file", paper.pk)).status_code == 404
    assert login(officer).get(address(round_, "results-file", draft.pk)).status_code == 404
    assert login(officer).post(address(round_, "results-file", paper.pk)).status_code == 405


# Texts and themes ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", 3),
        ("vraag=verhaal", 2),
        ("q=WATERPEIL", 1),
        ("thema=mistrust", 1),
        ("thema=geen", 2),
        ("soort=residents", 1),
        ("q=waterpeil&thema=geen", 0),
    ],
)
def test_texts_follow_the_filters(login, officer, round_, story, query, texts):
    fill(round_, {"verhaal": "Graag meer rust"}, kind="residents")
    AnswerThemeFactory(answer=story, theme="mistrust.history")

    answer = login(officer).get(f"{address(round_, 'results-texts')}?{query}")

    assert answer.context["page"].paginator.count == texts


def test_theme_is_given_once_and_taken_away(login, officer, coordinator, round_, story):
    path = address(round_, "results-theme", story.pk)

    given = login(officer).post(path, {"thema": "mistrust.history"}, **HTMX)
    login(coordinator).post(path, {"thema": "mistrust.history"}, **HTMX)
    login(coordinator).post(path, {"thema": "context"}, **HTMX)

    assert given.status_code == 200
    assert set(story.themes.values_list("theme", "codebook__version", "by__email")) == {
        ("mistrust.history", "0.1", officer.email),
        ("context", "0.1", coordinator.email),
    }
    login(officer).post(path, {"weg": "mistrust.history"}, **HTMX)
    assert [theme.theme for theme in story.themes.all()] == ["context"]


def test_unknown_theme_is_said_beside_the_list(login, officer, round_, story):
    answer = login(officer).post(
        address(round_, "results-theme", story.pk), {"thema": "bestaat-niet"}, **HTMX, **ENGLISH
    )

    assert answer.status_code == 422
    assert f'aria-describedby="fout-{story.pk}"' in answer.text
    assert not AnswerTheme.objects.exists()


def test_theme_without_javascript_goes_back_to_the_same_list(login, officer, round_, story):
    path, here = address(round_, "results-theme", story.pk), address(round_, "results-texts")

    answer = login(officer).post(path, {"thema": "context"}, HTTP_REFERER=f"http://testserver{here}?vraag=verhaal")

    assert answer.status_code == 302
    assert answer.url == f"{here}?vraag=verhaal#antwoord-{story.pk}"


@pytest.mark.parametrize("who", ["stranger", "partner", "administrator"])
def test_theme_by_who_does_not_work_in_the_area_does_not_exist(request, login, round_, story, who):
    path = address(round_, "results-theme", story.pk)

    assert login(request.getfixturevalue(who)).post(path, {"thema": "context"}).status_code == 404
    assert not AnswerTheme.objects.exists()


def test_theme_for_an_answer_of_another_round_does_not_exist(login, officer, round_):
    other = fill(RoundFactory(), {"verhaal": "Elders"}).answers.get()

    assert login(officer).post(address(round_, "results-theme", other.pk), {"thema": "context"}).status_code == 404


def test_theme_can_not_be_asked_for_with_get(login, officer, round_, story):
    assert login(officer).get(address(round_, "results-theme", story.pk)).status_code == 405


# Places and files ---------------------------------------------------------------------------------------------------
def test_map_holds_places_without_names(login, officer, round_, response):
    answer = login(officer).get(address(round_, "results-places-map"))

    (feature,) = answer.json()["features"]
    assert feature["geometry"] == FARMER["plek"]
    assert feature["properties"]["url"] == address(round_, "results-response", response.pk)
    assert b"Geheim" not in answer.content


def test_csv_flattens_the_matrix_escapes_formulas_and_leaves_names_out(login, officer, round_):
    fill(round_, FARMER | {"verhaal": "=HYPERLINK(1)"})

    text = login(officer).get(address(round_, "results-export", "csv"), **ENGLISH).getvalue().decode("utf-8-sig")

    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert row["Vraag verhaal? (en)"] == "'=HYPERLINK(1)"
    assert row["Vraag wensen? (en) – Nu (en)"] == "Nee (en)"
    assert row["Vraag hectaren? (en) (ha (en))"] == "42.5"
    assert row["Vraag datum? (en)"] == "2027-03-01"
    assert json.loads(row["Vraag plek? (en)"]) == FARMER["plek"]
    assert str(_("Name")) not in row
    assert row["Vraag naam? (en)"] == "Jan Geheim"  # what somebody answered is theirs to say


def test_names_are_in_the_file_when_asked_for(login, officer, round_, response):
    text = login(officer).get(f"{address(round_, 'results-export')}?namen=ja", **ENGLISH).getvalue().decode()

    assert "Name;Organisation" in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_with_names_is_logged_without_names(login, officer, round_, response, kind):
    client, path = login(officer), address(round_, "results-export", kind)

    client.get(path)
    client.get(f"{address(round_, 'results-export', 'geojson')}?namen=ja")
    assert not ViewLog.objects.exists()

    client.get(f"{path}?namen=ja")

    row = ViewLog.objects.get()
    assert (row.user, row.kind, row.object_type, row.object_id) == (officer, "named-answers", "intake.round", round_.pk)
    assert row.label == f"{round_.area}: {round_.title}"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson"])
def test_export_follows_the_filters(login, officer, round_, response, kind):
    client, path = login(officer), address(round_, "results-export", kind)

    every, none = (b"".join(client.get(f"{path}?{query}")) for query in ("", "soort=residents"))

    assert len(every) > len(none)
    assert client.get(path)["Content-Disposition"].endswith(f'.{kind}"')


def test_unknown_kind_of_file_does_not_exist(login, officer, round_):
    assert login(officer).get(address(round_, "results-export", "doc")).status_code == 404
