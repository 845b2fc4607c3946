"""Codes and ballot tickets: what they look like, and how the site knows them again without keeping them.

A code is written on a slip. It is exchanged for a ticket, which is random and has nothing to do with the code; the site
knows a ticket of its own by a seal, so it keeps none. See ADR 16.
"""

import base64
import hashlib
import hmac
import re
import secrets
from typing import Final

from django.utils.crypto import salted_hmac

SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, without those that look like another (0 O, 1 I)
CODE_SIGNS: Final = 12  # 60 bits
_NONCE, _SEAL = 16, 16  # bytes; together 43 signs in URL-safe base64, which `core.masking` keeps out of every log
_SALT: Final = "governance.pulse"


def make_code() -> str:
    """Return a new code in groups of four, such as K7QM-2XPA-9TRD."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(CODE_SIGNS))
    return "-".join(signs[start : start + 4] for start in range(0, CODE_SIGNS, 4))


def tidy(code: str) -> str:
    """Return what somebody typed as the bare signs of a code; "" when it cannot be one."""
    bare = re.sub(r"[\s\-–]", "", code).upper()
    return bare if len(bare) == CODE_SIGNS and set(bare) <= set(SIGNS) else ""


def hash_code(code: str) -> str:
    """Return what is kept of a code: a hash with the key of the site, so that a stolen table cannot be searched."""
    return salted_hmac(f"{_SALT}.code", tidy(code), algorithm="sha256").hexdigest()


def make_ticket(key: str) -> str:
    """Return a new random ticket for the round with this key, sealed by the site; it is kept nowhere."""
    nonce = secrets.token_bytes(_NONCE)
    return _text(nonce + _seal(key, nonce))


def is_genuine(key: str, ticket: str) -> bool:
    """Say whether the site made this ticket for this round."""
    try:
        raw = base64.urlsafe_b64decode(f"{ticket}=")
    except ValueError:
        return False
    nonce, seal = raw[:_NONCE], raw[_NONCE:]
    return _text(raw) == ticket and hmac.compare_digest(seal, _seal(key, nonce))


def hash_ticket(ticket: str) -> str:
    """Return what is kept of a ticket that was used."""
    return hashlib.sha256(ticket.encode()).hexdigest()


def _seal(key: str, nonce: bytes) -> bytes:
    return salted_hmac(f"{_SALT}.ticket", f"{key}:{nonce.hex()}", algorithm="sha256").digest()[:_SEAL]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
