"""Mandates, delegations, who is asked to sign, and the signatures with their chain."""

from governance.signing.models.asking import Letter, MandateLink, Signer
from governance.signing.models.mandates import Delegation, Mandate
from governance.signing.models.signatures import Chain, Signature

__all__ = ["Chain", "Delegation", "Letter", "Mandate", "MandateLink", "Signature", "Signer"]
