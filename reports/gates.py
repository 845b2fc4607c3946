"""How the programme page draws where the start gate of an area stands: a cell per condition, with its reasons.

What is stored is the same text as long as nothing changed, so a row of cells is drawn once per process and language.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.packs import label
from governance.leidraad.enums import CONDITION_BADGES, GATE_BADGES, ConditionStatus, GateStatus, Rule
from governance.leidraad.guide import Guide
from governance.leidraad.materials import guide_of
from governance.leidraad.standings import ConditionStanding, GateStanding, read_conditions
from governance.signing.enums import SIGNING_BADGES, SigningState


@dataclass(frozen=True, slots=True)
class Why:
    """One thing that is not finished: the question with its number ("" for the condition as a whole), and the rule."""

    code: str
    question: str
    rule: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one condition of one area is. reasons: what is not finished, counted, in words; why: each of them.

    signing: how far its signatures are, in words, "" when nobody is asked. key: of its explanation on the page.
    """

    key: str
    url: str
    badge: str
    status: str
    reasons: str
    why: tuple[Why, ...]
    signing: str
    signing_badge: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The start gate of one area as a row shows it: its status, its cells as HTML, whether it started deliberately."""

    gate: str
    gate_label: str
    badge: str
    cells: SafeString
    is_deviating: bool


def draw(standing: GateStanding, slug: str, columns: tuple[str, ...], language: str) -> Drawn:
    """Draw one start gate. columns: the codes of the conditions to show, in their order."""
    status = GateStatus(standing.gate)
    version = (standing.version, standing.version_sha256)
    cells = _draw_cells(slug, standing.source, version, columns, language)
    return Drawn(status.value, str(status.label), GATE_BADGES[status], cells, standing.is_deviating)


@lru_cache(maxsize=2048)
def _draw_cells(
    slug: str, source: str, version: tuple[int, str], columns: tuple[str, ...], language: str
) -> SafeString:
    guide = guide_of(*version)
    found = {each.code: _cell(each, slug, guide) for each in read_conditions(source)}
    return render_to_string("reports/programme_cells.html", {"cells": [found.get(code) for code in columns]})


def _cell(standing: ConditionStanding, slug: str, guide: Guide) -> Cell:
    status = ConditionStatus(standing.status)
    return Cell(
        key=f"{slug}-{standing.code}",
        url=reverse("leidraad:condition-detail", args=[slug, standing.code]),
        badge=CONDITION_BADGES[status],
        status=str(status.label),
        reasons=_counted([rule for _question, rule, _answer in standing.reasons], status),
        why=tuple(_why(question, rule, guide) for question, rule, _answer in standing.reasons),
        signing=_signing(standing),
        signing_badge=SIGNING_BADGES.get(standing.signing, "neutral"),
    )


def _why(question: str, rule: str, guide: Guide) -> Why:
    entry = guide.questions.get(question)
    return Why(question, label(entry["question"]) if entry else "", str(Rule(rule).label))


SHOWN_AS_SIGNING = {Rule.WAITING, Rule.LAPSED, Rule.REFUSED}  # the cell has a badge for signatures


def _counted(rules: Sequence[str], status: ConditionStatus) -> str:
    """Say in a few words what is not finished; nothing about a condition that nobody began."""
    told = (rule for rule in rules if rule not in SHOWN_AS_SIGNING)
    counts = Counter(told if status != ConditionStatus.UNANSWERED else ())
    return ", ".join(reason_words(rule, counts[rule]) for rule in Rule if counts[rule])


def reason_words(rule: Rule, count: int) -> str:
    """Say in a few words what is not finished, and how often."""
    words = {
        Rule.UNANSWERED: ngettext("%(count)s not answered", "%(count)s not answered", count),
        Rule.NO: ngettext("%(count)s “no”", "%(count)s “no”", count),
        Rule.PARTLY_UNPLANNED: ngettext("%(count)s “partly”", "%(count)s “partly”", count),
        Rule.PARTLY_PLANNED: ngettext("%(count)s being arranged", "%(count)s being arranged", count),
        Rule.SET_ASIDE: _("all “not applicable”"),
        Rule.UNSIGNED: _("nobody asked to sign"),
        Rule.WAITING: _("waits for a signature"),
        Rule.LAPSED: _("signature lapsed"),
        Rule.REFUSED: _("refused to sign"),
    }
    return words[rule] % {"count": count}


def _signing(standing: ConditionStanding) -> str:
    if not standing.signing or standing.signing == SigningState.NOTHING_ASKED:
        return ""
    state = SigningState(standing.signing).label
    return _("%(state)s (%(signed)s of %(asked)s)") % {
        "state": state, "signed": standing.signed, "asked": standing.asked,
    }  # fmt: skip
