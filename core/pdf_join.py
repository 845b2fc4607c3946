"""One PDF from parts that were laid out and drawn one after the other.

WeasyPrint keeps every box of a document until its file is written: more than a mebibyte for each page. So the body of a
long document is drawn in parts, and only the finished objects of each part are kept. The front (cover and contents) is
drawn last, when the numbers of the pages are known, and its file takes in the others: their pages, tags, named places
and bookmarks. "Page x of y" is drawn over each page, from a document of empty pages.

Works on the objects of pydyf, before anything is written: every object gets its final number when it comes in.
"""

import re
from collections.abc import Iterator
from operator import itemgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from pydyf import PDF, Array, Dictionary, Object, Stream, String

from core.pdf_marks import describe_links, finish, scope_headers
from core.pdf_parts import ELSEWHERE

if TYPE_CHECKING:
    from weasyprint import Document

TAGGED, UNTAGGED = "pdf/a-3a", "pdf/a-3b"
POINTS_PER_PIXEL = 0.75
REFERENCE = re.compile(rb"(\d+) 0 R")
PAGE_TREE, DOCUMENT_TAG, OWNERS, FIRST = 1, 3, 4, 5  # 0 to 4 are the same in every part, so that each can name them


class Ready(Object):
    """A finished object: its bytes only."""

    def __init__(self, made: Object) -> None:
        super().__init__()
        self.made = made.data
        self.is_stream = isinstance(made, Stream)

    @property
    def data(self) -> bytes:
        return self.made

    @property
    def compressible(self) -> bool:
        return not self.is_stream


