"""Kinds of findings and recommendations, their states with the allowed moves, and how strong a finding is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FindingKind(TextChoices):
    """What a finding tells. Source: product description 4.4, after the deck, chapter 4."""

    BOTTLENECK = "knelpunt", _("Bottleneck")
    GOOD_EXAMPLE = "goed-voorbeeld", _("Good example")
    NEED = "behoefte", _("Need")


class FindingStatus(TextChoices):
    """Where a finding stands."""

    CONCEPT = "concept", _("Concept")
    CHECKED = "getoetst", _("Checked")
    PUBLISHED = "gepubliceerd", _("Published")
    WITHDRAWN = "ingetrokken", _("Withdrawn")


FINDING_MOVES: dict[FindingStatus, frozenset[FindingStatus]] = {
    FindingStatus.CONCEPT: frozenset({FindingStatus.CHECKED, FindingStatus.WITHDRAWN}),
    FindingStatus.CHECKED: frozenset({FindingStatus.CONCEPT, FindingStatus.PUBLISHED, FindingStatus.WITHDRAWN}),
    FindingStatus.PUBLISHED: frozenset({FindingStatus.CHECKED, FindingStatus.WITHDRAWN}),
    FindingStatus.WITHDRAWN: frozenset({FindingStatus.CONCEPT}),
}


class StrengthLevel(TextChoices):
    """How much a finding rests on, from nothing to strong. The limits are our own proposal: docs/domain.md."""

    NONE = "geen", _("No source")
    SINGLE = "enkel", _("One voice")
    INDICATIVE = "indicatie", _("Indication")
    SUPPORTED = "onderbouwd", _("Well founded")
    STRONG = "sterk", _("Strong")
    DISPUTED = "betwist", _("Disputed")


class RecommendationKind(TextChoices):
    """Where a recommendation goes. Source: product description 4.4."""

    CONDITION = "voorwaarde", _("To a condition of the guide")
    PRACTICE = "toolbox", _("To the toolbox")
    SIGNAL = "signaal", _("Policy signal")


class RecommendationState(TextChoices):
    """How far a recommendation is. Sent and answered are for policy signals only."""

    PROPOSED = "voorgesteld", _("Proposed")
    SENT = "verstuurd", _("Sent")
    ANSWERED = "beantwoord", _("Answered")
    ADOPTED = "overgenomen", _("Taken over")
    DROPPED = "vervallen", _("Dropped")


RECOMMENDATION_MOVES: dict[RecommendationState, frozenset[RecommendationState]] = {
    RecommendationState.PROPOSED: frozenset(
        {RecommendationState.SENT, RecommendationState.ADOPTED, RecommendationState.DROPPED}
    ),
    RecommendationState.SENT: frozenset({RecommendationState.ANSWERED, RecommendationState.DROPPED}),
    RecommendationState.ANSWERED: frozenset({RecommendationState.SENT}),
    RecommendationState.ADOPTED: frozenset({RecommendationState.PROPOSED}),
    RecommendationState.DROPPED: frozenset({RecommendationState.PROPOSED}),
}
# A signal is sent and answered; a recommendation of another kind is adopted.
STATES_OF: dict[RecommendationKind, frozenset[RecommendationState]] = {
    RecommendationKind.SIGNAL: frozenset(RecommendationState) - {RecommendationState.ADOPTED},
    RecommendationKind.CONDITION: frozenset(
        {RecommendationState.PROPOSED, RecommendationState.ADOPTED, RecommendationState.DROPPED}
    ),
    RecommendationKind.PRACTICE: frozenset(
        {RecommendationState.PROPOSED, RecommendationState.ADOPTED, RecommendationState.DROPPED}
    ),
}


def moves_of(kind: str, state: str) -> frozenset[RecommendationState]:
    """Return the states a recommendation of this kind may go to."""
    return RECOMMENDATION_MOVES[RecommendationState(state)] & STATES_OF[RecommendationKind(kind)]
