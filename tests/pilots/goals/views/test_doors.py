"""Every address of the room: visitor, stranger, partner, team, wrong method, and another area."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilots.areas.enums import Visibility
from tests.factories.areas import AreaFactory
from tests.factories.goals import (
    EffectFactory,
    GoalFactory,
    InitiativeFactory,
    MeasureFactory,
    PressureFactory,
    ScoreFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]
READ = [
    "goal-list", "goal-summary", "goal-map", "goal-export", "goal-enough", "track-list", "goal-detail",
    "measure-list", "measure-map", "measure-export", "measure-detail", "task-list", "task-map",
    "initiative-list", "initiative-map",
]  # fmt: skip
FORMS = [
    "goal-create", "goal-edit", "goal-delete", "track-edit", "pressure-create", "pressure-edit", "pressure-delete",
    "measure-create", "measure-edit", "measure-delete", "effect-edit", "score-create", "score-edit", "score-delete",
    "sign-edit", "initiative-create", "initiative-edit", "initiative-delete",
]  # fmt: skip
POSTS = ["measure-again", "sign-restore"]
SECRET = "GEHEIMENIS"


def arguments(area):
    """Make one of everything in this area, all with a word that may not leak, and return what each address needs."""
    goal = GoalFactory(area=area, note=SECRET, subject="other", other_code="H9999", other_name=SECRET)
    measure = MeasureFactory(area=area, name=SECRET)
    effect = EffectFactory(measure=measure, goal=goal)
    pressure = PressureFactory(area=area, note=SECRET)
    score = ScoreFactory(measure=measure, note=SECRET)
    initiative = InitiativeFactory(area=area, name=SECRET)
    return {
        "goal-detail": [goal.pk],
        "goal-edit": [goal.pk],
        "goal-delete": [goal.pk],
        "track-edit": ["source"],
        "pressure-edit": [pressure.pk],
        "pressure-delete": [pressure.pk],
        "measure-detail": [measure.pk],
        "measure-edit": [measure.pk],
        "measure-delete": [measure.pk],
        "effect-edit": [measure.pk, effect.pk],
        "score-create": [measure.pk],
        "score-edit": [measure.pk, score.pk],
        "score-delete": [measure.pk, score.pk],
        "task-map": ["food"],
        "initiative-edit": [initiative.pk],
        "initiative-delete": [initiative.pk],
    }


def address(area, name, found):
    query = "?maatregel=rewetting&opgave=food" if name.startswith("sign-") else ""
    return reverse(f"goals:{name}", args=[area.slug, *found.get(name, [])]) + query


def text_of(response):
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def test_visitor_goes_to_the_login_page_and_sees_nothing(area):
    found = arguments(area)
    for name in [*READ, *FORMS, *POSTS, "goal-history"]:
        method = Client().post if name in POSTS else Client().get
        response = method(address(area, name, found))
        assert (name, response.status_code) == (name, 302)
        assert response["Location"].startswith(reverse("account_login"))


def test_stranger_gets_a_404_everywhere(area, login, stranger):
    found, user = arguments(area), login(stranger)
    for name in [*READ, *FORMS, *POSTS, "goal-history"]:
        response = (user.post if name in POSTS else user.get)(address(area, name, found))
        assert (name, response.status_code) == (name, 404)
        assert SECRET not in text_of(response)


def test_partner_reads_and_changes_nothing(area, login, partner):
    area.visibility = Visibility.PARTNERS
    area.save()
    found, user = arguments(area), login(partner)

    assert {name: user.get(address(area, name, found)).status_code for name in READ} == dict.fromkeys(READ, 200)
    assert user.get(address(area, "goal-history", found)).status_code == 200
    assert {name: user.get(address(area, name, found)).status_code for name in FORMS} == dict.fromkeys(FORMS, 404)
    assert {name: user.post(address(area, name, found)).status_code for name in FORMS} == dict.fromkeys(FORMS, 404)
    assert {name: user.post(address(area, name, found)).status_code for name in POSTS} == dict.fromkeys(POSTS, 404)


def test_officer_opens_everything(area, login, officer):
    found, user = arguments(area), login(officer)
    names = [*READ, *FORMS, "goal-history"]

    assert {name: user.get(address(area, name, found)).status_code for name in names} == dict.fromkeys(names, 200)


def test_wrong_method_is_refused(area, login, officer):
    found, user = arguments(area), login(officer)

    assert {name: user.post(address(area, name, found)).status_code for name in READ} == dict.fromkeys(READ, 405)
    assert {name: user.get(address(area, name, found)).status_code for name in POSTS} == dict.fromkeys(POSTS, 405)


def test_visitor_reads_a_public_area_without_owner_costs_judgements_or_history(area):
    area.visibility = Visibility.PUBLIC
    area.save()
    found = arguments(area)
    area.measures.update(cost_low=7654321, cost_high=7654321)

    answers = {name: Client().get(address(area, name, found)) for name in READ}

    assert {answer.status_code for answer in answers.values()} == {200}
    whole = "".join(text_of(answer) for answer in answers.values())
    assert "7.654.321" not in whole
    assert "7,654,321" not in whole
    assert "Geuite" not in whole
    assert reverse("goals:goal-history", args=[area.slug]) not in whole
    assert Client().get(address(area, "goal-history", found)).status_code == 302


def test_rows_of_another_area_are_not_found_through_this_one(area, login, officer):
    other = AreaFactory(slug="ander-gebied")
    found, user = arguments(other), login(officer)
    names = [name for name in found if name not in {"task-map", "track-edit"}]

    for name in names:
        assert (name, user.get(address(area, name, found)).status_code) == (name, 404)
        assert (name, user.post(address(area, name, found)).status_code) in {(name, 404), (name, 405)}


def test_unknown_codes_are_not_found(url, login, officer):
    user = login(officer)

    for query in ("", "?maatregel=magic&opgave=food", "?maatregel=rewetting&opgave=magic", "?maatregel=rewetting"):
        assert user.get(url("sign-edit") + query).status_code == 404
    assert user.get(url("track-edit", "magic")).status_code == 404
    assert user.get(url("task-map", "magic")).status_code == 200
    assert user.get(url("task-list") + "?opgave=magic").status_code == 200


def add_one_of_each(area, pressure):
    measure, goal = MeasureFactory(area=area), GoalFactory(area=area)
    EffectFactory(measure=measure, goal=goal)
    ScoreFactory(measure=measure)
    InitiativeFactory(area=area)
    PressureFactory(area=area, kind=pressure).goals.add(goal)


def test_pages_run_the_same_number_of_queries_however_many_rows(area, url, login, officer):
    user = login(officer)
    names = [name for name in READ if not name.endswith("-detail")]
    names = [*(name for name in names if name != "task-map"), "goal-history"]

    def count(name):
        with CaptureQueriesContext(connection) as queries:
            assert user.get(url(name)).status_code == 200
        return len(queries)

    add_one_of_each(area, "desiccation")
    with_one = {name: count(name) for name in names}
    add_one_of_each(area, "pollution")
    add_one_of_each(area, "climate")

    assert {name: count(name) for name in names} == with_one
    assert max(with_one.values()) <= 20
