"""Where a rule comes from, and how far versions and parties are, in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(TextChoices):
    """Where the words of a rule come from."""

    PACK = "pack", _("From the list")
    REWORDED = "reworded", _("From the list, in own words")
    OWN = "own", _("Own rule")


class VersionState(TextChoices):
    """How far a frozen version is, all partners together."""

    FROZEN = "frozen", _("Frozen, nobody is asked to sign yet")
    WAITING = "waiting", _("Waits for signatures")
    SIGNED = "signed", _("Signed by all partners")
    REFUSED = "refused", _("A partner refused to sign")
    REPLACED = "replaced", _("Replaced by a newer version")


class PartyState(TextChoices):
    """How far one partner is with one version."""

    SIGNED = "signed", _("Signed")
    WAITING = "waiting", _("Not signed yet")
    REFUSED = "refused", pgettext_lazy("signature", "Refused")
    NOT_ASKED = "not-asked", _("Not asked yet")


VERSION_BADGES: dict[str, str] = {
    VersionState.FROZEN: "neutral",
    VersionState.WAITING: "warn",
    VersionState.SIGNED: "ok",
    VersionState.REFUSED: "stop",
    VersionState.REPLACED: "neutral",
}
PARTY_BADGES: dict[str, str] = {
    PartyState.SIGNED: "ok",
    PartyState.WAITING: "warn",
    PartyState.REFUSED: "stop",
    PartyState.NOT_ASKED: "neutral",
}
