"""Every outcome says why: the rule that decided, the answers it rests on, and its source. Needs no database."""

from random import Random

import pytest
from django.utils import timezone
from django.utils.translation import override

from core.packs import label
from pilots.areas.models import PilotArea
from tests.factories.typology import pack
from typology.gearbox.gears import gaps, needed_gear, profile
from typology.gearbox.health import radar
from typology.gearbox.models import Collaboration, TypologyVersion
from typology.gearbox.ostrom import Met, completeness
from typology.gearbox.pages.drawing import radar_drawing
from typology.gearbox.pages.result import result_page
from typology.gearbox.structure import advise
from typology.gearbox.tables import typology

CONTENT = pack().content
TABLES = typology(CONTENT)
VERSION = TypologyVersion(pack="typology", version="9", status="concept", content=CONTENT)


def filled_in(chance, share=1.0):
    """Answer each question at random, or leave it open."""
    return {
        question.code: chance.choice(question.levels if hasattr(question, "levels") else question.choices).code
        for question in TABLES.all_questions.values()
        if chance.random() < share
    }


def shown(answers):
    now = timezone.now()
    area = PilotArea(name="Area", slug="area")
    return result_page(Collaboration(area=area, version=VERSION, answers=answers, updated_at=now))


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


CASES = [filled_in(Random(seed), 1.0 if seed % 3 else 0.6) for seed in range(60)]


def test_needed_gear_names_every_rule_that_decided_with_its_answers_and_source():
    for answers in CASES:
        page, needed = shown(answers), needed_gear(TABLES, answers)

        assert len(page.needed_reasons) == len(needed.decided_by)
        for rule, sentence, line in zip(needed.decided_by, page.needed_reasons, page.profile.rules, strict=True):
            assert sentence.startswith(label(rule.because))
            for code in rule.when:
                assert label(TABLES.all_questions[code].question) in sentence
                assert label(TABLES.all_questions[code].answer(answers[code]).text).rstrip(".") in sentence
            assert [source.name for source in line.sources] == [label(source.name) for source in rule.sources]


def test_current_gear_names_the_dials_that_carry_it_and_the_answers_that_hold_it_back():
    for answers in CASES:
        page, outcome = shown(answers), profile(TABLES, answers)
        first, *rest = page.current_reasons

        for state in outcome.states if outcome.current else ():
            demand = outcome.current.demands[state.dial.code].level
            assert f"{label(state.dial.name)} {state.level} (asked: {demand})" in first
        assert len(rest) == len(outcome.blocking)
        for gap, sentence in zip(outcome.blocking, rest, strict=True):
            assert f"{label(gap.state.dial.name)} stands at level {gap.state.level}" in sentence
            assert all(label(given.question.question) in sentence for given in gap.lagging)


def test_what_would_change_tells_every_single_answer_that_changes_the_needed_gear_and_no_other():
    for answers in CASES:
        now = needed_gear(TABLES, answers).gear
        told = [sentence for sentence in shown(answers).others if "answer to" in sentence]
        expected = []
        for question in TABLES.task_questions if now else ():
            for choice in question.choices:
                then = needed_gear(TABLES, {**answers, question.code: choice.code}).gear
                if then not in (None, now):
                    expected.append((label(question.question), label(choice.text).rstrip("."), f"gear {then.code}"))

        assert len(told) == len(expected)
        for sentence, parts in zip(told, expected, strict=True):
            assert all(part in sentence for part in parts), (sentence, parts)


def test_one_dial_that_holds_the_gear_back_is_told_with_what_it_would_reach():
    gear = TABLES.steps[2]
    levels = {code: demand.level for code, demand in gear.demands.items()}
    answers = at_levels(levels | {"partners": levels["partners"] - 1})

    (sentence,) = [sentence for sentence in shown(answers).others if "would run in" in sentence]

    assert f"level {levels['partners'] - 1} to {levels['partners']}" in sentence
    assert f"gear {gear.code}" in sentence


def at_levels(levels):
    """Answer the questions that count with the lowest answer that reaches the level of their dial."""
    return {
        question.code: next(level.code for level in question.levels if level.level >= levels[dial.code])
        for dial in TABLES.dials
        for question in dial.questions
    }


def test_governance_form_names_its_rows_and_answers_or_what_to_answer_first():
    for answers in [*CASES, {}]:
        form = shown(answers).form
        advice = advise(TABLES, answers, needed_gear(TABLES, answers).gear)

        if advice.form is None:
            assert form.name == ""
            assert [line.question for line in form.missing] == [
                label(each.question.question) for each in advice.missing
            ]
            assert set(form.possible) == {label(each.name) for each in advice.possible}
            continue
        assert form.name == label(advice.form.name)
        for rule, sentence in zip(advice.rules, form.reasons, strict=True):
            assert sentence.startswith(label(rule.because))
            assert all(label(each.answer.text).rstrip(".") in sentence for each in advice.because_of)
        assert bool(form.advice) == (advice.fits_gear is False)
        assert form.sources


def test_health_reads_each_lens_with_the_answers_that_stay_behind():
    for answers in [*CASES, {}]:
        page = shown(answers)
        states = radar(TABLES, answers, needed_gear(TABLES, answers).gear)

        for lens, state in zip(page.lenses, states, strict=True):
            if state.reading is not None:
                assert lens.sentence.startswith(label(state.lens.words[state.reading.code]))
                assert all(label(look.question.question) in lens.sentence for look in state.lagging)
            else:
                assert (lens.reading, lens.badge) == ("", "neutral")
                assert lens.sentence
            assert lens.sources
        assert all(lens.name in page.drawing.description for lens in page.lenses)


def test_principles_name_what_is_missing_and_on_which_answer_that_rests():
    for answers in [*CASES, {}]:
        page = shown(answers)
        states = completeness(TABLES, answers)

        assert page.principles_met == sum(state.state is Met.MET for state in states)
        for view, state in zip(page.principles, states, strict=True):
            assert view.state == state.state
            assert view.sources
            for each in state.missing if state.state is not Met.UNKNOWN else ():
                assert label(each.ask.missing) in view.sentence
                assert label(each.question.question) in view.sentence


def test_result_of_an_older_typology_leaves_out_what_that_has_not():
    old = {key: CONTENT[key] for key in ("name", "sources", "dials", "gears", "task_questions", "rules")}
    version = TypologyVersion(pack="typology", version="0", status="concept", content=old)

    page = result_page(Collaboration(area=PilotArea(name="Area"), version=version, updated_at=timezone.now()))

    assert (page.form, page.lenses, page.drawing, page.principles) == (None, (), None, ())


def test_drawing_of_half_a_web_draws_no_shape_and_says_so_in_words():
    drawing = radar_drawing([("One", 2.5, 3.0), ("Two", None, None), ("Three", 5.0, 4.0)])

    assert (drawing.value, drawing.asked) == ("", "")
    assert [spoke.value is None for spoke in drawing.spokes] == [False, True, False]
    assert "2. Two: not answered." in drawing.description
    whole = radar_drawing([("One", 2.5, 3.0), ("Two", 0.0, 3.0), ("Three", 5.0, 4.0)])
    assert len(whole.value.split()) == 3
    assert radar_drawing([]) is None


def test_gaps_on_the_page_are_those_of_the_needed_gear():
    for answers in CASES:
        outcome = profile(TABLES, answers)

        expected = [gap.demand.dial for gap in gaps(outcome.states, outcome.needed.gear)]

        assert [line.dial_code for line in shown(answers).profile.to_arrange] == expected
