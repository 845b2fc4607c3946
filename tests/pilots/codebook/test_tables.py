import copy
import json

import pytest
import yaml
from django.core.management import call_command
from django.utils.translation import override

from core.packs import PackError
from pilots.codebook.models import Codebook, newest
from pilots.codebook.tables import read, themes
from tests.factories.codebook import pack


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


def test_read_subtheme_outside_its_parent_is_named(broken):
    problems = broken(lambda content: content["themes"][0]["subthemes"][0].update(code="elders.bodem"))

    assert [problem.entry for problem in problems] == ["elders.bodem"]
    assert "context." in problems[0].message


def test_read_subtheme_with_the_code_of_a_main_theme_is_named(broken):
    problems = broken(lambda content: content["themes"][0]["subthemes"][0].update(code="mistrust"))

    assert [problem.entry for problem in problems] == ["mistrust"]


def test_read_theme_without_source_is_named(broken):
    problems = broken(lambda content: content["themes"][0].pop("source"))

    assert [problem.entry for problem in problems] == ["context"]


def test_shipped_pack_holds_the_eight_findings_of_the_deck_first():
    found = themes(pack().content)

    assert len(found.main) == 14
    assert [theme.code for theme in found.main[:8]] == [
        "context",
        "task-unclear",
        "biodiversity-value",
        "initiatives",
        "policy-distance",
        "mistrust",
        "conduct",
        "good-practice",
    ]
    assert all("deck-4" in {source.code for source in theme.sources} for theme in found.main[:8])
    assert all(theme.sources for theme in found.all)


def test_themes_find_their_way_up_and_down():
    found = themes(pack().content)

    assert found.get("mistrust.history").parent == "mistrust"
    assert found.main_of("mistrust.history") == found.get("mistrust") == found.main_of("mistrust")
    assert {theme.parent for theme in found.under("mistrust")} == {"mistrust"}
    assert found.get("elders") is None
    assert found.main_of("elders") is None
    with override("nl"):
        assert found.path("mistrust.history") == "Wantrouwen: Door de geschiedenis van het gebied"
        assert found.path("mistrust") == "Wantrouwen"
    assert found.path("elders") == "elders"


def test_choices_are_grouped_by_main_theme_and_complete():
    found = themes(pack().content)

    codes = [code for _group, entries in found.choices() for code, _label in entries]

    assert codes == [theme.code for theme in found.all]


def test_load_twice_keeps_one_version(db):
    call_command("load_pack_themes", verbosity=0)
    call_command("load_pack_themes", verbosity=0)

    assert Codebook.objects.get() == newest()
