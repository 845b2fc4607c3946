import copy
import json
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core.packs import Draft, PackError
from governance.leidraad.guide import read_guide
from tests.factories.typology import pack
from typology.gearbox.models import TypologyVersion
from typology.gearbox.tables import check, read, typology

pytestmark = pytest.mark.usefixtures("in_english")


def found(content, kind, code):
    """The entry with this code in a list of the pack, also inside the dials."""
    entries = content[kind] if kind in content else [each for dial in content["dials"] for each in dial[kind]]
    return next(each for each in entries if each["code"] == code)


def drop(kind, code):
    return lambda content: content[kind].remove(found(content, kind, code))


def put(kind, code, **values):
    return lambda content: found(content, kind, code).update(values)


def put_first(kind, code, child, **values):
    """Change the first child of an entry."""
    return lambda content: found(content, kind, code)[child][0].update(values)


def add(kind, like, code, **values):
    return lambda content: content[kind].append({**found(content, kind, like), "code": code, **values})


def demand_one(content):
    for demand in content["gears"][1]["demands"]:
        demand["level"] = 1


FIRST_TASK = "setting=free, intertwined=separate, pooling=knowledge, duration=short, parties=few"
FIRST_BANDS = (
    "setting=setting-open, parties=parties-few, trust=trust-low, consensus=consensus-low, competence=competence-little"
)
FEW_HEAVY = (
    "setting=setting-open, parties=parties-few, trust=trust-some, consensus=consensus-some, competence=competence-much"
    " (combinations without a rule: 4)"
)

BROKEN = {
    # what is done to the pack: the entry that is named, and words in what is said about it
    "a hole in the needed gear": (drop("rules", "separate"), "rules", FIRST_TASK),
    "two rules with the same answers": (add("rules", "touching", "twice", gear="5"), "twice", "touching"),
    "a rule that never decides": (
        add("rules", "separate", "dead", when={"pooling": ["capital"], "duration": ["short"]}),
        "dead",
        "never decides",
    ),
    "an unknown answer": (put("rules", "imposed", when={"setting": ["maybe"]}), "imposed", "maybe"),
    "an unknown question": (put("rules", "imposed", when={"weather": ["free"]}), "imposed", "weather"),
    "a when without a list": (put("rules", "imposed", when={"setting": "free"}), "imposed", "when"),
    "a when with an empty list": (put("rules", "imposed", when={"setting": []}), "imposed", "when"),
    "no when": (put("rules", "imposed", when=None), "imposed", "when"),
    "a gear without a demand": (lambda content: content["gears"][2]["demands"].pop(0), "3", "subject"),
    "a gear that asks less than a lighter one": (put_first("gears", "4", "demands", level=1), "4", "subject"),
    "two gears that ask the same": (demand_one, "2", "nobody can tell them apart"),
    "a demand below the scale": (put_first("gears", "1", "demands", level=-1), "1-subject", "between 0 and 5"),
    "a demand above the scale": (put_first("gears", "1", "demands", level=6), "1-subject", "between 0 and 5"),
    "gear R first": (lambda content: content["gears"].reverse(), "gears", "R last"),
    "answers in the wrong order": (
        lambda content: content["dials"][0]["questions"][0]["levels"].reverse(),
        "subject-clear",
        "lowest level to the highest",
    ),
    "a dial without a question that counts": (
        lambda content: [each.update(enough=3) for each in content["dials"][0]["questions"]],
        "subject",
        "no question counts",
    ),
    "enough above the scale": (put("questions", "partners-trust", enough=6), "partners-trust", "between 0 and 5"),
    "enough for what only informs": (put("questions", "interests-value", enough=3), "interests-value", "enough"),
    "a hole in the governance forms": (drop("form_rules", "few-heavy"), "form_rules", FEW_HEAVY),
    "two rows for one combination": (
        put("form_rules", "no-consensus", when={"setting": ["setting-open"], "consensus": ["consensus-low"]}),
        "no-consensus",
        f"“no-trust” already answers this combination: {FIRST_BANDS}",
    ),
    "a row that repeats another": (add("form_rules", "duty", "again"), "again", "“duty” already answers"),
    "an unknown band": (put("form_rules", "duty", when={"setting": ["setting-x"]}), "duty", "setting-x"),
    "an unknown axis": (put("form_rules", "duty", when={"weather": ["x"]}), "duty", "weather"),
    "a form no row gives": (add("forms", "lead", "spare"), "spare", "no rule ever gives this"),
    "an axis no row looks at": (
        lambda content: content["form_axes"].append(
            {
                **found(content, "form_axes", "parties"),
                "code": "spare",
                "question": "duration",
                "bands": [{"code": "any", "name": {}, "answers": ["short", "medium", "long", "lasting"]}],
            }
        ),
        "spare",
        "no rule looks at this",
    ),
    "an axis of an unknown question": (put("form_axes", "trust", question="love"), "trust", "love"),
    "a band with an unknown answer": (
        put_first("form_axes", "parties", "bands", answers=["few", "none"]),
        "parties-few",
        "none",
    ),
    "an answer in two bands": (
        put_first("form_axes", "parties", "bands", answers=["few", "many"]),
        "parties-many",
        "already stands in band “parties-few”",
    ),
    "an answer in no band": (
        put_first("form_axes", "trust", "bands", answers=["partners-trust-0"]),
        "trust",
        "no band has answer “partners-trust-1”",
    ),
    "a band without answers": (
        put_first("form_axes", "parties", "bands", answers=[]),
        "parties-few",
        "list of answers",
    ),
    "readings that stop too early": (
        put("readings", "short", up_to=4),
        "readings",
        "no reading covers a shortfall of 5",
    ),
    "readings that start too late": (put("readings", "enough", up_to=1), "readings", "must rise"),
    "a reading too few": (drop("readings", "close"), "readings", "enough, close, short"),
    "a lens that counts a question twice": (
        lambda content: content["lenses"][0]["questions"].append("subject-clear"),
        "ambition",
        "every question once",
    ),
    "a principle that asks nothing": (put("principles", "layers", asks=[]), "layers", "every question once"),
    "a principle that is partly met by nothing": (
        put_first("principles", "monitoring", "asks", partly=4),
        "4-measure",
        "partly",
    ),
    "a principle no answer meets partly": (
        put_first("principles", "choice", "asks", question="partners-influence", partly=4, level=5),
        "choice",
        "every question once",
    ),
    "a gap in the answers for partly": (
        put_first("principles", "layers", "asks", question="partners-influence", partly=4, level=5),
        "8-layers",
        "meets it partly",
    ),
    "a question that informs and is used": (
        lambda content: content["lenses"][0]["questions"].append("interests-value"),
        "interests-value",
        "inform only",
    ),
    "a signal nobody uses": (
        lambda content: found(content, "lenses", "people")["questions"].remove("partners-continuity"),
        "partners-continuity",
        "nothing uses this question",
    ),
    "a task question nobody uses": (
        lambda content: content["task_questions"].append({**content["task_questions"][0], "code": "spare"}),
        "spare",
        "nothing uses this question",
    ),
}


