"""Reads the text of an interview from what people send in: pasted text, txt in any encoding, docx, srt and vtt."""

import hashlib
import io
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from django.utils.translation import gettext as _

from core.uploads import UploadError, examine, safe_name
from pilots.interviews.speech import subtitles

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_XML: Final = 30 * 1024 * 1024  # bytes of all parts of a Word file, unpacked
MAX_CHARACTERS: Final = 1_000_000  # a day of talking is about 400,000
ENDINGS: Final = (".txt", ".docx", ".srt", ".vtt")
OLD_ENCODINGS: Final = ("cp1252", "mac_roman", "cp850")  # Windows, old Mac, DOS
_EXPECTED: Final = frozenset("áàâäéèêëíìîïóòôöúùûüçñÁÀÂÄÉÈÊËÍÌÎÏÓÒÔÖÚÙÛÜÇÑ€‘’“”„–—…°²½\u00a0")
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS: Final = {f"{_WORD}tab": " ", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_UNREADABLE: Final = "\0\x01\x02\x03\x04\x05\x06\x0e\x0f\ufffd"
_SIGNATURES: Final = {
    b"%PDF": "PDF", b"PK\x03\x04": "ZIP", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "DOC", b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG", b"ID3": "MP3", b"OggS": "OGG", b"RIFF": "WAV", b"\x1f\x8b": "GZIP",
}  # fmt: skip


class SourceError(ValueError):
    """A text that cannot be read; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was sent in. sha256: of the text as it is kept, in hexadecimal."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def pasted(text: str) -> Source:
    """Take text that somebody pasted. Raises SourceError."""
    return Source(_("Pasted text"), _checked(text))


def read(data: bytes, name: str) -> Source:
    """Read the text in a file. Raises SourceError."""
    name = safe_name(name)
    ending = PurePosixPath(name).suffix.lower()
    if len(data) > MAX_BYTES:
        raise SourceError(_("This file is larger than 5 MB. Leave pictures out, or paste the text."))
    if ending not in ENDINGS:
        message = _(
            "Choose a file that ends in .txt, .docx, .srt or .vtt. From another program, save it as .docx first."
        )
        raise SourceError(message)
    if not data.strip():
        raise SourceError(_("This file is empty."))
    text = _word(data, name) if ending == ".docx" else _decoded(data)
    if ending in {".srt", ".vtt"}:
        text = subtitles(text)
        if not text:
            raise SourceError(_("There are no subtitles with times in this file. Send it as .txt if it is plain text."))
    return Source(name, _checked(text))


def _checked(text: str) -> str:
    """Return the text with one kind of line end and without control characters, whatever program it came from."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    clean = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs", "Co"})
    clean = clean.replace("\t", " ").strip("\n \ufeff")
    if not clean.strip():
        raise SourceError(_("There is no text in this."))
    if len(clean) > MAX_CHARACTERS:
        raise SourceError(_("This text is longer than 1,000,000 characters. Cut it into two interviews."))
    return clean


def _decoded(data: bytes) -> str:
    """Decode by byte order mark, as UTF-8, or else by what the letters look like."""
    other = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), "")
    if other:
        raise SourceError(
            _("This is no text but a %(kind)s file with another name. Save it as .docx or .txt.") % {"kind": other}
        )
    for encoding, marks in (("utf-8-sig", (b"\xef\xbb\xbf",)), ("utf-16", (b"\xff\xfe", b"\xfe\xff"))):
        if data.startswith(marks):
            return _decode(data, encoding)
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) > len(data) // 4:  # UTF-16 without a mark: every other byte of plain letters is zero
        return _decode(data, "utf-16-be" if even > odd else "utf-16-le")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = max((data.decode(encoding, "replace") for encoding in OLD_ENCODINGS), key=_likeliness)
    if sum(text.count(sign) for sign in _UNREADABLE) > len(text) // 100 + 2:
        raise SourceError(_("We cannot read the letters in this file. Save it as text in UTF-8, or as .docx."))
    return text


def _likeliness(text: str) -> int:
    """Count the small letters that Dutch texts hold against signs that only a wrong encoding brings."""
    strange = sum(1 for sign in text if not sign.isascii() and sign not in _EXPECTED)
    return sum(text.count(sign) for sign in _EXPECTED if sign.islower()) - 3 * strange


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            _("We cannot read the letters in this file. Save it as text in UTF-8, or as .docx.")
        ) from error


# Word -----------------------------------------------------------------------------------------------------------------
def _word(data: bytes, name: str) -> str:
    """Return the paragraphs of a Word file: also in tables, with insertions and without what was deleted."""
    try:
        examine(io.BytesIO(data), name, max_bytes=MAX_BYTES)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_XML:
                raise SourceError(_("This file unpacks to far more than it should. Paste the text instead."))
        body = _body(data)
    except UploadError as error:
        raise SourceError(str(error)) from error
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(
            _("This Word file is damaged. Open it in Word and save it again, or paste the text.")
        ) from error
    return "\n".join(_paragraph(paragraph) for paragraph in body.iter(f"{_WORD}p") if not _is_copy(paragraph))


def _body(data: bytes) -> Any:
    from docx import Document  # noqa: PLC0415 -- slow, and 5 MiB in every process that never reads a Word file

    return Document(io.BytesIO(data)).element.body


def _is_copy(element: Any) -> bool:
    """Say whether this is what an older Word shows instead: the same text a second time."""
    return any(parent.tag.endswith("}Fallback") for parent in element.iterancestors())


def _paragraph(paragraph: Any) -> str:
    own = (node for node in paragraph.iter() if next(node.iterancestors(f"{_WORD}p"), None) is paragraph)
    return "".join((node.text or "") if node.tag == f"{_WORD}t" else _BREAKS.get(node.tag, "") for node in own)
