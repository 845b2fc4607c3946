"""HTML to a PDF that is PDF/UA-1 and PDF/A-3a at once, with the same bytes for the same input.

WeasyPrint does the work; `core.pdf_marks` adds what it leaves out. It is imported on first use: the import is slow and
loads native libraries that web processes never need. Nothing is fetched from a network: only `data:` and our own style
sheet and fonts are known (see `ASSETS`).
"""

import atexit
import gc
import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.staticfiles import finders

from core.pdf_join import TAGGED, Join
from core.pdf_marks import finish
from core.pdf_parts import PART_LENGTH, Parts, number_contents, split

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

ASSETS = "https://assets.invalid/"  # a name that exists nowhere: the fetcher maps it to our static files
ASSET_FOLDERS = frozenset({"css", "img", "source-sans", "source-serif"})
ASSET_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
STYLE_SHEET = "css/print.css"
PART_STYLE = "@page { @bottom-right { content: none } }"
NUMBERS_STYLE = "@page { @top-left { content: none } @top-right { content: none } @bottom-left { content: none } }"
BLOCKS = r"</?(?:section|div|figure|table|thead|tbody|tr|t[dh]|[uo]l|li|p|h[1-4]|dl|d[td]|blockquote)\b[^>]*>"
AROUND_BLOCKS = re.compile(rf"\s*({BLOCKS})\s*")


@dataclass(frozen=True)
class DataFile:
    """A file that travels inside the PDF: the facts behind the document, for machines."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True)
class Pdf:
    """A finished PDF and its number of pages."""

    content: bytes
    pages: int


@dataclass(frozen=True)
class Layout:
    """A document in pages; of a long one only the front, while its body has been drawn already."""

    document: "Document"
    join: Join | None = None
    parts: Parts | None = None


def data_file(name: str, value: dict[str, Any], description: str) -> DataFile:
    """Return `value` as a JSON file; sorted keys, so that equal values give equal bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    return DataFile(name, text.encode(), description)


def warm_up() -> None:
    """Import the renderer and parse the style sheet, so that a worker does it once and before it forks."""
    import weasyprint  # noqa: F401, PLC0415 -- slow import

    _style()


def lay_out(html: str, *, part_length: int = PART_LENGTH) -> Layout:
    """Lay out an HTML page (with `lang` and `<title>`) in pages. Takes about two thirds of the whole.

    The body of a long document is also drawn, part by part, so that there is never more than one part of it in memory.
    """
    tight = tighten(html)
    parts = split(tight, part_length)
    if parts is None:
        return Layout(_pages(tight))
    join = Join()
    for part in parts.body:
        join.add(_pages(part, PART_STYLE))
        gc.collect()
    return Layout(_front(parts, join), join, parts)


def _front(parts: Parts, join: Join) -> "Document":
    """Lay out the front, which needs to know how many pages it has itself."""
    pages = 1
    while True:
        places = {place: number + pages + 1 for place, number in join.places.items()}
        front = _pages(number_contents(parts.front, places), PART_STYLE)
        if len(front.pages) <= pages:
            return front
        pages = len(front.pages)


def _pages(html: str, *more_style: str) -> "Document":
    from weasyprint import CSS, HTML  # noqa: PLC0415 -- slow import

    style, fonts = _style()
    styles = [style, *(CSS(string=rules) for rules in more_style)]
    with _without_collector():
        page = HTML(string=html, base_url=f"{settings.SITE_URL}/", url_fetcher=_fetcher())
        return page.render(stylesheets=styles, font_config=fonts, pdf_variant=TAGGED)


def tighten(html: str) -> str:
    """Drop the white space around block elements: nobody sees it, and each bit of it would become a box."""
    return AROUND_BLOCKS.sub(r"\1", html)


def write(layout: Layout, *, made_at: datetime, data: DataFile | None = None) -> Pdf:
    """Draw the pages into a file. made_at: the only moment the file knows, so equal input gives equal bytes."""
    from weasyprint import Attachment  # noqa: PLC0415 -- slow import

    document, join = layout.document, layout.join
    moment = made_at.astimezone(UTC).replace(microsecond=0)
    document.metadata.created = document.metadata.modified = moment.isoformat()
    document.metadata.generator = settings.SITE_NAME
    if data:
        document.metadata.attachments.append(
            Attachment(
                file_obj=io.BytesIO(data.content),
                url_fetcher=_fetcher(),
                name=data.name,
                description=data.description,
                created=moment,
                modified=moment,
                relationship="Data",
            )
        )
    pages = len(document.pages)
    with _without_collector():
        if join is None or layout.parts is None:
            return Pdf(document.write_pdf(pdf_variant=TAGGED, finisher=finish), pages)
        pages += join.length
        join.add_numbers(_pages(layout.parts.empty_pages(pages), NUMBERS_STYLE))
        return Pdf(join.write(document), pages)


def render(html: str, *, made_at: datetime, data: DataFile | None = None, part_length: int = PART_LENGTH) -> Pdf:
    """Lay out and draw in one go."""
    return write(lay_out(html, part_length=part_length), made_at=made_at, data=data)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cyclic garbage collector away: a layout is one large graph that it would walk again and again.

    The worker collects after the task, when nobody waits (`config.celery_app`).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
def _style() -> tuple["CSS", "FontConfiguration"]:
    """Return the parsed style sheet with its fonts unpacked; both serve every document of this process."""
    from weasyprint import CSS  # noqa: PLC0415 -- slow import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- slow import

    fonts = FontConfiguration()
    style = CSS(url=ASSETS + STYLE_SHEET, url_fetcher=_fetcher(), font_config=fonts)
    _keep_unpacked(fonts)
    return style, fonts


def _keep_unpacked(fonts: "FontConfiguration") -> None:
    """Let only the process that unpacked the fonts remove them; a forked child that ends would take them from all."""
    folder, fonts._folder = fonts._folder, None
    owner = os.getpid()

    def clean() -> None:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    if folder:
        atexit.register(clean)


@cache
def _fetcher() -> "URLFetcher":
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- slow import

    class AssetFetcher(URLFetcher):
        """Opens `data:` and our own assets, and nothing else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url.startswith(ASSETS):
                path = asset_path(url.removeprefix(ASSETS))
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": ASSET_TYPES[path.suffix]})
            return super().fetch(url, headers)

    return AssetFetcher(allowed_protocols={"data"}, allow_redirects=False)


def asset_path(name: str) -> Path:
    """Return the file of one of our static assets. Raises ValueError for any other name."""
    path = Path(name)
    if ".." in path.parts or path.parts[0] not in ASSET_FOLDERS or path.suffix not in ASSET_TYPES:
        raise ValueError(f"Not an asset for print: {name}")
    found = finders.find(name) or settings.STATIC_ROOT / name
    return Path(found)
