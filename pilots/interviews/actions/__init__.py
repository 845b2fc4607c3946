"""Everything that changes interviews, their consent, texts and quotes across rows."""

from pilots.interviews.actions.coding import add_codings, code, decide, delete_excerpt, propose_quote
from pilots.interviews.actions.consents import give_by_link, record_consents, withdraw
from pilots.interviews.actions.participants import add_participant, ask_release, make_link, revoke_links
from pilots.interviews.actions.texts import (
    CodedError,
    UndecidedError,
    add_name,
    add_transcript,
    decide_all,
    decide_names,
    hide_name,
    pseudonymise,
    remove_expired,
    remove_raw,
)

__all__ = [
    "CodedError", "UndecidedError", "add_codings", "add_name", "add_participant", "add_transcript", "ask_release",
    "code", "decide", "decide_all", "decide_names", "delete_excerpt", "give_by_link", "hide_name", "make_link",
    "propose_quote", "pseudonymise", "record_consents", "remove_expired", "remove_raw", "revoke_links",
    "withdraw",
]  # fmt: skip
