import re
from io import BytesIO

import pikepdf
import pytest
from django.utils import translation
from pypdf import PdfReader

from core import pdf
from reports import printing
from reports.enums import ReportKind
from tests.factories import reports as samples
from tests.pdf_checks import bookmarks, elements, faults, is_clean

KINDS = {ReportKind.LEIDRAAD: samples.leidraad_report, ReportKind.AREA: samples.area_report}


IN_ONE_GO, IN_PARTS = 1_000_000, 12_000


def render(kind, content, part_length=IN_ONE_GO) -> pdf.Pdf:
    colophon = samples.colophon(kind)
    with translation.override("en"):
        html = printing.html(content, colophon)
        return pdf.render(
            html, made_at=colophon.made_at, data=printing.data(content, colophon), part_length=part_length
        )


@pytest.fixture(scope="module", params=KINDS)
def kind(request) -> ReportKind:
    return request.param


@pytest.fixture(scope="module", params=[IN_ONE_GO, IN_PARTS])
def part_length(request) -> int:
    return request.param


@pytest.fixture(scope="module")
def made(kind, part_length) -> pdf.Pdf:
    return render(kind, KINDS[kind](), part_length)


@pytest.fixture
def opened(made):
    with pikepdf.open(BytesIO(made.content)) as opened:
        yield opened


@pytest.fixture
def reader(made) -> PdfReader:
    return PdfReader(BytesIO(made.content))


def test_report_keeps_the_rules_of_both_standards(made):
    assert faults(made.content) == []
    assert is_clean(made.content)


def test_report_is_in_parts_only_when_it_is_long(part_length, opened):
    assert (len({page.Resources.objgen for page in opened.pages}) > 2) == (part_length == IN_PARTS)


def test_report_twice_gives_the_same_bytes(kind, part_length, made):
    assert render(kind, KINDS[kind](), part_length).content == made.content


def test_report_opens_with_the_gate_and_the_concept_mark(reader):
    cover = reader.pages[0].extract_text()

    assert "Landgoederen Brummen" in cover
    assert "Start gate: Dicht" in cover
    assert "Budget: voor twee maatregelen is nog geen dekking." in cover
    assert "Concept." in cover
    assert "Dit gebied is bewust gestart." in cover
    assert "Het najaar wacht niet." in cover
    assert "Made by" in cover  # with all of this, page 1 is still one page


def test_report_contents_name_the_right_pages(kind, reader):
    lines = re.findall(r"^(.+?) ?(\d+)$", reader.pages[1].extract_text(), flags=re.MULTILINE)
    pages = {title.strip(): int(number) for title, number in lines if "Page" not in title}

    assert len(pages) >= 9
    for title, number in pages.items():
        assert title in reader.pages[number - 1].extract_text(), title


def test_report_links_each_line_of_the_contents_once(opened):
    targets = [str(note.Dest) for note in opened.pages[1].Annots]

    assert len(targets) == len(set(targets))


def test_report_numbers_its_pages(made, reader):
    assert f"Page 2 of {made.pages}" in reader.pages[1].extract_text()
    assert len(reader.pages) == made.pages


def test_report_has_bookmarks_for_every_chapter(kind, opened):
    found = bookmarks(opened)

    assert {"Contents", "The start gate", "Signatures", "What has changed", "Colophon"} <= set(found)
    assert "2. Doel" in found
    assert "Landgoederen Brummen" not in found  # the cover is no chapter


def test_report_describes_every_drawing(kind, opened):
    texts = [str(element.Alt) for tag, element in elements(opened) if tag == "/Figure"]

    assert len(texts) == (7 if kind == ReportKind.AREA else 1)  # map, fields, two questions, two of money, dials
    assert all(len(text) > 40 for text in texts)
    if kind == ReportKind.AREA:  # the numbers stand in the alternative, not only the question
        assert any("twijfelt" in text and "Of er genoeg geld is: 8 (57%)" in text for text in texts)
        assert any("2026: Behoefte 85" in text and "Ontbreekt 25" in text for text in texts)


