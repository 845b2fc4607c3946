"""Everything that changes mandates, requests to sign and signatures."""

from governance.signing.actions.asking import ask, set_place, withdraw
from governance.signing.actions.deciding import ContentChangedError, decide
from governance.signing.actions.letters import send_letter, warn_admins
from governance.signing.actions.mandates import delegate, end_mandate, give_mandate, withdraw_delegation
from governance.signing.actions.partners import ask_partner
from governance.signing.actions.places import acting_mandates, stand_ins
from governance.signing.actions.refusals import SigningError

__all__ = [
    "ContentChangedError",
    "SigningError",
    "acting_mandates",
    "ask",
    "ask_partner",
    "decide",
    "delegate",
    "end_mandate",
    "give_mandate",
    "send_letter",
    "set_place",
    "stand_ins",
    "warn_admins",
    "withdraw",
    "withdraw_delegation",
]
