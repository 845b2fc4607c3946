"""Each lens over all combinations of its answers, and the table of readings over every shortfall."""

from itertools import product, zip_longest

from tests.typology.gearbox.test_gears import TABLES
from typology.gearbox.health import radar, reading_of
from typology.gearbox.tables import HIGHEST, Typology

QUESTIONS = TABLES.questions


def combinations_of(lens):
    """Every combination of answers to the questions of a lens, None for not answered."""
    levels = [[None, *QUESTIONS[code].levels] for code in lens.questions]
    for answers in product(*levels):
        yield dict(zip(lens.questions, answers, strict=True))


def asked_of(code, gear):
    """What is enough: for a signal its own level, otherwise what the gear asks of the dial."""
    question = QUESTIONS[code]
    return gear.demands[TABLES.dial_of[code].code].level if question.counts else question.enough


def test_reading_of_every_shortfall():
    readings = [reading_of(TABLES, shortfall).code for shortfall in range(HIGHEST + 1)]

    assert readings == ["enough", "close", "short", "short", "short", "short"]


def test_radar_every_combination_of_every_lens_says_mean_reading_and_which_answers_lag():
    """The lenses share no question, so the combinations of all of them run side by side."""
    asked_by = [{code: asked_of(code, TABLES.gear(gear)) for code in QUESTIONS} for gear in ("4", "R")]
    for given in zip_longest(*map(combinations_of, TABLES.lenses), fillvalue={}):
        answers = {code: answer.code for each in given for code, answer in each.items() if answer}
        for gear, asked in zip(("4", "R"), asked_by, strict=True):
            for each, state in zip(given, radar(TABLES, answers, TABLES.gear(gear)), strict=True):
                levels = {code: answer.level for code, answer in each.items() if answer}
                assert state.value == (round(sum(levels.values()) / len(levels), 1) if levels else None)
                assert len(state.open) + len(levels) == len(state.lens.questions)
                short = {code: asked[code] - level for code, level in levels.items() if level < asked[code]}
                assert {look.question.code: look.shortfall for look in state.lagging} == short
                reading = reading_of(TABLES, max(short.values(), default=0)) if levels else None
                assert state.reading == reading


def test_radar_without_a_needed_gear_shows_levels_and_judges_nothing():
    answers = {question.code: question.levels[0].code for question in QUESTIONS.values()}

    for state in radar(TABLES, answers):
        assert state.value is not None
        assert (state.reading, state.asked, state.lagging, state.open) == (None, None, (), ())


def test_lagging_largest_shortfall_comes_first_with_what_is_asked():
    answers = {"partners-trust": "partners-trust-1", "partners-continuity": "partners-continuity-0"}

    people = next(state for state in radar(TABLES, answers, TABLES.gear("1")) if state.lens.code == "people")

    assert [(look.question.code, look.shortfall) for look in people.lagging] == [
        ("partners-continuity", 3),
        ("partners-trust", 2),
    ]
    assert people.lens.words[people.reading.code]["nl"].startswith("De relaties dragen deze opgave nog niet")
    assert people.lens.sources


def test_light_gear_is_not_ill():
    answers = {question.code: question.reaching(max(2, question.enough or 0)).code for question in QUESTIONS.values()}

    assert {state.reading.code for state in radar(TABLES, answers, TABLES.gear("2"))} == {"enough"}
    assert "short" in {state.reading.code for state in radar(TABLES, answers, TABLES.gear("4"))}


def test_radar_without_lenses_or_answers_is_no_error():
    old = Typology(TABLES.dials, TABLES.gears, TABLES.task_questions, TABLES.rules)

    assert radar(old, {}) == ()
    assert {state.value for state in radar(TABLES, {"partners-trust": "gone"}, TABLES.gear("5"))} == {None}
