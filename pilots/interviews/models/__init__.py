"""Interviews, their consent, texts, quotes and what was decided about them."""

from pilots.interviews.models.coding import Coding, Excerpt, Memo, Release
from pilots.interviews.models.consents import Consent, ConsentText, Withdrawal
from pilots.interviews.models.interviews import Interview, Participant, ParticipantLink
from pilots.interviews.models.texts import NameKey, RawText, Transcript

__all__ = [
    "Coding", "Consent", "ConsentText", "Excerpt", "Interview", "Memo", "NameKey", "Participant", "ParticipantLink",
    "RawText", "Release", "Transcript", "Withdrawal",
]  # fmt: skip
