"""Reads a PDF back: the rules of PDF/UA-1 and PDF/A-3a, its tags, and what a reader meets in it."""

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import page
import pikepdf

# `page` reads a stream that ends in byte 0x0D as one byte too short; qpdf knows better.
MISFIRE = "PDFA3A-STREAM-LENGTH-001"


def faults(content: bytes) -> list[str]:
    """Return every broken rule of both standards."""
    found = [
        f"{failure.rule_id}: {failure.message}"
        for profile in ("ua1", "3a")
        for failure in page.validate_pdf_bytes(content, profile=profile).failures
        if not (failure.rule_id == MISFIRE and ends_in_carriage_return(content) and is_clean(content))
    ]
    return sorted(set(found))


def ends_in_carriage_return(content: bytes) -> bool:
    return b"\r\nendstream" in content


def is_clean(content: bytes) -> bool:
    """Say whether qpdf finds nothing wrong; without qpdf, whether its library does."""
    if shutil.which("qpdf"):
        checked = subprocess.run(["qpdf", "--check", "-"], input=content, capture_output=True, check=False)
        if b"can't be" not in checked.stderr and b"open -" not in checked.stderr:
            return checked.returncode == 0
    with pikepdf.open(BytesIO(content)) as pdf:
        return not pdf.check_pdf_syntax()


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Walk the structure tree: tag and element."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(node)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S), node
            if "/K" in node:
                waiting.append(node.K)


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    """Return the titles of all bookmarks, in order."""
    with pdf.open_outline() as outline:
        return [title for item in outline.root for title in _titles(item)]


def _titles(item: pikepdf.OutlineItem) -> Iterator[str]:
    yield item.title
    for child in item.children:
        yield from _titles(child)
