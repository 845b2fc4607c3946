"""The canonical text of what is signed, and its SHA-256: equal content gives equal text, however it was loaded.

Keys are sorted; text is in normal form C with line feeds; a number is written in one way only (1.50 is 1.5); a moment
is written in UTC. A set has no order, a list keeps its own. Floats and texts that follow the language of the reader
are refused: neither is the same twice.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final


def canonical_text(content: Mapping[str, Any]) -> str:
    """Write content as canonical JSON. Raises TypeError or ValueError for what has no single way to be written."""
    return _write(content)


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of content."""
    return sha256_of(canonical_text(content))


def read_text(text: str) -> dict[str, Any]:
    """Read a canonical text back; numbers with a fraction come back as decimals, so that nothing is lost."""
    content: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return content


_quoted: Final = json.JSONEncoder(ensure_ascii=False).encode


def _write(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(_text(value))
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | Decimal):
        return _number(Decimal(value))
    if isinstance(value, date):
        return json.dumps(_moment(value))
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, AbstractSet):
        return f"[{','.join(sorted(map(_write, value)))}]"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_write, value))}]"
    raise TypeError(f"{type(value).__name__} cannot be part of what is signed")


def _text(value: str) -> str:
    if value.isascii() and "\r" not in value:
        return str(value)
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    text.encode()  # a lone surrogate is no text: it raises UnicodeEncodeError, which is a ValueError
    return text


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no number")
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _moment(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _mapping(value: Mapping[Any, Any]) -> str:
    if not all(isinstance(key, str) for key in value):
        raise TypeError("a key must be text")
    entries = {_text(key): _write(entry) for key, entry in value.items()}
    if len(entries) != len(value):
        raise ValueError("two keys are the same text")
    return f"{{{','.join(f'{_quoted(key)}:{entries[key]}' for key in sorted(entries))}}}"
