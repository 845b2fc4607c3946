"""Kinds and states of interviews, purposes of consent, and what an interviewee decides about a quote."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InterviewKind(TextChoices):
    """In which setting people talked."""

    ONE_TO_ONE = "one-to-one", _("One to one")
    GROUP = "group", _("Group")
    FIELD_VISIT = "field-visit", _("Field visit")
    PHONE = "phone", _("By telephone or video")


class InterviewState(TextChoices):
    """How far an interview is worked out."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    PROCESSED = "processed", _("Text ready for coding")


class Purpose(TextChoices):
    """What somebody gives consent for. ANALYSIS comes first: without it the others give nothing."""

    ANALYSIS = "analysis", _("Internal analysis")
    QUOTE = "quote", _("Anonymised quote")
    NAMED_QUOTE = "named-quote", _("Quote by name")
    PUBLICATION = "publication", _("Publication")


class Proof(TextChoices):
    """How we know that somebody gave consent."""

    PAPER = "paper", _("Signed paper")
    LINK = "link", _("Given through the personal link")
    SPOKEN = "spoken", _("Spoken, on the recording")


class TextState(TextChoices):
    """Whether the names in a text have been replaced; only then others than the interviewer may read it."""

    RAW = "raw", _("Names not replaced yet")
    PSEUDONYMISED = "pseudonymised", _("Names replaced")


class NameKind(TextChoices):
    """What a found name seems to be."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    PLACE = "place", _("Place")
    ADDRESS = "address", _("Address")
    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Telephone number")


class NameDecision(TextChoices):
    """What a person decided about a found name: nothing is ever replaced without."""

    PROPOSED = "proposed", _("Not decided yet")
    REPLACED = "replaced", _("Replace it")
    KEPT = "kept", _("Leave it")


class ReleaseState(TextChoices):
    """What an interviewee decided about a quote."""

    PROPOSED = "proposed", _("Waiting for the interviewee")
    RELEASED = "released", _("Released")
    REWORDED = "reworded", _("Released in other words")
    REFUSED = "refused", _("Refused")


RELEASED = frozenset({ReleaseState.RELEASED, ReleaseState.REWORDED})


class WithdrawalKind(TextChoices):
    """Why what was made before is out of date."""

    CONSENT = "consent", _("Consent was withdrawn")
    REFUSED = "refused", _("A quote was refused")
    REWORDED = "reworded", _("A quote was worded otherwise")
