"""The seal of a signature: an HMAC over its whole record and the seal before it, so that no row changes unnoticed."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any, Final

from governance.signing.canonical import canonical_text

# Everything a signature says; its own key and its seal are not part of that.
SEALED: Final = (
    "area_id", "number", "kind", "code", "title", "decision", "reason", "content", "sha256", "pack_version",
    "signer_id", "mandate_id", "user_id", "name", "function", "mandate_text", "on_behalf_name", "on_behalf_function",
    "signed_at",
)  # fmt: skip


def record_of(signature: Any) -> dict[str, Any]:
    """Return what is sealed of a signature."""
    return {name: getattr(signature, name) for name in SEALED}


def make_seal(record: Mapping[str, Any], previous: str, key: str) -> str:
    """Return the seal of a record, in hexadecimal. previous: the seal before it in the chain, "" for the first."""
    text = canonical_text({"record": record, "previous": previous})
    return hmac.new(_purpose_key(key), text.encode(), hashlib.sha256).hexdigest()


def is_sealed(record: Mapping[str, Any], previous: str, seal: str, keys: Iterable[str]) -> bool:
    """Say whether one of the keys made this seal for this record; a key that was replaced still counts."""
    return any(hmac.compare_digest(make_seal(record, previous, key), seal) for key in keys)


def _purpose_key(key: str) -> bytes:
    return hashlib.sha256(b"governance.signing.seal" + key.encode()).digest()
