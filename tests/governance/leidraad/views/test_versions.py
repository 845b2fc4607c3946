from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.packs import Pack, fingerprint
from governance.leidraad import actions, publishing
from governance.leidraad.enums import STATUS_MOVES, GuideStep
from governance.leidraad.models import GuideDecision, GuideVersion
from tests.factories.leidraad import CheckFactory, GuideVersionFactory, guide, question, text

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
LIST, DIFFERENCE = reverse("guide:version-list"), reverse("guide:version-difference")


@pytest.fixture(autouse=True)
def one_step(settings):
    settings.DEMO = True  # no second step asked


def loaded(content) -> GuideVersion:
    pack = Pack(content["id"], content["version"], content["status"], content, fingerprint(content))
    return publishing.load_guide(pack=pack)[0]


def change(words: str, version: str) -> dict[str, object]:
    return {"code": f"w-{version}", "version": version, "text": text(words), "source": "deck-7", "conditions": ["doel"]}


@pytest.fixture
def first(db) -> GuideVersion:
    return loaded(guide("0.1"))


@pytest.fixture
def second(first) -> GuideVersion:
    asked = [question("1.1", "Wat is het precieze doel?"), question("1.3")]
    return loaded(guide("0.2", goals=asked) | {"changes": [change("Vraag 1.2 is weg", "0.2")]})


def address(version: GuideVersion, name: str = "version-detail") -> str:
    return reverse(f"guide:{name}", args=[version.version])


def given(step: str, **more) -> dict[str, object]:
    return {"step": step, "reason": "Getoetst in drie gebieden", "decided_on": "2026-11-20"} | more


def test_first_version_publishes_itself_and_a_later_one_waits(area, coordinator, first, second):
    assert GuideVersion.objects.newest() == first
    assert actions.start_check(area=area, by=coordinator).version == first
    assert list(GuideDecision.objects.values_list("version", "step", "by")) == [(first.pk, "gepubliceerd", None)]


def test_curator_publishes_and_moves_the_status_and_everybody_reads_why(login, curator, coordinator, area, second):
    actions.start_check(area=area, by=coordinator)
    client, move = login(curator), reverse("leidraad:check-move", args=[area.slug])
    assert login(coordinator).get(move).status_code == 302  # nothing on offer yet
    assert login(coordinator).get(address(second)).status_code == 404

    for step in ("gepubliceerd", "getoetst", "vastgesteld"):
        assert client.post(address(second, "version-decide"), given(step)).status_code == 302

    second.refresh_from_db()
    assert (second.status, second.published_by) == ("vastgesteld", curator)
    assert GuideVersion.objects.newest() == second
    assert login(coordinator).get(move).context["page"].new_version == "0.2"
    response = login(coordinator).get(address(second), **ENGLISH)
    page = response.context["page"]
    assert [line.decided_on for line in page.decisions] == [date(2026, 11, 20)] * 3
    assert [group.version for group in page.changes] == ["0.2"]
    assert (page.steps, page.row.is_offered, response.context["form"]) == ((), True, None)
    assert "Getoetst in drie gebieden" in response.text
    assert curator.name not in response.text
    assert curator.name in client.get(address(second)).text
    GuideVersionFactory.create_batch(2)
    rows = login(coordinator).get(LIST).context["rows"]
    assert [(row.version, row.is_offered) for row in rows][-2:] == [("0.2", False), ("0.1", False)]


def test_decision_that_is_not_possible_or_not_explained_changes_nothing(login, curator, coordinator, second):
    client, url = login(curator), address(second, "version-decide")
    tomorrow = timezone.localdate() + timedelta(days=1)
    for data, field in (
        (given("vastgesteld"), "step"),
        (given("getoetst", reason=" "), "reason"),
        (given("getoetst", decided_on=tomorrow), "decided_on"),
    ):
        response = client.post(url, data)
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])

    assert login(coordinator).post(url, given("getoetst")).status_code == 404
    assert client.get(url).status_code == 405
    assert (GuideDecision.objects.filter(version=second).count(), second.status) == (0, "concept")


def test_every_move_is_in_the_table_and_the_database_keeps_to_it(second, curator):
    facts = {"reason": "Besluit", "decided_on": date(2026, 11, 20), "by": curator}
    for step in (GuideStep.ADOPTED, GuideStep.CONCEPT):
        with pytest.raises(publishing.GuideMoveError):
            publishing.decide(version=second, step=step, **facts)
    for step in (GuideStep.PUBLISHED, GuideStep.REVIEWED, GuideStep.ADOPTED, GuideStep.REVIEWED, GuideStep.CONCEPT):
        second = publishing.decide(version=second, step=step, **facts)
    with pytest.raises(publishing.GuideMoveError):
        publishing.decide(version=second, step=GuideStep.PUBLISHED, **facts)
    assert {end for ends in STATUS_MOVES.values() for end in ends} == set(STATUS_MOVES)

    mine = GuideVersion.objects.filter(pk=second.pk)
    for rows, change in (
        (mine, {"status": "vastgesteld"}),  # skips a step
        (mine, {"published_at": None}),
        (mine, {"content": {}}),
        (GuideDecision.objects.filter(version=second), {"reason": "Anders"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_difference_marks_words_for_eye_and_ear_and_keeps_to_what_may_be_read(login, client, curator, partner, second):
    assert client.get(DIFFERENCE).status_code == 302
    assert login(partner).post(DIFFERENCE).status_code == 405
    assert login(partner).get(DIFFERENCE, {"van": "0.1", "naar": "0.2"}).status_code == 404  # not published yet
    assert login(partner).get(DIFFERENCE).context["page"].is_empty

    response = login(curator).get(DIFFERENCE, **ENGLISH)

    page = response.context["page"]
    assert (page.old.version, page.new.version) == ("0.1", "0.2")
    assert (page.added, page.changed, page.removed) == (1, 1, 1)
    assert [part.title for part in page.conditions[0].parts] == ["1.1", "1.3", "1.2"]
    assert '<del><span class="visually-hidden">[gone: </span>' in response.text
    assert '<ins><span class="visually-hidden">[new: </span>' in response.text
    turned = login(curator).get(DIFFERENCE, {"van": "0.2", "naar": "0.1"}).context["page"]
    assert (turned.added, turned.changed, turned.removed) == (1, 1, 1)


def test_pages_of_versions_without_a_guide_say_what_to_do(login, curator, db):
    for url in (LIST, DIFFERENCE):
        assert "load_packs" in login(curator).get(url).text


def test_version_list_costs_as_much_for_many_as_for_one(login, partner, first, django_assert_max_num_queries):
    client, counts = login(partner), []
    for more in (0, 3):
        CheckFactory.create_batch(more)
        with django_assert_max_num_queries(6) as caught:
            client.get(LIST)
        counts.append(len(caught))

    assert len(set(counts)) == 1
