import copy
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from core.packs import LANGUAGES, PackError
from governance.leidraad.enums import Weight
from governance.leidraad.guide import Guide, compare, read_guide
from pilots.areas.enums import Phase
from tests.factories.leidraad import guide, question


@pytest.fixture(scope="module")
def real() -> Guide:
    return Guide(read_guide(Path(settings.CONTENT_DIR) / "leidraad").content)


def written(folder: Path, content) -> Path:
    (folder / "pack.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    return folder


def test_the_guide_of_the_repository_holds_what_the_deck_asks(real):
    hard = [condition["number"] for condition in real.conditions if condition["weight"] == Weight.HARD]

    assert hard == [2, 3, 4, 5]
    assert [condition["number"] for condition in real.conditions] == list(range(1, 9))
    assert len(real.questions) == 36
    assert [phase["code"] for phase in real.phases] == list(Phase)


def test_every_public_source_of_the_guide_has_an_address(real):
    assert [code for code, source in real.sources.items() if source["kind"] == "public" and "url" not in source] == []


def test_every_question_of_the_guide_is_asked_as_a_question(real):
    endings = {entry["question"][language][-1] for entry in real.questions.values() for language in LANGUAGES}

    assert endings == {"?"}


def test_read_guide_accepts_the_small_guide(tmp_path):
    assert read_guide(written(tmp_path, guide())).content == guide()


def doubled(content):
    content["conditions"][1]["number"] = 1


def emptied(content):
    content["conditions"][1]["questions"] = []


def unsourced(content):
    del content["conditions"][1]["example_source"]


def softened(content):
    content["conditions"][0]["weight"] = "advised"


def mistaken(content):
    content["conditions"][1]["questions"][0]["fact"] = "weather"


def repeated(content):
    for number in (0, 1):
        content["conditions"][number]["questions"][0]["fact"] = "duty"


@pytest.mark.parametrize(
    ("spoil", "entry"),
    [
        (doubled, "advies"),
        (emptied, "advies"),
        (unsourced, "advies"),
        (softened, "conditions"),
        (mistaken, "2.1"),
        (repeated, "2.1"),
    ],
)
def test_read_guide_refuses_what_only_a_guide_forbids(tmp_path, spoil, entry):
    content = copy.deepcopy(guide())
    spoil(content)

    with pytest.raises(PackError) as caught:
        read_guide(written(tmp_path, content))

    assert [(problem.entry, problem.line > 1) for problem in caught.value.problems] == [(entry, True)]


def test_condition_of_finds_the_condition_of_a_question():
    small = Guide(guide())

    found = small.condition_of("2.1")

    assert found is not None
    assert found["code"] == "advies"
    assert small.condition_of("9.9") is None
    assert small.condition("niets") is None


def test_compare_names_added_reworded_and_removed_questions():
    newer = guide("2.0", goals=[question("1.1", "Anders gevraagd?"), question("1.3")])

    changes = compare(Guide(guide()), Guide(newer))

    assert [(change.code, change.old is None, change.new is None) for change in changes] == [
        ("1.3", True, False),
        ("1.1", False, False),
        ("1.2", False, True),
    ]


def test_compare_of_equal_guides_is_empty():
    assert compare(Guide(guide()), Guide(guide("2.0"))) == ()
