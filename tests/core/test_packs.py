import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.packs import PackError, Shape, canonical, fingerprint, label, read_pack

HEAD = """\
id: proef
version: "1.0"
status: concept
name: {nl: Proef, en: Trial}
sources:
  - code: deck-7
    kind: deck
    name: {nl: "Deck, hoofdstuk 7", en: "Deck, chapter 7"}
"""
ITEMS = """\
items:
  - code: "1"
    name: {nl: Eerste, en: First}
    weight: hard
    source: deck-7
    parts:
      - code: "1.1"
        name: {nl: Deel, en: Part}
        source: [deck-7]
  - code: "2"
    name: {nl: Tweede, en: Second}
    weight: advised
    after: ["1"]
    source: deck-7
    parts: []
"""
PART = Shape(texts={"name"}, optional_texts={"help"}, optional_values={"order": int})
ITEM = Shape(
    texts={"name"},
    choices={"weight": {"hard", "advised"}},
    optional_references={"after": "items"},
    children={"parts": PART},
)
SHAPE = Shape(children={"items": ITEM}, optional_values={"from_on": str})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "items.yaml").write_text(ITEMS)
    (tmp_path / "pack.yaml").write_text(HEAD)
    return tmp_path


def problems(folder) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_pack(folder, SHAPE)
    return [f"{p.file}:{p.line} {p.entry}" for p in caught.value.problems]


def test_read_pack_joins_the_files_of_a_folder(folder):
    pack = read_pack(folder, SHAPE)

    assert (pack.id, pack.version, pack.status) == ("proef", "1.0", "concept")
    assert [item["code"] for item in pack.content["items"]] == ["1", "2"]
    assert pack.sha256 == fingerprint(pack.content)


def test_read_pack_gives_the_same_hash_however_the_files_are_cut(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("one")
    (other / "all.yaml").write_text(ITEMS + HEAD)

    assert read_pack(other, SHAPE).sha256 == read_pack(folder, SHAPE).sha256


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('code: "1.1"', 'code: "1 1"', "items.yaml:7 1 1"),
        ('code: "1.1"', "code: 1.1", "items.yaml:7 1.1"),
        ('code: "2"', 'code: "1"', "items.yaml:10 1"),
        ("{nl: Deel, en: Part}", "{nl: Deel}", "items.yaml:8 1.1"),
        ("{nl: Deel, en: Part}", '{nl: Deel, en: ""}', "items.yaml:8 1.1"),
        ("{nl: Deel, en: Part}", "{nl: Deel, en: No}", "items.yaml:8 1.1"),
        ("{nl: Deel, en: Part}", "{nl: Deel, en: Part, fr: Part}", "items.yaml:8 1.1"),
        ("name: {nl: Deel, en: Part}", "help: {nl: Deel, en: Part}", "items.yaml:7 1.1"),
        ("source: [deck-7]", "source: []", "items.yaml:9 1.1"),
        ("        source: [deck-7]\n", "", "items.yaml:7 1.1"),
        ("source: [deck-7]", "source: deck-8", "items.yaml:9 1.1"),
        ("weight: hard", "weight: heavy", "items.yaml:4 1"),
        ('after: ["1"]', 'after: ["3"]', "items.yaml:13 2"),
        ("parts: []", "parts: none", "items.yaml:15 2"),
        ("parts: []", "partz: []\n    parts: []", "items.yaml:15 2"),
        ("source: [deck-7]", "source: deck-7\n        order: first", "items.yaml:10 1.1"),
        ("parts: []", "parts: []\n    parts: []", "items.yaml:16 parts"),
        ("parts: []", "parts: [", "items.yaml:16 pack"),
    ],
)
def test_read_pack_names_file_line_and_entry_of_a_problem(folder, old, new, expected):
    assert old in ITEMS
    (folder / "items.yaml").write_text(ITEMS.replace(old, new))

    assert problems(folder) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('version: "1.0"', "version: 1.0", "pack.yaml:2 version"),
        ("status: concept", "status: klaar", "pack.yaml:3 status"),
        ("name: {nl: Proef, en: Trial}\n", "", "pack.yaml:1 name"),
        ("kind: deck", "kind: krant", "pack.yaml:7 deck-7"),
    ],
)
def test_read_pack_checks_the_head(folder, old, new, expected):
    (folder / "pack.yaml").write_text(HEAD.replace(old, new))

    assert problems(folder) == [expected]


def test_read_pack_collects_all_problems_at_once(folder):
    broken = ITEMS.replace("weight: hard", "weight: heavy").replace("en: Second", "en: ''")
    (folder / "items.yaml").write_text(broken)

    assert problems(folder) == ["items.yaml:4 1", "items.yaml:11 2"]


def test_read_pack_of_a_key_in_two_files_names_the_second(folder):
    (folder / "more.yaml").write_text("id: proef\n")

    assert problems(folder) == ["pack.yaml:1 id"]


def test_read_pack_joins_a_list_over_files_and_keeps_the_lines(folder):
    (folder / "more.yaml").write_text('items:\n  - code: "3"\n    name: {nl: Derde, en: Third}\n    weight: hard\n')

    assert problems(folder) == ["more.yaml:2 3", "more.yaml:2 3"]  # no source, no parts


@pytest.mark.parametrize("text", ["- a list\n", "just text\n"])
def test_read_pack_refuses_a_file_that_is_no_mapping(folder, text):
    (folder / "more.yaml").write_text(text)

    assert problems(folder) == ["more.yaml:1 pack"]


def test_read_pack_refuses_a_file_that_is_not_text(folder):
    (folder / "more.yaml").write_bytes(b"\xff\xfe\x00")

    assert problems(folder) == ["more.yaml:1 pack"]


def test_read_pack_of_an_empty_folder_says_so(tmp_path):
    assert problems(tmp_path) == [f"{tmp_path.name}:1 pack"]


def test_read_pack_runs_the_check_of_the_pack_itself(folder):
    def check(draft):
        draft.report(("items", 1, "name"), "too short")

    with pytest.raises(PackError) as caught:
        read_pack(folder, SHAPE, check)

    assert str(caught.value) == "items.yaml:11: 2: too short"


def test_read_pack_keeps_dates_as_text(folder):
    (folder / "more.yaml").write_text("from_on: 2026-11-23\n")

    assert read_pack(folder, SHAPE).content["from_on"] == "2026-11-23"


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans()))
def test_canonical_does_not_depend_on_the_order_of_keys(content):
    assert canonical(dict(reversed(content.items()))) == canonical(content)


@pytest.mark.parametrize(("language", "expected"), [("nl", "Gebied"), ("en", "Area"), ("de", "Gebied")])
def test_label_follows_the_active_language(language, expected):
    with override(language):
        assert label({"nl": "Gebied", "en": "Area"}) == expected
    assert label({"nl": "Gebied", "en": "Area"}, language) == expected
