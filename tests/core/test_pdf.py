import gc
import json
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from core import pdf
from tests.pdf_checks import elements, faults

MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HTML = """<!doctype html><html lang="nl"><head><title>Proef</title><meta name="author" content="Els"></head><body>
<h1 id="een">Hoofdstuk één</h1><p>Zie <a href="#een">het begin</a> of <a href="https://example.nl/a">de bron</a>.</p>
<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody><tr><th scope="row">x</th><td>y</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Een stip</title><circle cx="4" cy="4" r="3"/></svg>
</body></html>"""


@pytest.fixture(scope="module")
def made() -> pdf.Pdf:
    data = pdf.data_file("gegevens.json", {"b": "é", "a": 1}, "Gegevens")
    return pdf.render(HTML, made_at=MADE_AT, data=data)


@pytest.fixture
def opened(made):
    with pikepdf.open(BytesIO(made.content)) as opened:
        yield opened


def test_render_keeps_the_rules_of_both_standards(made):
    assert faults(made.content) == []


@pytest.mark.parametrize(
    ("html", "tight"),
    [
        ("<ul>\n  <li> een <b>twee</b> <i>drie</i>\n</li> </ul>", "<ul><li>een <b>twee</b> <i>drie</i></li></ul>"),
        ("<td>\n  –\n</td>", "<td>–</td>"),
        ("<pre>a\n b</pre><param> x", "<pre>a\n b</pre><param> x"),
    ],
)
def test_tighten_drops_white_space_around_blocks_only(html, tight):
    assert pdf.tighten(html) == tight


def test_render_twice_gives_the_same_bytes(made):
    data = pdf.data_file("gegevens.json", {"a": 1, "b": "é"}, "Gegevens")

    again = pdf.render(HTML, made_at=MADE_AT, data=data)

    assert again == made


def test_render_at_another_moment_gives_another_identifier(made, opened):
    later = pdf.render(HTML, made_at=MADE_AT.replace(hour=10))

    with pikepdf.open(BytesIO(later.content)) as other:
        assert other.trailer.ID != opened.trailer.ID


def test_render_says_title_language_and_moment(opened):
    assert opened.Root.Lang == "nl"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert opened.docinfo["/Title"] == "Proef"
    assert opened.docinfo["/Author"] == "Els"
    assert opened.docinfo["/CreationDate"] == "D:20261123093000+00'00"


def test_render_leaves_the_metadata_readable_for_archives(made, opened):
    assert "/Filter" not in opened.Root.Metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.content
    assert b'pdfaid:part="3"' in made.content


def test_render_scopes_headers_names_links_and_describes_drawings(opened):
    found = list(elements(opened))

    scopes = sorted(str(element.A.Scope) for tag, element in found if tag == "/TH")
    links = {str(note.Contents) for note in opened.pages[0].Annots}
    drawings = [str(element.Alt) for tag, element in found if tag == "/Figure"]

    assert scopes == ["/Column", "/Column", "/Row"]
    assert links == {"het begin", "de bron"}
    assert drawings == ["Een stip"]


def test_render_embeds_the_data(opened):
    attached = opened.attachments["gegevens.json"]

    assert attached.relationship == pikepdf.Name.Data
    assert json.loads(attached.get_file().read_bytes()) == {"a": 1, "b": "é"}


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/secret.png",
        "https://example.nl/beeld.png",
        "ftp://example.nl/beeld.png",
        "https://assets.invalid/../config/settings/base.py",
        "https://assets.invalid/css/../../manage.py",
        "https://assets.invalid/admin/css/base.css",
        "/media/geheim.png",
    ],
)
def test_render_fetches_nothing_but_our_own_assets(address):
    html = (
        f'<html lang="nl"><head><title>x</title></head><body><p>x<img alt="geheim" src="{address}"></p></body></html>'
    )

    made = pdf.render(html, made_at=MADE_AT)

    with pikepdf.open(BytesIO(made.content)) as opened:
        assert not opened.pages[0].get_images()


@pytest.mark.parametrize(
    "name", ["css/../../manage.py", "js/menu.js", "css/theme.js", "/etc/passwd", "admin/css/base.css"]
)
def test_asset_path_knows_only_print_files(name):
    with pytest.raises(ValueError, match="Not an asset"):
        pdf.asset_path(name)


def test_render_works_without_collector_and_puts_it_back(made):
    assert gc.isenabled()
