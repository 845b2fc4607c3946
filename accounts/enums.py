"""Roles, provinces and languages of the people who log in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody comes for; what they may do follows from it in the rules of each room."""

    OFFICER = "officer", _("Provincial officer")
    COORDINATOR = "coordinator", _("Area coordinator")
    STAKEHOLDER = "stakeholder", _("Stakeholder")
    CURATOR = "curator", _("Curator")
    AMBASSADOR = "ambassador", _("Ambassador")
    ADMINISTRATOR = "administrator", _("Administrator")
    ADMIN = "admin", _("Admin")
    PRIVACY = "privacy", _("Privacy officer")


# BIO2: accounts that can change what everybody reads, or see who opened raw personal data, need a second factor.
ROLES_WITH_MFA = frozenset({Role.CURATOR, Role.ADMIN, Role.PRIVACY})


class Province(TextChoices):
    """The twelve provinces by their ISO 3166-2:NL code. Names are proper names, so they are not translated."""

    DRENTHE = "NL-DR", "Drenthe"
    FLEVOLAND = "NL-FL", "Flevoland"
    FRYSLAN = "NL-FR", "Fryslân"
    GELDERLAND = "NL-GE", "Gelderland"
    GRONINGEN = "NL-GR", "Groningen"
    LIMBURG = "NL-LI", "Limburg"
    NOORD_BRABANT = "NL-NB", "Noord-Brabant"
    NOORD_HOLLAND = "NL-NH", "Noord-Holland"
    OVERIJSSEL = "NL-OV", "Overijssel"
    UTRECHT = "NL-UT", "Utrecht"
    ZEELAND = "NL-ZE", "Zeeland"
    ZUID_HOLLAND = "NL-ZH", "Zuid-Holland"


class Viewed(TextChoices):
    """What was opened that holds personal data, for the view log."""

    RAW_TEXT = "raw-text", _("Raw text of an interview")
    NAME_LIST = "name-list", _("List of names of an interview")
    PERSON_FILE = "person-file", _("File of what is kept of a person")
    NAMED_ANSWERS = "named-answers", _("File with names of who answered an intake")


class MailState(TextChoices):
    """Where an outgoing message is. Being sent is no state but a lock on the row, which a dead worker lets go."""

    QUEUED = "queued", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")
