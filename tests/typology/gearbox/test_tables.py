import copy
import json
import shutil

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from core.packs import PackError
from governance.leidraad.guide import read_guide
from tests.factories.typology import pack
from typology.gearbox.models import TypologyVersion
from typology.gearbox.tables import read, typology


@pytest.fixture
def broken(tmp_path):
    """Write the pack with one change and return the problems found in it."""

    def _broken(change):
        content = copy.deepcopy(pack().content)
        change(content)
        (tmp_path / "pack.yaml").write_text(yaml.safe_dump(json.loads(json.dumps(content)), allow_unicode=True))
        with pytest.raises(PackError) as caught:
            read(tmp_path)
        return caught.value.problems

    return _broken


def test_read_rule_taken_away_names_the_missing_combination(broken):
    problems = broken(lambda content: content["rules"].pop(1))

    assert len(problems) == 1
    assert problems[0].entry == "rules"
    assert "setting=free, intertwined=separate, pooling=knowledge, duration=short, parties=few" in problems[0].message


def test_read_two_rules_with_the_same_answers_contradict(broken):
    def change(content):
        content["rules"].append({**content["rules"][2], "code": "twice", "gear": "5"})

    problems = broken(change)

    assert any(problem.entry == "twice" and "touching" in problem.message for problem in problems)


def test_read_rule_that_never_decides_is_named(broken):
    def change(content):
        rule = {
            **content["rules"][1],
            "code": "dead",
            "gear": "1",
            "when": {"pooling": ["capital"], "duration": ["short"]},
        }
        content["rules"].append(rule)

    assert [problem.entry for problem in broken(change)] == ["dead"]


@pytest.mark.parametrize(
    ("when", "word"),
    [
        ({"setting": ["maybe"]}, "maybe"),
        ({"weather": ["free"]}, "weather"),
        ({"setting": "free"}, "when"),
        ({"setting": []}, "when"),
        (None, "when"),
    ],
)
def test_read_rule_with_unknown_answers_is_named(broken, when, word):
    problems = broken(lambda content: content["rules"][0].update(when=when))

    assert any(problem.entry == "imposed" and word in problem.message for problem in problems)


def test_read_gear_without_a_demand_names_the_dial(broken):
    problems = broken(lambda content: content["gears"][2]["demands"].pop(0))

    assert any(problem.entry == "3" and "subject" in problem.message for problem in problems)


def test_read_gear_that_asks_less_than_a_lighter_one_is_named(broken):
    problems = broken(lambda content: content["gears"][3]["demands"][0].update(level=1))

    assert any(problem.entry == "4" and "subject" in problem.message for problem in problems)


def test_read_two_gears_that_ask_the_same_cannot_be_told_apart(broken):
    def change(content):
        for demand in content["gears"][1]["demands"]:
            demand["level"] = 1

    assert [problem.entry for problem in broken(change)] == ["2"]


@pytest.mark.parametrize("level", [-1, 6])
def test_read_demand_out_of_range_is_named(broken, level):
    problems = broken(lambda content: content["gears"][0]["demands"][0].update(level=level))

    assert [problem.entry for problem in problems] == ["1-subject"]


def test_read_answers_in_the_wrong_order_are_named(broken):
    def change(content):
        content["dials"][0]["questions"][0]["levels"].reverse()

    assert {problem.entry for problem in broken(change)} == {"subject-clear"}


def test_read_gear_r_must_be_last(broken):
    problems = broken(lambda content: content["gears"].reverse())

    assert any(problem.entry == "gears" for problem in problems)


@pytest.mark.parametrize("key", ["because", "gear", "source"])
def test_read_rule_without_a_part_is_named_with_its_line(broken, key):
    problems = broken(lambda content: content["rules"][3].pop(key))

    assert [(problem.file, problem.entry) for problem in problems] == [("pack.yaml", "shared")]
    assert problems[0].line > 1


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
