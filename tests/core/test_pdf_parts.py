import re

import pytest

from core.pdf_parts import ELSEWHERE, number_contents, split

HEAD = '<html lang="nl"><head><title>x</title></head><body data-page="Pagina">'
END = "</body></html>"
FRONT = (
    '<section class="cover front"><a href="#b">b</a></section><section class="chapter front"><h1>Inhoud</h1></section>'
)


def chapter(name: str, size: int = 0, links: str = "") -> str:
    return f'<section class="chapter"><h1 id="{name}">{name}</h1><p>{"x" * size}</p>{links}</section>'


def page(*blocks: str) -> str:
    return HEAD + "".join(blocks) + END


def names(part: str) -> list[str]:
    return re.findall(r'<h\d id="(\w+)"', part)


def sections(count: int, size: int) -> list[str]:
    return [
        f'<section class="item"><h2 id="i{number}">i</h2><section>{"x" * size}</section></section>'
        for number in range(count)
    ]


@pytest.mark.parametrize(
    "html",
    [
        page(FRONT, chapter("a", 100), chapter("b", 100)),
        page(FRONT, chapter("a", 3000)),  # nowhere to cut
        page("<p>" + "x" * 3000 + "</p>"),
        "x" * 3000,
        "",
    ],
)
def test_split_leaves_what_is_short_or_has_no_seam_in_one_piece(html):
    assert split(html, 1000) is None


def test_split_fills_each_part_with_whole_chapters_in_order():
    blocks = [chapter(name, size) for name, size in (("a", 400), ("b", 400), ("c", 800), ("d", 100))]

    parts = split(page(FRONT, *blocks), 1000)

    assert [names(part) for part in parts.body] == [["a", "b"], ["c"], ["d"]]
    assert parts.front.startswith(HEAD)
    assert "Inhoud" in parts.front
    assert all(part.startswith(HEAD) and part.endswith(END) for part in parts.body)


def test_split_loses_and_doubles_nothing():
    blocks = [chapter("a", 200), *sections(9, 300), "<p>los</p>", chapter("b", 300)]

    parts = split(page(FRONT, *blocks), 1000)

    inner = [re.sub(r' data-chapter="[^"]*"', "", part)[len(HEAD) : -len(END)] for part in parts.body]
    assert "".join(inner) == "".join(blocks)


def test_split_cuts_a_long_chapter_between_its_sections_and_tells_its_name():
    parts = split(page(FRONT, chapter("a"), chapter("b"), *sections(6, 400), chapter("c")), 1000)

    assert [names(part) for part in parts.body] == [["a"], ["b", "i0", "i1"], ["i2", "i3"], ["i4", "i5", "c"]]
    assert [part.count('<section data-chapter="b" class="item">') for part in parts.body] == [0, 0, 1, 1]
    assert "data-chapter" not in parts.front


def test_split_keeps_the_quotes_of_a_chapter_name_inside_its_attribute():
    named = '<section class="chapter"><h1>De <em>"kern"</em> &amp; meer</h1></section>'

    parts = split(page(FRONT, named, *sections(6, 400)), 1000)

    assert 'data-chapter="De &quot;kern&quot; &amp; meer"' in parts.body[1]


def test_split_marks_links_to_other_parts_only():
    links = '<a href="#a">a</a><a href="#b">b</a><a href="https://example.nl/#a">c</a>'

    parts = split(page(FRONT, chapter("a", 800, links), chapter("b", 800)), 1000)

    assert '<a href="#a">a</a>' in parts.body[0]
    assert f'<a href="{ELSEWHERE}b">b</a>' in parts.body[0]
    assert '<a href="https://example.nl/#a">c</a>' in parts.body[0]
    assert f'<a href="{ELSEWHERE}b">b</a>' in parts.front


def test_split_without_a_marked_front_takes_the_first_section():
    parts = split(page(chapter("a"), chapter("b", 800), chapter("c", 800)), 1000)

    assert names(parts.front) == ["a"]


def test_empty_pages_begin_with_a_page_like_the_first():
    parts = split(page(FRONT, chapter("a", 800), chapter("b", 800)), 1000)

    assert parts.empty_pages(3) == page(
        '<section class="cover front"></section>', '<section class="chapter"></section>' * 2
    )


def test_number_contents_writes_the_page_beside_each_line():
    front = '<li data-to="#a">a</li><li data-to="#x">x</li>'

    assert (
        number_contents(front, {"a": 12, "b": 3})
        == '<li data-to="#a" data-page="12">a</li><li data-to="#x" data-page="">x</li>'
    )
