"""Cut the HTML of a long document into parts that can be laid out one after the other.

A template marks nothing but what it has anyway: the body is a row of `<section>`s; those of class `front` (cover,
contents) come first, and one of class `chapter` starts on a new page. A part begins at a chapter, or at any section of
a chapter that is itself too long. Strings in, strings out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PART_LENGTH = 60_000  # characters of tightened HTML: about twenty pages of our reports
ELSEWHERE = "https://part.invalid/#"  # stands for a place in another part, until the parts are joined
BODY = re.compile(r"^(?P<head>.*?<body\b[^>]*>)(?P<blocks>.*)(?P<end></body>.*)$", re.DOTALL)
SECTION = re.compile(r"<(/?)section\b[^>]*>")
CLASSES = re.compile(r'class="([^"]*)"')
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
ID = re.compile(r'\bid="([^"]+)"')
INNER_LINK = re.compile(r'href="#([^"]+)"')
CONTENTS_LINE = re.compile(r'data-to="#([^"]+)"')


@dataclass(frozen=True)
class Parts:
    """A document in parts; each string is a whole page of HTML."""

    front: str
    body: list[str]
    first_page: str  # without anything on it

    def empty_pages(self, count: int) -> str:
        """Return a document of so many empty pages; the first is like the first of the whole."""
        return self.first_page.replace("</body>", '<section class="chapter"></section>' * (count - 1) + "</body>")


def split(html: str, length: int = PART_LENGTH) -> Parts | None:
    """Return the parts of `html`, or None when it is short enough to be made in one go."""
    found = BODY.match(html) if len(html) > length else None
    blocks = list(_blocks(found["blocks"])) if found else []
    first = next((place for place, block in enumerate(blocks) if "front" not in _classes(block)), 0) or 1
    groups = _pack(_chapters(blocks[first:]), length)
    if not found or len(groups) < 2:
        return None
    body = [_page(found, block) for block in _headed(groups)]
    opening = SECTION.match(blocks[0])
    first_page = f"{opening[0] if opening else '<section>'}</section>"
    return Parts(_page(found, "".join(blocks[:first])), body, _page(found, first_page))


def number_contents(front: str, numbers: dict[str, int]) -> str:
    """Write the page number of each line in the contents. numbers: of each place its page."""
    return CONTENTS_LINE.sub(lambda line: f'{line[0]} data-page="{numbers.get(line[1], "")}"', front)


def _page(found: re.Match[str], blocks: str) -> str:
    places = set(ID.findall(blocks))
    linked = INNER_LINK.sub(lambda link: link[0] if link[1] in places else f'href="{ELSEWHERE}{link[1]}"', blocks)
    return f"{found['head']}{linked}{found['end']}"


def _headed(groups: list[list[str]]) -> Iterator[str]:
    """Join the blocks of each part; one that starts within a chapter is told its name, for the head of its pages."""
    chapter = ""
    for group in groups:
        text = "".join(group)
        if "chapter" not in _classes(group[0]):
            text = text.replace("<section", f'<section data-chapter="{chapter}"', 1)
        yield text
        headings = HEADING.findall(text)
        chapter = " ".join(TAG.sub("", headings[-1]).replace('"', "&quot;").split()) if headings else chapter


def _blocks(body: str) -> Iterator[str]:
    """Yield each outermost section; what stands between two of them goes with the first."""
    depth, start = 0, 0
    for tag in SECTION.finditer(body):
        if not tag[1] and depth == 0 and tag.start() > start and body[start : tag.start()].strip():
            yield body[start : tag.start()]
            start = tag.start()
        depth += -1 if tag[1] else 1
    yield body[start:]


def _classes(block: str) -> list[str]:
    opening = SECTION.match(block)
    found = CLASSES.search(opening[0]) if opening else None
    return found[1].split() if found else []


def _chapters(blocks: list[str]) -> list[list[str]]:
    """Group the blocks by the chapter they belong to."""
    chapters: list[list[str]] = []
    for block in blocks:
        if not chapters or "chapter" in _classes(block):
            chapters.append([])
        chapters[-1].append(block)
    return chapters


def _pack(chapters: list[list[str]], length: int) -> list[list[str]]:
    """Put as many chapters in a part as fit; a chapter that fits in no part is cut in equal pieces first."""
    pieces = [piece for chapter in chapters for piece in _cut(chapter, length)]
    parts: list[list[str]] = []
    size = length
    for piece in pieces:
        more = sum(map(len, piece))
        if size + more > length or "chapter" not in _classes(piece[0]):
            parts.append([])
            size = 0
        parts[-1].extend(piece)
        size += more
    return parts


def _cut(chapter: list[str], length: int) -> Iterator[list[str]]:
    whole = sum(map(len, chapter))
    share = whole / -(-whole // length)
    piece: list[str] = []
    size = 0
    for block in chapter:
        if piece and size + len(block) / 2 > share:
            yield piece
            piece, size = [], 0
        piece.append(block)
        size += len(block)
    yield piece
