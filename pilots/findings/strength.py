"""How strong a finding is: the number of areas times the number of independent sources, less those that contradict it.

Two quotes of one person, or of people of one organisation, are one source. The rule and its limits are our own proposal
(concept), explained in docs/domain.md. Only evidence that may be used now comes in: what was withdrawn does not count.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilots.findings.enums import StrengthLevel

SUPPORTED_FROM = 4  # for example two independent sources in each of two areas
STRONG_FROM = 9  # three independent sources in three areas


@dataclass(frozen=True, slots=True)
class Voice:
    """One piece of evidence: who spoke, as keys of the person and of the organisation, and about which area.

    parties: two voices that share a key are the same source; a voice without keys is one unknown source together with
    all others without. is_counter: it contradicts the finding.
    """

    parties: frozenset[str]
    area: str
    is_counter: bool = False


@dataclass(frozen=True, slots=True)
class Strength:
    """How much a finding rests on. score: areas × (sources − contradicting sources), never below 0.

    voices: the pieces of evidence that count; withdrawn: those that may not be used any more.
    """

    level: StrengthLevel
    score: int
    areas: int
    sources: int
    counter_sources: int
    voices: int
    withdrawn: int

    @property
    def label(self) -> str:
        return str(self.level.label)

    @property
    def has_counter(self) -> bool:
        """Say whether somebody contradicts the finding."""
        return self.counter_sources > 0

    @property
    def tone(self) -> str:
        """The colour of the badge; the label says everything without it."""
        if self.level == StrengthLevel.STRONG or self.level == StrengthLevel.SUPPORTED:
            return "ok"
        return "warn" if self.level == StrengthLevel.DISPUTED else "neutral"

    @property
    def sentence(self) -> str:
        """Say how the level came about."""
        return " ".join([self._basis(), *self._remarks()])

    def _basis(self) -> str:
        if not self.sources:
            return _("No source that may be used supports this finding.")
        sources = ngettext("%(count)d independent source", "%(count)d independent sources", self.sources)
        areas = ngettext("%(count)d area", "%(count)d areas", self.areas)
        return _("%(sources)s in %(areas)s.") % {
            "sources": sources % {"count": self.sources},
            "areas": areas % {"count": self.areas},
        }

    def _remarks(self) -> list[str]:
        remarks = []
        if self.voices > self.sources + self.counter_sources:
            remarks.append(_("Evidence of the same person or organisation counts once."))
        if self.counter_sources:
            words = ngettext(
                "%(count)d source says otherwise and is taken off.",
                "%(count)d sources say otherwise and are taken off.",
                self.counter_sources,
            )
            remarks.append(words % {"count": self.counter_sources})
        if self.level == StrengthLevel.DISPUTED:
            remarks.append(_("At least half as many sources contradict it as support it, so it is disputed."))
        if self.withdrawn:
            words = ngettext(
                "%(count)d source was withdrawn and no longer counts.",
                "%(count)d sources were withdrawn and no longer count.",
                self.withdrawn,
            )
            remarks.append(words % {"count": self.withdrawn})
        return remarks


def strength(voices: Iterable[Voice], withdrawn: int = 0) -> Strength:
    """Judge a finding by its evidence. withdrawn: how many pieces of evidence may not be used any more."""
    heard = tuple(voices)
    support = [voice for voice in heard if not voice.is_counter]
    sources = independent(voice.parties for voice in support)
    counter = independent(voice.parties for voice in heard if voice.is_counter)
    areas = len({voice.area for voice in support})
    score = areas * max(sources - counter, 0)
    return Strength(_level(sources, counter, score), score, areas, sources, counter, len(heard), withdrawn)


def _level(sources: int, counter: int, score: int) -> StrengthLevel:
    if not sources and not counter:
        return StrengthLevel.NONE
    if counter * 2 >= sources:
        return StrengthLevel.DISPUTED
    if score >= STRONG_FROM:
        return StrengthLevel.STRONG
    if score >= SUPPORTED_FROM:
        return StrengthLevel.SUPPORTED
    return StrengthLevel.SINGLE if sources == 1 else StrengthLevel.INDICATIVE


def independent(parties: Iterable[Set[str]]) -> int:
    """Count the sources that share nobody, not even through others; all that name nobody are one source together."""
    groups: list[set[str]] = []
    for keys in parties:
        joined = set(keys) or {""}
        apart = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return len(groups)
