"""What pages and PDF chapters about signatures show, and the functions that build it."""

from governance.signing.pages.desk import (
    Desk,
    DeskItem,
    Reader,
    account_reader,
    desk_page,
    letters_to_send,
    lines_to_sign,
)
from governance.signing.pages.documents import (
    DecisionView,
    DifferencePage,
    DocumentPage,
    OwnTurn,
    changes_between,
    difference_page,
    document_page,
    seen_content,
)
from governance.signing.pages.panel import SignerPanel, signer_panel
from governance.signing.pages.shapes import Parties, SignerView, SigningView, parties_signed
from governance.signing.pages.states import Tally, signing_of, signings_of, tallies_of
from governance.signing.pages.verifying import Fault, Verified, verify

__all__ = [
    "DecisionView",
    "Desk",
    "DeskItem",
    "DifferencePage",
    "DocumentPage",
    "Fault",
    "OwnTurn",
    "Parties",
    "Reader",
    "SignerPanel",
    "SignerView",
    "SigningView",
    "Tally",
    "Verified",
    "account_reader",
    "changes_between",
    "desk_page",
    "difference_page",
    "document_page",
    "letters_to_send",
    "lines_to_sign",
    "parties_signed",
    "seen_content",
    "signer_panel",
    "signing_of",
    "signings_of",
    "tallies_of",
    "verify",
]
