import pytest

from pilots.areas.sitesource import RowError, SiteFacts, label, read_facts

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize(
    ("properties", "facts"),
    [
        ({"naamN2K": "Aamsveen", "nr": 55, "beschermin": "HR"}, SiteFacts(55, "Aamsveen", "HR")),
        ({"naam_n2k": "Veluwe", "nr": "57", "bescherming": "VR+HR"}, SiteFacts(57, "Veluwe", "VR+HR")),
        ({"NAAM_N2K": " Oude  Maas ", "NR": 108.0, "vhn_new": 2}, SiteFacts(108, "Oude Maas", "HR")),
        ({"naam": "Zwin", "nummer": "123", "beschermin": "-"}, SiteFacts(123, "Zwin", "")),
        ({"naam": "Put", "nr": 9, "vhn_new": "9"}, SiteFacts(9, "Put", "HR groeve")),
    ],
)
def test_read_facts_knows_the_names_others_use(properties, facts):
    assert read_facts(properties) == facts


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"naam": "Veluwe"}, "number is missing"),
        ({"naam": "Veluwe", "nr": None}, "number is missing"),
        ({"naam": "Veluwe", "nr": "vijf"}, "not a whole number"),
        ({"naam": "Veluwe", "nr": 0}, "not a whole number"),
        ({"naam": "Veluwe", "nr": 5.5}, "not a whole number"),
        ({"naam": "Veluwe", "nr": "²"}, "not a whole number"),
        ({"nr": 57}, "name is missing"),
        ({"nr": 57, "naam": "x" * 161}, "longer than 160"),
    ],
)
def test_read_facts_without_what_is_needed_says_so(properties, words):
    with pytest.raises(RowError, match=words):
        read_facts(properties)


def test_label_says_what_there_is():
    assert label({"nr": 57, "naam": "Veluwe"}) == "57 Veluwe"
    assert label({}) == ""