class Drawn:
    """The objects of one drawn document, on their way into the whole, where they get other numbers."""

    def __init__(self, pdf: PDF) -> None:
        self.pdf = pdf
        self.pages = [known for known in pdf.objects if isinstance(known, dict) and known.get("Type") == "/Page"]
        self.resources = [self.find(page["Resources"]) for page in self.pages]
        self.outside = [*pdf.objects[:DOCUMENT_TAG], self.find(pdf.catalog["Metadata"])]  # what the whole has one of
        self.numbers = {PAGE_TREE: PAGE_TREE}
        self.tags: list[bytes] = []
        self.owners: list[Any] = []
        if "StructTreeRoot" in pdf.catalog:
            root = self.find(pdf.catalog["StructTreeRoot"])
            tag, owners = self.find(root["K"][0]), self.find(root["ParentTree"])
            self.numbers |= {tag.number: DOCUMENT_TAG, owners.number: OWNERS}
            self.tags, self.owners = tag["K"], owners["Nums"]
            self.outside += [root, tag, owners]

    def find(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def moved(self, value: Any) -> Any:
        """Return a copy of `value` that names the numbers the objects have in the whole."""
        if isinstance(value, bytes):
            found = REFERENCE.fullmatch(value)
            return b"%d 0 R" % self.numbers[int(found[1])] if found else value
        if isinstance(value, Stream):
            return Stream(value.stream, self.moved(value.extra), value.compress)
        if isinstance(value, dict):
            return Dictionary({key: self.moved(item) for key, item in value.items()})
        if isinstance(value, list):
            return Array([self.moved(item) for item in value])
        return value


class Join:
    """Takes in the parts of a document, in order, and then becomes one file.

    places: of each named place in the body its page, counted from 0 without the front.
    """

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self._objects: list[Object] = []
        self._pages: list[tuple[Any, Any]] = []  # each with its resources
        self._tags: list[bytes] = []  # the outermost ones
        self._owners: list[Any] = []  # a number tree that says which tag owns what: key, owner, key, owner …
        self._places: list[tuple[str, Any]] = []
        self._bookmarked: list[SimpleNamespace] = []
        self._stamps: list[bytes] = []

    @property
    def length(self) -> int:
        """The number of pages that came in."""
        return len(self._pages)

    def add(self, document: "Document") -> None:
        """Draw the next part of the body."""
        for number, page in enumerate(document.pages, start=self.length):
            for place in page.anchors:
                self.places.setdefault(place, number)
        self._bookmarked += _take_bookmarks(document)
        document.write_pdf(pdf_variant=TAGGED, finisher=self._take_part)

    def add_numbers(self, document: "Document") -> None:
        """Draw what goes over the pages: as many empty pages as the whole has, with nothing but their number."""
        document.write_pdf(pdf_variant=UNTAGGED, finisher=self._take_stamps)

    def write(self, front: "Document") -> bytes:
        """Draw the front, which comes before the parts, and return the file with everything in it."""
        self._bookmarked = _take_bookmarks(front) + self._bookmarked
        content: bytes = front.write_pdf(pdf_variant=TAGGED, finisher=self._close)
        return content

    def _take_part(self, document: "Document", pdf: PDF) -> None:
        scope_headers(pdf)
        describe_links(document)
        drawn = Drawn(pdf)
        self._pages += self._keep(drawn, outside=drawn.outside)
        self._tags += drawn.moved(drawn.tags)
        del pdf.objects[DOCUMENT_TAG:]  # WeasyPrint goes on to write a file of this part: let there be little to write

    def _take_stamps(self, _document: "Document", pdf: PDF) -> None:
        drawn = Drawn(pdf)
        for page in drawn.pages:
            form = {"Type": "/XObject", "Subtype": "/Form", "BBox": page["MediaBox"], "Resources": page["Resources"]}
            drawn.find(page["Contents"]).extra |= form
        self._keep(drawn, outside=[*drawn.outside, *drawn.pages])
        self._stamps = [drawn.moved(page["Contents"]) for page in drawn.pages]
        del pdf.objects[DOCUMENT_TAG:]

    def _close(self, document: "Document", pdf: PDF) -> None:
        finish(document, pdf)
        drawn = Drawn(pdf)
        root, tag, owners = drawn.outside[-3:]
        self._pages = self._keep(drawn, outside=[*pdf.objects[:DOCUMENT_TAG], tag, owners]) + self._pages
        tag["K"], owners["Nums"] = Array(drawn.moved(drawn.tags) + self._tags), Array(self._owners)
        tag["P"] = drawn.moved(root.reference)
        pdf.catalog.update(drawn.moved(pdf.catalog))
        self._stamp_pages()
        pdf.objects[DOCUMENT_TAG:] = [tag, owners, *self._objects]
        for number, known in enumerate(pdf.objects):
            known.number = number
        pdf.pages["Count"] = self.length
        pdf.pages["Kids"] = Array(item for page, _resources in self._pages for item in (page.number, 0, "R"))
        places = sorted(self._places, key=itemgetter(0))
        names = Array(item for name, place in places for item in (String(name), place))
        pdf.catalog.setdefault("Names", Dictionary())["Dests"] = Dictionary({"Names": names})
        self._add_bookmarks(document, pdf)

    def _keep(self, drawn: Drawn, *, outside: list[Any]) -> list[tuple[Any, Any]]:
        """Take in the objects of a document, except some. Returns its pages, each with its resources."""
        left_out = {id(known) for known in outside}
        kept = [known for known in drawn.pdf.objects if id(known) not in left_out]
        drawn.numbers |= {known.number: new for new, known in enumerate(kept, start=FIRST + len(self._objects))}
        is_open = {id(known) for known in (*drawn.pages, *drawn.resources)}  # the stamps still have to come in
        shift = len(self._owners) // 2
        moved = {}
        for known in kept:
            _set_apart(known, shift)
            made = drawn.moved(known)
            moved[id(known)] = made if id(known) in is_open else Ready(made)
        self._objects += moved.values()
        for key, owner in _pairs(drawn.owners):
            self._owners += [key + shift, drawn.moved(owner)]
        names = drawn.pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
        self._places += [(name.string, drawn.moved(place)) for name, place in _pairs(names)]
        pages = zip(drawn.pages, drawn.resources, strict=True)
        return [(moved[id(page)], moved[id(resources)]) for page, resources in pages if id(page) in moved]

    def _stamp_pages(self) -> None:
        """Put the number over each page, where a screen reader passes it by."""
        opening = self._add_stream("q")
        for number, ((page, resources), stamp) in enumerate(zip(self._pages, self._stamps, strict=True)):
            resources["XObject"][f"stamp{number}"] = stamp
            closing = self._add_stream(f"Q /Artifact BMC q /stamp{number} Do Q EMC")
            page["Contents"] = Array([opening, page["Contents"], closing])

    def _add_stream(self, operators: str) -> bytes:
        self._objects.append(Ready(Stream([operators])))
        return b"%d 0 R" % (FIRST + len(self._objects) - 1)

    def _add_bookmarks(self, document: "Document", pdf: PDF) -> None:
        from weasyprint.pdf.anchors import add_outlines  # noqa: PLC0415 -- slow import

        whole = document.copy(self._bookmarked)
        add_outlines(pdf, whole.make_bookmark_tree(POINTS_PER_PIXEL, transform_pages=True))


def _take_bookmarks(document: "Document") -> list[SimpleNamespace]:
    """Take the bookmarks off the pages of a part: only the whole has a tree of them."""
    taken = [SimpleNamespace(bookmarks=page.bookmarks, height=page.height) for page in document.pages]
    for page in document.pages:
        page.bookmarks = []
    return taken


def _set_apart(known: Any, shift: int) -> None:
    """Make what names something by a number or word of its own unique in the whole, and turn links to other parts."""
    if not isinstance(known, dict):
        return
    for key in ("StructParents", "StructParent"):
        if key in known:
            known[key] += shift
    if known.get("S") == "/TH" and "ID" in known:  # the cells under it name the same string
        known["ID"].string = f"{shift}-{known['ID'].string}"
    address = known["A"]["URI"].string if known.get("Subtype") == "/Link" and "A" in known else ""
    if address.startswith(ELSEWHERE):
        del known["A"]
        known["Dest"] = String(address.removeprefix(ELSEWHERE))


def _pairs(row: list[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(row[::2], row[1::2], strict=True)
