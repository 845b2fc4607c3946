"""The table of governance forms over all its combinations, also those with something still unknown."""

from itertools import product

from tests.typology.gearbox.test_gears import TABLES
from typology.gearbox.structure import advise
from typology.gearbox.tables import Typology, band_combinations

AXES = TABLES.form_axes
FIRST = {band.code: sorted(band.answers)[0] for axis in AXES for band in axis.bands}
ALL = list(band_combinations(AXES))


def answers_in(bands):
    """One answer in each of these bands."""
    return {axis.question: FIRST[bands[axis.code]] for axis in AXES if axis.code in bands}


def expected(bands):
    """Write the table once more as sentences, after the conditions of Provan and Kenis."""
    word = {axis: band.removeprefix(f"{axis}-") for axis, band in bands.items()}
    if word["setting"] == "imposed":
        return "province"
    if "low" in {word["trust"], word["consensus"]}:
        return "lead"
    is_close = word["trust"] == word["consensus"] == "high"
    if word["parties"] == "few":
        return "shared" if word["competence"] == "little" or (is_close and word["competence"] == "some") else "lead"
    if word["parties"] == "several":
        if word["competence"] == "much":
            return "nao"
        return "shared" if is_close and word["competence"] == "little" else "lead"
    return "lead" if word["competence"] == "little" else "nao"


def test_advise_every_combination_gives_one_form_with_its_one_rule_and_the_answers_it_looks_at():
    assert len(ALL) == 162
    seen = set()
    for bands in ALL:
        advice = advise(TABLES, answers_in(bands))

        assert advice.form.code == expected(bands), bands
        (rule,) = advice.rules
        assert rule.form == advice.form.code
        assert {placed.axis.code for placed in advice.because_of} == set(rule.when)
        for placed in advice.because_of:
            assert placed.band.code in rule.when[placed.axis.code]
            assert placed.answer.code in placed.band.answers
            assert placed.answer in getattr(placed.question, "levels", getattr(placed.question, "choices", ()))
        assert rule.because["nl"]
        assert rule.because["en"]
        assert rule.sources
        assert (advice.missing, advice.possible, advice.fits_gear) == ((), (advice.form,), None)
        seen.add(rule.code)
    assert seen == {rule.code for rule in TABLES.form_rules}, "a rule that never decides"


def test_advise_with_answers_missing_is_sure_exactly_when_every_way_to_complete_them_agrees():
    for chosen in product(*([None, *(band.code for band in axis.bands)] for axis in AXES)):
        bands = {axis.code: band for axis, band in zip(AXES, chosen, strict=True) if band}
        ways = {expected(full) for full in ALL if all(full[axis] == band for axis, band in bands.items())}

        advice = advise(TABLES, answers_in(bands))

        assert {form.code for form in advice.possible} == ways
        assert (advice.form is not None) == (len(ways) == 1)
        assert {placed.axis.code for placed in advice.missing} <= set(AXES_CODES) - set(bands)
        assert bool(advice.missing) == (advice.form is None)
        assert bool(advice.rules) == (advice.form is not None)


AXES_CODES = [axis.code for axis in AXES]


def test_advise_says_whether_the_form_is_usual_for_the_needed_gear():
    imposed = {"setting": "imposed"}

    assert advise(TABLES, imposed, TABLES.gear("R")).fits_gear is True
    assert advise(TABLES, imposed, TABLES.gear("4")).fits_gear is False
    assert advise(TABLES, {}, TABLES.gear("4")).fits_gear is None


def test_advise_unknown_answers_and_a_typology_without_forms_are_no_error():
    old = Typology(TABLES.dials, TABLES.gears, TABLES.task_questions, TABLES.rules)

    assert advise(TABLES, {"setting": "gone", "nothing": "x"}) == advise(TABLES, {})
    assert (advise(old, {}).form, advise(old, {}).possible, advise(old, {}).missing) == (None, (), ())
