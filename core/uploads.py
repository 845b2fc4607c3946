"""Files people send in: judged by what they contain, never by what they are called.

Allowed are documents that people use as evidence. What a browser could run (HTML, SVG) is not, whatever its name says;
an office file with macros is not; a compressed file may not blow up into more than `MAX_UNPACKED_BYTES`.
"""

import hashlib
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final

from django.utils.translation import gettext as _

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 200 * 1024 * 1024
MAX_UNPACKED_RATIO: Final = 200  # an honest text document stays well below this
MAX_MEMBERS: Final = 5_000
MAX_NAME: Final = 120  # characters
CHUNK: Final = 64 * 1024  # bytes

OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


class UploadError(ValueError):
    """A file that is not accepted; its text tells the sender what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What is known of an accepted file: a safe name, the type found in its content, bytes, SHA-256 in hexadecimal."""

    name: str
    content_type: str
    size: int
    sha256: str


def examine(file: IO[bytes], name: str, *, max_bytes: int = MAX_BYTES) -> Upload:
    """Judge a file by its content and leave it at its beginning.

    Raises UploadError when it is empty, larger than `max_bytes`, of another type than its name says, or not allowed.
    """
    safe = safe_name(name)
    size, sha256 = _measure(file, max_bytes)
    if not size:
        raise UploadError(_("This file is empty."))
    extension = PurePosixPath(safe).suffix.lower().lstrip(".")
    if extension not in KINDS:
        raise UploadError(_("Files of this type are not accepted. Send one of: %(types)s.") % {"types": accepted()})
    content_type, is_kind = KINDS[extension]
    file.seek(0)
    if not is_kind(file):
        raise UploadError(_("The content of this file is not what its name says (.%(type)s).") % {"type": extension})
    file.seek(0)
    return Upload(safe, content_type, size, sha256)


def safe_name(name: str) -> str:
    """Return the last part of a file name without control characters or path signs, at most `MAX_NAME` characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    clean = re.sub(r'[<>:"|?*%;]+', "_", shown).strip(" .") or "bestand"
    if len(clean) <= MAX_NAME:
        return clean
    suffix = PurePosixPath(clean).suffix[:10]
    return clean[: MAX_NAME - len(suffix)] + suffix


def accepted() -> str:
    """Name the accepted types for readers: "pdf, docx, …"."""
    return ", ".join(KINDS)


def accept_attribute() -> str:
    """Return the value of `accept` of a file field."""
    return ",".join(f".{extension}" for extension in KINDS)


def _measure(file: IO[bytes], max_bytes: int) -> tuple[int, str]:
    """Return size and SHA-256, giving up as soon as the file is too large."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > max_bytes:
            limit = max_bytes // (1024 * 1024)
            raise UploadError(_("This file is too large. At most %(limit)s MB is accepted.") % {"limit": limit})
        digest.update(chunk)
    return size, digest.hexdigest()


def _begins(*signatures: bytes) -> Callable[[IO[bytes]], bool]:
    return lambda file: file.read(16).startswith(signatures)


def _is_pdf(file: IO[bytes]) -> bool:
    if file.read(5) != b"%PDF-":
        return False
    end = file.seek(0, 2)
    file.seek(max(0, end - 2048))
    return b"%%EOF" in file.read()


def _is_text(file: IO[bytes]) -> bool:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t\f" for sign in set(text))


def _is_office(part: str) -> Callable[[IO[bytes]], bool]:
    """Look for the main part of an Office Open XML file, such as "word/document.xml"; macros are refused."""

    def look(file: IO[bytes]) -> bool:
        names = set(_members(file))
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return {"[Content_Types].xml", part} <= names and not has_macros

    return look


def _is_odf(content_type: str) -> Callable[[IO[bytes]], bool]:
    """Look for the type that an OpenDocument file states in its member `mimetype`."""

    def look(file: IO[bytes]) -> bool:
        if "mimetype" not in _members(file):
            return False
        try:
            with zipfile.ZipFile(file) as archive, archive.open("mimetype") as member:
                return member.read(len(content_type) + 1).strip() == content_type.encode()
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
            return False  # damaged, or locked with a password

    return look


def _members(file: IO[bytes]) -> list[str]:
    """Return the names in a zip file without unpacking it; none when it is no zip file or would blow up."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return []
    packed = sum(member.compress_size for member in members) or 1
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > min(MAX_UNPACKED_BYTES, packed * MAX_UNPACKED_RATIO):
        raise UploadError(_("This file unpacks to far more than it should, so it is not accepted."))
    return [member.filename for member in members]


KINDS: Final[dict[str, tuple[str, Callable[[IO[bytes]], bool]]]] = {
    "pdf": ("application/pdf", _is_pdf),
    "docx": (f"{OFFICE}wordprocessingml.document", _is_office("word/document.xml")),
    "xlsx": (f"{OFFICE}spreadsheetml.sheet", _is_office("xl/workbook.xml")),
    "pptx": (f"{OFFICE}presentationml.presentation", _is_office("ppt/presentation.xml")),
    "odt": (f"{ODF}text", _is_odf(f"{ODF}text")),
    "ods": (f"{ODF}spreadsheet", _is_odf(f"{ODF}spreadsheet")),
    "jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "txt": ("text/plain", _is_text),
    "csv": ("text/csv", _is_text),
}
