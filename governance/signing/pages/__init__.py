"""What pages and PDF chapters about signatures show, and the functions that build it."""

from governance.signing.pages.shapes import SignerView, SigningView
from governance.signing.pages.states import signing_of, signings_of

__all__ = ["SignerView", "SigningView", "signing_of", "signings_of"]
