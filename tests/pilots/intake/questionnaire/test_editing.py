from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.intake.enums import QuestionKind
from pilots.intake.questionnaire import (
    Question,
    QuestionnaireError,
    Section,
    Text,
    differences,
    editing,
    faults,
    parse,
    serialise,
)
from tests.factories.intake import body

START = parse(body())
QUESTIONS = [question.key for question in START.questions]
SECTIONS = [section.key for section in START.sections]


def test_stored_form_comes_back_the_same():
    assert parse(serialise(START)) == START
    assert serialise(parse(serialise(START))) == serialise(START)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"sections": [{}]},
        {"sections": "x"},
        {"sections": [{"key": "s", "title": "kaal"}]},
        {"sections": [{"key": "s", "title": {"nl": "S"}, "questions": [{"key": "q", "kind": "magic", "label": {}}]}]},
        {"sections": [{"key": "s", "title": {"nl": "S"}, "questions": [
            {"key": "q", "kind": "date", "label": {}, "condition": {"question": "p", "test": "is", "value": []}}]}]},
    ],
)  # fmt: skip
def test_what_is_no_questionnaire_is_refused_in_one_way(data):
    with pytest.raises(QuestionnaireError):
        parse(data)


IN_QUESTIONS = st.sampled_from(QUESTIONS)
EDITS = st.one_of(
    st.tuples(st.just(editing.move_question), st.sampled_from(QUESTIONS), st.integers(-12, 12)),
    st.tuples(st.just(editing.move_section), st.sampled_from(SECTIONS), st.integers(-3, 3)),
    st.tuples(st.just(editing.copy_question), st.sampled_from(QUESTIONS)),
    st.tuples(st.just(editing.copy_section), st.sampled_from(SECTIONS)),
    st.tuples(st.just(editing.place_question), IN_QUESTIONS, st.sampled_from(SECTIONS), IN_QUESTIONS),
)  # fmt: skip


@settings(deadline=None, max_examples=40)  # the machine of a build may be busy
@given(st.lists(EDITS, max_size=6))
def test_moving_and_copying_lose_nothing_and_keep_keys_unique(edits):
    form = START
    for edit, *arguments in edits:
        form = edit(form, *arguments)

    keys = list(form.keys())
    assert len(keys) == len(set(keys))
    assert set(QUESTIONS) <= {question.key for question in form.questions}
    assert all(form.question(key) == START.question(key) for key in QUESTIONS)
    assert parse(serialise(form)) == form


def test_down_and_up_again_is_where_it_was():
    for key in QUESTIONS[:-1]:
        assert editing.move_question(editing.move_question(START, key, 1), key, -1) == START


def test_question_moves_over_the_edge_of_its_section_and_stops_at_the_ends():
    down = editing.move_question(START, "hectaren", 1)

    assert down.section_of("hectaren").key == "soorten"
    assert down.sections[1].questions[0].key == "hectaren"
    assert editing.move_question(START, "naam", -1) == START
    assert editing.move_question(START, "wensen", 1) == START


def test_removing_a_question_takes_the_conditions_on_it_away():
    left = editing.remove_question(START, "rol")

    assert left.question("rol") is None
    assert left.question("hectaren").condition is None
    assert editing.remove_section(START, "over-u").sections == START.sections[1:]


def test_copied_section_looks_at_its_own_questions():
    copied = editing.copy_section(START, "over-u")

    assert [section.key for section in copied.sections] == ["over-u", "over-u-2", "soorten"]
    assert copied.question("hectaren-2").condition.question == "rol-2"


def test_changed_question_keeps_its_key():
    changed = editing.change_question(START, "naam", Question("anders", QuestionKind.DATE, Text("Wanneer?")))

    assert changed.question("naam").kind == QuestionKind.DATE
    assert changed.question("anders") is None


@pytest.mark.parametrize("edit", [editing.move_question, editing.move_section])
def test_unknown_part_is_a_key_error(edit):
    with pytest.raises(KeyError):
        edit(START, "bestaat-niet", 1)


@pytest.mark.parametrize(
    ("words", "key"),
    [("Wat wilt u?", "wat-wilt-u"), ("Één", "een"), ("???", "vraag"), ("2026", "vraag-2026"), ("naam", "naam-2")],
)
def test_key_is_made_of_words_and_free(words, key):
    assert editing.free_key(START, words, "vraag") == key


# Differences -----------------------------------------------------------------------------------------------------


def found(old, new):
    return [(one.what, (one.new or one.old).key) for one in differences(old, new)]


def test_differences_name_what_was_added_removed_changed_and_moved():
    new = editing.remove_question(START, "datum")
    new = editing.add_question(new, "over-u", Question("nieuw", QuestionKind.DATE, Text("Nieuw?")))
    new = editing.change_question(new, "naam", replace(START.question("naam"), label=Text("Hoe heet u?")))
    new = editing.move_question(new, "bestand", -3)
    new = editing.add_section(new, Section("slot", Text("Slot")))

    assert found(START, START) == []
    assert found(START, new) == [
        ("added", "slot"), ("changed", "naam"), ("added", "nieuw"), ("moved", "bestand"), ("removed", "datum"),
    ]  # fmt: skip
    changed = next(one for one in differences(START, new) if one.what == "changed")
    assert (changed.fields, changed.was) == (("label",), str(START.question("naam").label))


@settings(deadline=None, max_examples=40)  # the machine of a build may be busy
@given(st.lists(EDITS, max_size=5))
def test_differences_there_and_back_mirror_each_other(edits):
    form = START
    for edit, *arguments in edits:
        form = edit(form, *arguments)
    there, back = found(START, form), found(form, START)

    assert {key for what, key in there if what == "added"} == {key for what, key in back if what == "removed"}
    assert (there, back) == ([], []) if form == START else there


# Faults ----------------------------------------------------------------------------------------------------------


def test_whole_form_has_no_faults():
    assert faults(START, ("nl", "en")) == ()


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("key", "change", "field"),
    [
        ("naam", {"label": Text("Naam?")}, "label"),
        ("naam", {"help": Text("", "Help")}, "help"),
        ("belangen", {"options": ()}, "options"),
        ("wensen", {"rows": ()}, "rows"),
        ("wensen", {"columns": START.question("wensen").columns[:1]}, "columns"),
        ("vertrouwen", {"steps": 1}, "steps"),
        ("plek", {"shapes": ()}, "shapes"),
        ("hectaren", {"minimum": 9.0, "maximum": 1.0}, "minimum"),
        ("hectaren", {"decimals": 9}, "decimals"),
        ("hectaren", {"condition": replace(START.question("hectaren").condition, question="plek")}, "condition"),
        ("hectaren", {"condition": replace(START.question("hectaren").condition, value="koning")}, "condition"),
        ("hectaren", {"condition": replace(START.question("hectaren").condition, test="at_least")}, "condition"),
    ],
)
def test_fault_names_its_section_question_and_field(key, change, field):
    broken = editing.change_question(START, key, replace(START.question(key), **change))

    (fault,) = faults(broken, ("nl", "en"))

    assert (fault.section, fault.question, fault.field) == (broken.section_of(key).key, key, field)
    assert fault.message


@pytest.mark.usefixtures("in_english")
def test_faults_of_the_whole():
    twice = editing.add_section(START, Section("naam", Text("Naam", "Name")))
    strange = editing.add_section(START, Section("Héél vreemd", Text("V", "S"), questions=START.questions[:0]))

    assert [fault.field for fault in faults(parse({"sections": []}))] == ["sections"]
    assert "used twice" in faults(twice)[0].message
    assert "small letters" in faults(strange)[0].message
