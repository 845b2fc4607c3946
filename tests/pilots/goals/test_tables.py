import copy
import json
import re
import shutil

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from core.packs import PackError
from pilots.goals import tables
from pilots.goals.enums import Sign, Track
from pilots.goals.models import ReferenceVersion
from tests.factories.goals import pack
from toolbox.enums import MeasureType

pytestmark = pytest.mark.usefixtures("in_english")
PACKS = (tables.HABITATS, tables.MEASURES, tables.TASKS, tables.PRESSURES)
MEASURE_CODES = frozenset(entry["code"] for entry in pack(tables.MEASURES).content["measures"])


def read(name, folder):
    if name == tables.TASKS:
        return tables.read_tasks(folder, measures=MEASURE_CODES)
    return {
        tables.HABITATS: tables.read_habitats,
        tables.MEASURES: tables.read_measures,
        tables.PRESSURES: tables.read_pressures,
    }[name](folder)


@pytest.fixture
def problems(tmp_path):
    def _problems(name, change):
        content = copy.deepcopy(pack(name).content)
        change(content)
        (tmp_path / "pack.yaml").write_text(yaml.safe_dump(json.loads(json.dumps(content)), allow_unicode=True))
        with pytest.raises(PackError) as caught:
            read(name, tmp_path)
        return [problem.message for problem in caught.value.problems]

    return _problems


@pytest.mark.parametrize("name", PACKS)
def test_pack_is_a_concept_and_every_entry_has_a_source(name):
    content = pack(name).content

    assert content["status"] == "concept"
    lists = [entries for key, entries in content.items() if isinstance(entries, list) and key != "sources"]
    assert all(entry["source"] for entries in lists for entry in entries)


def test_habitats_hold_what_the_pilots_name_and_say_that_the_list_is_not_complete():
    found = tables.subjects(pack(tables.HABITATS).content)

    assert len(found) > 150
    assert found["H6410"].name == "Molinia meadows"
    assert found["H1166"].kind == "species"
    assert found["A338"].kind == "bird"
    assert found["H2130"].label == "H2130* Grey dunes"
    assert "not complete" in pack(tables.HABITATS).content["disclaimer"]["en"]


def test_habitat_codes_fit_their_kind():
    for subject in tables.subjects(pack(tables.HABITATS).content).values():
        assert re.fullmatch(r"A\d{3}" if subject.kind == "bird" else r"H[\dD-F]{4}", subject.code)
        assert all(source.url for source in subject.sources)


def test_measures_are_those_of_the_toolbox():
    assert set(MeasureType.values) == MEASURE_CODES


def test_measures_work_on_the_source_the_conditions_both_or_neither():
    found = tables.measure_types(pack(tables.MEASURES).content)

    assert found["less-ammonia"].tracks == {Track.SOURCE}
    assert found["rewetting"].tracks == {Track.LOCAL}
    assert found["extensive"].tracks == set(Track)
    assert found["monitoring"].tracks == frozenset()


def test_tasks_hold_the_default_matrix_with_its_evidence():
    found = tables.task_tables(pack(tables.TASKS).content)

    assert list(found.tasks) == [
        "drinking-water", "water-quality", "climate", "food", "energy", "liveability", "housing",
    ]  # fmt: skip
    assert found.interactions["rewetting", "food"].sign == Sign.MINUS
    assert found.interactions["less-manure", "drinking-water"].sources[0].url.startswith("https://all4biodiversity.nl/")
    assert ("monitoring", "food") not in found.interactions


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        (tables.HABITATS, lambda content: content["subjects"][0].update(code="6410"), "this is no code"),
        (tables.HABITATS, lambda content: content["subjects"][0].update(group="moon"), "unknown code “moon”"),
        (tables.MEASURES, lambda content: content["measures"][0].update(track="sky"), "must be one of"),
        (tables.PRESSURES, lambda content: content["pressures"][0].pop("source"), "has no source"),
        (tables.TASKS, lambda content: content["interactions"][0].update(sign="++"), "must be one of"),
        (tables.TASKS, lambda content: content["interactions"][0].update(measure="magic"), "unknown type of measure"),
        (
            tables.TASKS,
            lambda content: content["interactions"].append({**content["interactions"][0], "code": "twice"}),
            "have a sign already",
        ),
    ],
)
def test_read_refuses_what_does_not_fit(problems, name, change, message):
    found = problems(name, change)

    assert len(found) == 1
    assert message in found[0]


def test_load_packs_stores_each_pack_once(db):
    for name in PACKS:
        call_command(f"load_pack_{name}", verbosity=0)
        call_command(f"load_pack_{name}", verbosity=0)

    assert set(ReferenceVersion.objects.values_list("pack", flat=True)) == set(PACKS)
    assert ReferenceVersion.objects.count() == 4


def test_load_newer_version_keeps_the_old_one(db, tmp_path):
    call_command("load_pack_habitats", verbosity=0)
    shutil.copytree(settings.CONTENT_DIR / "habitats", tmp_path, dirs_exist_ok=True)
    head = tmp_path / "pack.yaml"
    head.write_text(head.read_text().replace('version: "0.1"', 'version: "0.2"'))

    call_command("load_pack_habitats", folder=tmp_path, verbosity=0)

    assert ReferenceVersion.objects.newest_of("habitats").version == "0.2"
    assert [version.version for version in ReferenceVersion.objects.newest_each()] == ["0.2"]
    assert ReferenceVersion.objects.count() == 2
