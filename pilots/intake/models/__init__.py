"""Forms with their versions, rounds with their invitations, and what people answered."""

from pilots.intake.models.answers import Answer, AnswerConflict, AnswerTheme, Attachment, Response
from pilots.intake.models.copies import OwnCopy
from pilots.intake.models.forms import Form, FormVersion
from pilots.intake.models.rounds import Invitation, InvitationLink, Round

__all__ = [
    "Answer",
    "AnswerConflict",
    "AnswerTheme",
    "Attachment",
    "Form",
    "FormVersion",
    "Invitation",
    "InvitationLink",
    "OwnCopy",
    "Response",
    "Round",
]
