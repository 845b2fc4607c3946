import pytest
from django.utils import translation

from core.packs import PackError
from governance.bodies.enums import LinkKind, Part
from governance.bodies.holes import Gap, Group, Subject, find_holes
from governance.bodies.tables import read, tables
from tests.factories.bodies import pack


def test_every_start_set_of_the_pack_has_no_holes_but_its_people():
    found = tables(pack().content)
    people = {Gap.NO_MEMBERS, Gap.NO_CHAIR}

    assert [start.code for start in found.starts] == ["gedeeld", "trekker", "organisatie", "regie"]
    assert sorted(gear for start in found.starts for gear in start.gears) == ["1", "2", "3", "4", "5", "R"]
    for start in found.starts:
        keys = {part.code: number for number, part in enumerate(start.parts)}
        groups = [Group(keys[part.code], part.code, part.rule, 0, 0, False) for part in start.parts]
        subjects = [
            Subject(
                code,
                tuple(keys[part.code] for part in start.parts if code in part.topics[Part.DECIDES]),
                tuple(keys[part.code] for part in start.parts if code in part.topics[Part.ADVISES]),
                is_escalation=topic.is_escalation,
            )
            for code, topic in found.topics.items()
        ]
        lines = [(keys[part.code], keys[up]) for part in start.parts for up in part.links[LinkKind.REPORTS]]
        assert {hole.gap for hole in find_holes(groups, subjects, lines)} <= people


@pytest.mark.parametrize(
    ("name", "before", "after", "message"),
    [
        ("topics.yaml", "is_escalation: true", "is_escalation: false", "exactly one topic must say where things go"),
        ("starts.yaml", 'gears: ["1"]', "gears: []", "“gears” must be a list"),
        ("starts.yaml", "reports_to: [gedeeld-tafel]", "reports_to: [regie-gezag]", "is no part of this start set"),
        ("starts.yaml", "reports_to: []", "reports_to: [gedeeld-werkgroep]", "in a circle"),
        ("starts.yaml", "decides: [doelen, maatregelen, budget", "decides: [doelen, budget", "exactly one body must"),
        ("kinds.yaml", "rule: consensus", "rule: dice", "must be one of"),
        ("starts.yaml", "kind: werkgroep", "kind: kroeg", "unknown code “kroeg”"),
    ],
)
def test_pack_with_a_fault_says_what_to_mend(settings, tmp_path, name, before, after, message):
    for path in (settings.CONTENT_DIR / "bodies").glob("*.yaml"):
        text = path.read_text()
        (tmp_path / path.name).write_text(text.replace(before, after, 1) if path.name == name else text)

    with translation.override("en"), pytest.raises(PackError) as caught:
        read(tmp_path)

    assert message in str(caught.value)
    assert name in str(caught.value)
