"""A question that the records answer: on its page, when it is saved, and when a check moves to such a guide."""

import pytest
from django.urls import reverse

from governance.leidraad import actions
from governance.leidraad.enums import AnswerValue
from governance.leidraad.models import Answer, Check
from governance.leidraad.pages import check_page, move_page
from governance.leidraad.standings import standing_of
from tests.factories.areas import SQUARE
from tests.factories.goals import GoalFactory, load_packs
from tests.factories.instruments import ObligationFactory
from tests.factories.leidraad import AnswerFactory, GuideVersionFactory, guide, question
from tests.factories.signing import sign_conditions

URL = reverse("leidraad:condition-detail", args=["landgoederen-brummen", "doel"])
YES, NO = str(AnswerValue.YES.label), str(AnswerValue.NO.label)
SAVE = reverse("leidraad:answer-save", args=["landgoederen-brummen", "1.1"])


@pytest.fixture
def newer(db):
    """A guide in which the records answer 1.1 (goals named) and 1.2 (who is accountable)."""
    goals = [question("1.1") | {"fact": "goals-named"}, question("1.2") | {"fact": "accountable"}]
    return GuideVersionFactory(version="2.0", content=guide("2.0", goals=goals))


@pytest.fixture
def derived(check, newer) -> Check:
    """The check of `area` moved to it: an earlier “yes” by hand, one goal that is complete and one that is not."""
    load_packs()
    AnswerFactory(guide_check=check, question="1.1", value="ja", explanation="Besluit")
    ObligationFactory(goal=GoalFactory(area=check.area, source="Aanwijzingsbesluit"))
    GoalFactory(area=check.area, subject="H4010")
    actions.move_check(check=check, to=newer)
    return Check.objects.get()


def given(**changes) -> dict[str, object]:
    return {"explanation": "Nieuwe uitleg", "owner": "", "due_on": "", "revision": 1} | changes


def test_check_page_shows_what_the_records_say_and_the_reasons_to_who_may_see_them(derived, area):
    named, accountable = check_page(area).condition("doel").questions
    _, closed = check_page(area, with_people=False).condition("doel").questions

    assert (named.value, named.earlier, named.text, accountable.value) == ("deels", YES, "Besluit", "deels")
    assert [reason.url for reason in named.derived.reasons] == [
        reverse("goals:goal-edit", args=[area.slug, area.goals.get(subject="H4010").pk])
    ]
    assert "H4010" in accountable.derived.reasons[0].text
    assert (closed.value, closed.derived.reasons, closed.derived.url) == ("deels", (), "")
    assert closed.derived.count
    area.goals.update(source="Aanwijzingsbesluit")
    assert check_page(area).condition("doel").questions[0].value == "ja"


def test_condition_page_of_a_derived_question_has_nothing_to_choose(derived, login, coordinator, stranger, area):
    page = login(coordinator).get(URL).content.decode()

    assert 'name="value"' not in page
    assert reverse("goals:goal-edit", args=[area.slug, area.goals.get(subject="H4010").pk]) in page
    area.visibility = "openbaar"
    area.save()
    read_only = login(stranger).get(URL).content.decode()
    assert "/bewerken/" not in read_only
    assert "H4010" in read_only  # goals may be read, obligations not
    assert reverse("instruments:obligation-list", args=[area.slug]) not in read_only


def test_answer_save_keeps_explanation_and_agreement_and_refuses_a_value(derived, login, coordinator):
    client = login(coordinator)

    saved = client.post(SAVE, given(owner=coordinator.pk, due_on="2027-01-01"))
    refused = client.post(SAVE, given(value="nee", revision=2, explanation="Toch niet"))

    assert (saved.status_code, refused.status_code) == (302, 422)
    answer = Answer.objects.get(question="1.1")
    assert (answer.value, answer.explanation, answer.is_planned) == ("ja", "Nieuwe uitleg", True)
    reasons = {reason.code: reason.rule_code for reason in check_page(derived.area).condition("doel").reasons}
    assert reasons == {"1.1": "deels-met-afspraak", "1.2": "deels-zonder-afspraak", "": "niet-ondertekend"}
    wrong = {"explanation": "", "owner": None, "due_on": None, "revision": 2}
    with pytest.raises(actions.DerivedAnswerError, match=r"1\.1"):
        actions.save_answer(check=derived, question="1.1", value="ja", by=coordinator, **wrong)
    Answer.objects.filter(question="1.1").update(value="nvt")
    actions.save_answer(check=derived, question="1.1", value="", by=coordinator, **wrong)
    assert Answer.objects.get(question="1.1").value == ""


def test_move_says_which_questions_the_records_answer_and_keeps_the_earlier_answer(
    check, newer, login, coordinator, area
):
    load_packs()
    GoalFactory(area=area)
    AnswerFactory(guide_check=check, question="1.1", value="ja")
    sign_conditions(area)

    page = move_page(check, newer)
    shown = login(coordinator).get(reverse("leidraad:check-move", args=[area.slug]))
    actions.move_check(check=check, to=newer)

    assert [(row.code, row.earlier, row.answer) for row in page.derived] == [("1.1", YES, NO), ("1.2", "", NO)]
    assert page.derived[0].short in shown.content.decode()
    assert page.lapsing, "what was signed names its version"
    assert all(name in shown.content.decode() for name in page.lapsing)
    kept = Answer.objects.get()
    assert (kept.value, kept.is_reworded, kept.archived_at) == ("ja", False, None)


def test_signature_lapses_when_the_drawing_of_a_goal_changes(check, newer, area):
    load_packs()
    goal = GoalFactory(area=area, place_kind="drawn", place=SQUARE, area_ha=1)
    actions.move_check(check=check, to=newer)
    sign_conditions(area)
    before = {each.code: each.signing for each in standing_of(area.pk).conditions}

    goal.place = {**SQUARE, "coordinates": [[[x + 0.001, y] for x, y in SQUARE["coordinates"][0]]]}
    goal.save(update_fields=["place"])
    after = {each.code: each.signing for each in standing_of(area.pk).conditions}

    changed = {code for code in before if before[code] != after[code]}
    assert changed
    assert {after[code] for code in changed} == {"vervallen"}
