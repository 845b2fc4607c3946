import pytest

from core.markdown import render


def test_markdown_becomes_html_with_headings_below_the_page():
    assert render("# Kop\n\nTekst **vet**") == "<h3>Kop</h3>\n<p>Tekst <strong>vet</strong></p>\n"


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", '<img src=x onerror="x()">', "![x](https://x.nl/a.png)"],
)
def test_markdown_with_something_dangerous_leaves_no_element(text):
    html = render(text)

    assert "<script" not in html
    assert "<img" not in html
    assert "href=" not in html


def test_markdown_link_gets_no_window_opener():
    assert 'rel="noopener noreferrer"' in render("[PDOK](https://www.pdok.nl)")
