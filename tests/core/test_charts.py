import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import WIDTH, Bar, BarChart, GroupedChart, Stack, StackedChart, describe, figure, number

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '"><script>alert(1)</script> & <b>'
BARS = BarChart(
    "Wie antwoordde?", "Aantal", (Bar("Boeren", 6), Bar("Bewoners", 3), Bar("Overheid", None, "< 5")), "Groep"
)
SCALE = StackedChart("Vertrouwen", "Aantal", ("laag", "midden", "hoog"), (Stack("Provincie", (1, 0, 3)),), "Vraag")
GROUPS = GroupedChart("Vergelijking", "%", ("Brummen", "Veluwezoom"), (Stack("Water", (50, 12.5)),), "Keuze")


def drawn(chart) -> ET.Element:
    return ET.fromstring(figure(chart, "vraag").svg)


def texts(root: ET.Element) -> list[str]:
    return [element.text for element in root.iter(f"{SVG}text")]


def boxes(root: ET.Element) -> list[dict[str, str]]:
    return [element.attrib for element in root.iter(f"{SVG}rect")]


@pytest.mark.parametrize("chart", [BARS, SCALE, GROUPS])
def test_drawing_has_title_and_description_and_no_style(chart):
    root = drawn(chart)

    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == describe(chart)
    assert root.attrib["aria-labelledby"] == "vraag-title vraag-desc"
    assert all("style" not in element.attrib and element.tag != f"{SVG}style" for element in root.iter())


def test_bar_is_as_long_as_its_share_and_carries_its_number():
    root = drawn(BARS)
    widths = [float(box["width"]) for box in boxes(root)[1::2]]  # each bar lies on a track

    assert widths == [244, 122, 0]
    assert texts(root) == ["Boeren", "6", "Bewoners", "3", "Overheid", "< 5"]


def test_table_says_what_the_bars_say():
    table = figure(BARS, "vraag")

    assert table.head == ("Groep", "Aantal")
    assert table.rows == (("Boeren", "6"), ("Bewoners", "3"), ("Overheid", "< 5"))


def test_parts_of_a_row_fill_it_and_skip_what_nobody_chose():
    parts = [(float(box["x"]), float(box["width"])) for box in boxes(drawn(SCALE)) if box["height"] == "22"]

    assert parts == [(0, WIDTH), (0, 83), (85, 253)]
    assert figure(SCALE, "vraag").rows == (("Provincie", "1", "0", "3"),)


def test_series_to_compare_carry_a_letter():
    assert texts(drawn(GROUPS)) == ["A  Brummen", "B  Veluwezoom", "Water", "A", "50", "B", number(12.5)]


@pytest.mark.parametrize("kind", [StackedChart, GroupedChart])
def test_texts_of_others_cannot_leave_their_place(kind):
    chart = kind(NASTY, NASTY, (NASTY,), (Stack(NASTY, (1,)),), NASTY)

    svg = figure(chart, "vraag").svg

    assert "<script" not in svg
    assert drawn(chart).find(f"{SVG}title").text == NASTY


def test_long_chart_is_described_by_its_table():
    chart = BarChart("Lang", "Aantal", tuple(Bar(f"rij {place}", place) for place in range(13)))

    assert "rij 3" not in describe(chart)
    assert "13" in describe(chart)


values = st.one_of(st.none(), st.floats(0, 1e9), st.integers(0, 10**6))


@given(st.lists(st.tuples(st.text(max_size=200), values), max_size=30))
def test_any_bars_stay_inside_the_drawing(rows):
    chart = BarChart("t", "u", tuple(Bar(label.replace("\x00", ""), value) for label, value in rows))

    found = boxes(ET.fromstring(clean(figure(chart, "k").svg)))

    assert all(float(box["x"]) >= 0 and float(box["x"]) + float(box["width"]) <= WIDTH for box in found)


@given(st.lists(st.tuples(values, values, values), max_size=8))
def test_any_parts_stay_inside_the_drawing(rows):
    chart = StackedChart("t", "u", ("a", "b", "c"), tuple(Stack("r", row) for row in rows))

    assert all(float(box["x"]) + float(box["width"]) <= WIDTH + 0.2 for box in boxes(drawn(chart)))


def clean(svg: str) -> str:
    """Leave out what XML cannot hold: a browser reads the drawing as HTML, which is not so strict."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", svg)