def test_report_names_the_headers_of_every_table(opened):
    headers = [element for tag, element in elements(opened) if tag == "/TH"]

    assert headers
    assert all(str(element.A.Scope) in {"/Row", "/Column"} for element in headers)


def test_report_uses_only_our_own_fonts(reader):
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in _fonts(page)}

    assert fonts
    assert all("+Source" in name for name in fonts), fonts


def _fonts(page):
    return [font.get_object() for font in page["/Resources"]["/Font"].get_object().values()]


def test_leidraad_holds_answers_evidence_and_open_points():
    text = _text(render(ReportKind.LEIDRAAD, samples.leidraad_report()))

    for words in ("Drukfactorenanalyse", "SHA-256", "Still open", "Arranged by E. de Vries", "What has to be arranged"):
        assert words in text, words


def test_area_report_tells_figures_of_the_intake_with_their_table_and_hides_small_ones():
    text = _text(render(ReportKind.AREA, samples.area_report()))

    for words in ("Of er genoeg geld is 8 (57%)", "Genoeg en schoon water 0 5 9", "Ik twijfel niet verborgen"):
        assert words in text, words
    assert "Fewer than 5 people answered this question." in text
    assert "Fewer than 5 people answered, so this report does not tell what they said." in text


def test_area_report_tells_of_each_goal_from_its_place_to_its_money():
    made = render(ReportKind.AREA, samples.area_report())
    text = _text(made)

    for words in (
        "2 of 10 arranged", "Nog niet ruimtelijk", "What would make it known", "Habitatrichtlijn, artikel 6",
        "Dit doel rust alleen op vrijwillige instrumenten.", "Kavelruil Vrijwillig", "No instrument yet",
        "Gedoogplicht. Op 1 juli 2027.", "2026 € 85.000 € 40.000 € 20.000", "Together € 85.000",
    ):  # fmt: skip
        assert words in text, words
    with pikepdf.open(BytesIO(made.content)) as opened:
        assert {"Goals and approach", "1. H6410 Blauwgraslanden 1", "Need against cover"} <= set(bookmarks(opened))


def test_leidraad_tells_gaps_signatures_with_their_hash_and_what_changed():
    text = _text(render(ReportKind.LEIDRAAD, samples.leidraad_report()))

    for words in (
        "1. H6410 Blauwgraslanden 1 Plek Staat nog niet op de kaart.", "Signed: 0 of 2 conditions that must be met",
        "A. Bakker (fictief) Gedeputeerde", "Handtekening vervallen", "Vraag 2.1: antwoord", "De dekking ontbreekt.",
        "In this place: F. Mol, secretaris", "20 November 2026", "3b5d5c371295…", "3b5d5c3712955042212316173ccf37be",
        "What changed since version 2 of", "4 tot 6 ha 3 tot 6 ha", "rewritten",
    ):  # fmt: skip
        assert words in text, words


def test_area_report_says_what_the_colours_of_its_map_mean():
    content = samples.area_report()
    text = _text(render(ReportKind.AREA, content))

    assert "Natura 2000 site" in text
    assert ("Search area" in text) == ("search-area" in content.area.map.kinds)


def test_area_report_puts_differing_numbers_side_by_side():
    text = _text(render(ReportKind.AREA, samples.area_report()))

    assert "112 ha" in text
    assert "ongeveer 150 ha" in text
    assert "sources differ" in text


def test_report_without_anything_filled_in_still_keeps_the_rules():
    empty = samples.empty_leidraad_report()

    made = render(ReportKind.LEIDRAAD, empty)

    assert faults(made.content) == []
    assert "Not filled in yet" in _text(made)


def _text(made: pdf.Pdf) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(made.content)).pages)
    return " ".join(text.split())
