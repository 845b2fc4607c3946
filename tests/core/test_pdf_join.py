from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from core import pdf
from tests.pdf_checks import bookmarks, elements, faults, is_clean

MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NAMES = ("een", "twee", "drie")
TABLE = """<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody><tr><th scope="row">x</th><td>y</td></tr></tbody></table>"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Een stip</title>
<circle cx="4" cy="4" r="3" fill="#17594d" fill-opacity=".5"/></svg>"""


def html(length: int) -> str:
    """A cover, contents, and three chapters, of which the second holds many sections of about a third of a page."""
    lines = "".join(f'<li data-to="#{name}"><a href="#{name}">Hoofdstuk {name}</a></li>' for name in NAMES)
    chapters = [
        f'<section class="chapter"><h1 id="{name}">Hoofdstuk {name}</h1>'
        f'<p>Terug naar <a href="#een">het eerste</a>, <a href="https://example.nl/{name}">elders</a>.</p>'
        f"{TABLE}{DRAWING}</section>"
        for name in NAMES
    ]
    sections = [
        f'<section class="keep"><h2 id="deel-{number}">Deel {number}</h2><p>{"Woorden van het gebied. " * 40}</p>'
        f"{TABLE}</section>"
        for number in range(length)
    ]
    return f"""<!doctype html><html lang="nl"><head><title>Proef</title></head>
    <body data-page="Pagina" data-of="van" data-area="Brummen" data-edition="Versie 1">
    <section class="cover front"><p>Omslag</p></section>
    <section class="chapter front"><h1 id="inhoud">Inhoud</h1><ol class="contents">{lines}</ol></section>
    {chapters[0]}{chapters[1]}{"".join(sections)}{chapters[2]}</body></html>"""


def make(part_length: int) -> pdf.Pdf:
    data = pdf.data_file("gegevens.json", {"a": 1}, "Gegevens")
    return pdf.render(html(20), made_at=MADE_AT, data=data, part_length=part_length)


@pytest.fixture(scope="module")
def joined() -> pdf.Pdf:
    return make(8_000)


@pytest.fixture(scope="module")
def plain() -> pdf.Pdf:
    return make(1_000_000)


@pytest.fixture
def opened(joined):
    with pikepdf.open(BytesIO(joined.content)) as opened:
        yield opened


@pytest.fixture
def reader(joined) -> PdfReader:
    return PdfReader(BytesIO(joined.content))


def tags(content: bytes) -> list[str]:
    """Return the tags in reading order, with the end of each."""
    with pikepdf.open(BytesIO(content)) as opened:
        return list(_tags(opened.Root.StructTreeRoot.K))


def _tags(node):
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _tags(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)
        yield from _tags(node.get("/K", pikepdf.Array()))
        yield "end"


def words(content: bytes) -> list[list[str]]:
    return [sorted(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def test_join_keeps_the_rules_of_both_standards(joined):
    assert faults(joined.content) == []
    assert is_clean(joined.content)


def test_join_is_made_of_several_parts(opened):
    assert len({page.Resources.objgen for page in opened.pages}) >= 4


def test_join_twice_gives_the_same_bytes(joined):
    assert make(8_000) == joined


def test_join_reads_like_the_document_made_in_one_go(joined, plain):
    assert tags(joined.content) == tags(plain.content)
    together = [word for page in words(joined.content) for word in page if not word.isdigit()]
    assert {*together} == {word for page in words(plain.content) for word in page if not word.isdigit()}


def test_join_has_the_same_bookmarks_in_the_same_tree(joined, plain):
    trees = []
    for content in (joined.content, plain.content):
        with pikepdf.open(BytesIO(content)) as opened:
            assert len(bookmarks(opened)) == 24
            with opened.open_outline() as outline:
                trees.append([(item.title, len(item.children)) for item in outline.root])

    assert trees[0] == trees[1]
    assert trees[0][2] == ("Hoofdstuk twee", 20)


def test_join_bookmarks_lead_to_the_right_pages(reader):
    for item in reader.outline:
        for mark in item if isinstance(item, list) else [item]:
            assert mark.title in reader.pages[reader.get_destination_page_number(mark)].extract_text()


def test_join_links_land_on_the_right_page_whatever_part_that_is_in(opened, reader):
    places = {name: reader.get_destination_page_number(place) for name, place in reader.named_destinations.items()}
    dests = [str(note.Dest) for page in opened.pages for note in page.get("/Annots", []) if "/Dest" in note]
    others = [str(note.A.URI) for page in opened.pages for note in page.get("/Annots", []) if "/A" in note]

    assert dests == ["een", "twee", "drie", "een", "een", "een"]
    assert others == [f"https://example.nl/{name}" for name in NAMES]
    for name in NAMES:
        assert f"Hoofdstuk {name}" in reader.pages[places[name]].extract_text()


def test_join_contents_name_the_page_of_each_chapter(reader):
    lines = reader.pages[1].extract_text()

    for name in NAMES:
        page = reader.get_destination_page_number(reader.named_destinations[name]) + 1
        assert f"Hoofdstuk {name} {page}" in lines


def test_join_numbers_every_page_but_the_cover(joined, reader):
    texts = [page.extract_text() for page in reader.pages]

    assert joined.pages == len(texts) > 8
    assert "Pagina" not in texts[0]
    for number, text in enumerate(texts[1:], start=2):
        assert f"Pagina {number} van {joined.pages}" in text


def test_join_heads_the_rest_of_a_chapter_with_its_name(reader):
    texts = [page.extract_text() for page in reader.pages]
    first, last = (next(i for i, text in enumerate(texts[2:], 2) if f"Hoofdstuk {name}" in text) for name in NAMES[1:])

    assert last - first > 4
    assert all("Brummen Hoofdstuk twee" in text for text in texts[first:last])
    assert "Hoofdstuk twee" not in texts[last]


def test_join_gives_every_tag_the_page_and_owner_it_belongs_to(opened):
    owners = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
    links = [note for page in opened.pages for note in page.get("/Annots", [])]

    assert len({page.StructParents for page in opened.pages}) == len(opened.pages)
    assert len({note.StructParent for note in links}) == len(links)
    assert all(owners[note.StructParent].S == "/Link" for note in links)
    for number, page in enumerate(opened.pages):
        for owner in owners[page.StructParents]:
            assert opened.pages.index(pikepdf.Page(owner.Pg)) == number


def test_join_keeps_the_headers_of_tables_apart(opened):
    found = list(elements(opened))
    headers = [str(element.ID) for tag, element in found if tag == "/TH"]
    named = {str(header) for tag, element in found if tag == "/TD" for header in element.A.Headers}

    assert len(headers) == len(set(headers)) == 69
    assert named < set(headers)


def test_join_carries_the_data_and_says_title_and_language(opened):
    assert opened.attachments["gegevens.json"].get_file().read_bytes() == b'{\n "a": 1\n}'
    assert opened.docinfo["/Title"] == "Proef"
    assert opened.Root.Lang == "nl"