def test_check_the_pack_as_it_stands_and_that_of_before_these_tables():
    new = {"interests", "forms", "form_axes", "form_rules", "readings", "lenses", "principles"}
    for content in (pack().content, older(pack().content, new)):
        draft = Draft()
        draft.content = content

        check(draft)

        assert draft.problems == []


def older(content, new):
    """The pack as version 0.1 was: without the new tables, and without what is only there for them."""
    kept = {kind: copy.deepcopy(entries) for kind, entries in content.items() if kind not in new}
    for dial in kept["dials"]:
        del dial["why"]
        dial["questions"] = [each for each in dial["questions"] if not {"enough", "informative"} & each.keys()]
    for gear in kept["gears"]:
        del gear["forms"], gear["example"]
    kept["task_questions"] = [each for each in kept["task_questions"] if each["code"] != "competence"]
    return kept


def test_typology_of_an_older_pack_has_empty_tables():
    tables = typology(older(pack().content, {"interests", "forms", "form_axes", "form_rules", "lenses", "principles"}))

    assert (tables.interests, tables.forms, tables.form_axes, tables.form_rules) == ((), (), (), ())
    assert (tables.lenses, tables.principles) == ((), ())
    assert (tables.gears[0].forms, tables.gears[0].example["nl"], tables.dials[0].why["nl"]) == ((), "", "")


def test_check_names_entry_and_problem_of_everything_that_is_broken():
    for what, (change, entry, words) in BROKEN.items():
        draft = Draft()
        draft.content = copy.deepcopy(pack().content)
        change(draft.content)

        check(draft)

        told = [(problem.entry, problem.message) for problem in draft.problems]
        assert any(entry == named and words in message for named, message in told), (what, told)


@pytest.mark.parametrize(
    ("change", "entry", "words"),
    [
        (drop("form_rules", "few-heavy"), "form_rules", FEW_HEAVY),
        (lambda content: content["rules"][3].pop("because"), "shared", "because"),
        (lambda content: content["rules"][3].pop("source"), "shared", "source"),
        (put("rules", "shared", gear="9"), "shared", "9"),
        (put("gears", "2", forms=["club"]), "2", "club"),
        (put_first("principles", "layers", "asks", question="love"), "8-layers", "love"),
        (add("lenses", "people", "people"), "people", "occurs twice"),
    ],
)
def test_read_broken_file_names_file_line_and_entry(tmp_path, change, entry, words):
    content = copy.deepcopy(pack().content)
    change(content)
    (tmp_path / "pack.yaml").write_text(json.dumps(content, indent=1))

    with pytest.raises(PackError) as caught:
        read(tmp_path)

    (problem,) = caught.value.problems
    assert (problem.file, problem.entry) == ("pack.yaml", entry)
    assert problem.line > 1
    assert words in problem.message


def test_conditions_of_the_demands_exist_in_the_guide():
    guide = read_guide(settings.CONTENT_DIR / "leidraad")
    known = {condition["code"] for condition in guide.content["conditions"]}

    used = {demand.condition for gear in typology(pack().content).gears for demand in gear.demands.values()}

    assert used <= known


@pytest.mark.django_db
def test_load_command_twice_keeps_one_version(capsys):
    call_command("load_pack_typology")
    call_command("load_pack_typology")

    assert TypologyVersion.objects.get().content == pack().content
    assert "unchanged" in capsys.readouterr().out


@pytest.mark.django_db
def test_load_command_broken_pack_loads_nothing(tmp_path):
    folder = shutil.copytree(settings.CONTENT_DIR / "typology", tmp_path / "typology")
    (folder / "dials.yaml").write_text("dials: [{code: x}]")

    with pytest.raises(CommandError, match=r"dials\.yaml:1"):
        call_command("load_pack_typology", folder=folder)

    assert not TypologyVersion.objects.exists()
