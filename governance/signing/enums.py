"""Decisions and states of what is signed, in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Decision(TextChoices):
    """What a signer decided."""

    SIGNED = "getekend", _("Signed")
    REFUSED = "geweigerd", pgettext_lazy("signature", "Refused")


class SigningState(TextChoices):
    """How far the signatures under one document are, all signers together."""

    NOTHING_ASKED = "niet-gevraagd", _("Nobody is asked to sign")
    WAITING = "wacht", _("Waits for a signature")
    SIGNED = "getekend", _("Signed")
    LAPSED = "vervallen", _("Signature lapsed")
    REFUSED = "geweigerd", pgettext_lazy("signature", "Refused")


class SignerState(TextChoices):
    """How far one signer is. A refusal of older content waits again: what was refused is no longer there."""

    WAITING = "wacht", _("Not signed yet")
    SIGNED = "getekend", _("Signed")
    LAPSED = "vervallen", _("Signature lapsed: the content changed")
    REFUSED = "geweigerd", pgettext_lazy("signature", "Refused")


SIGNING_BADGES: dict[str, str] = {
    SigningState.NOTHING_ASKED: "neutral",
    SigningState.WAITING: "neutral",
    SigningState.SIGNED: "ok",
    SigningState.LAPSED: "warn",
    SigningState.REFUSED: "stop",
}
