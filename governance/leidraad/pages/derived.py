"""What the records answer to a question, in words: the rule, for how many it holds, what is missing and where."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.instruments.texts import euro
from governance.leidraad.enums import READABLE_FACTS, Fact, Lack
from governance.leidraad.facts import Derived, Reason, Subject

SHOWN = 12  # reasons on a page; what comes after that is only counted


@dataclass(frozen=True)
class DerivedReason:
    """One record for which the rule does not hold. url: where to change it, for those who may."""

    text: str
    url: str


@dataclass(frozen=True)
class DerivedView:
    """The answer from the records. rule: what decides; count: for how many it holds; todo: what to record first.

    count and todo may be "". url: where the records stand, "" for readers who may not see them; they see no reasons.
    more: how many reasons are left out.
    """

    rule: str
    count: str
    todo: str
    reasons: tuple[DerivedReason, ...]
    more: int
    url: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything there is to say, as sentences."""
        more = ngettext("And %(count)d more.", "And %(count)d more.", self.more) % {"count": self.more}
        said = (self.rule, self.count, self.todo, *(reason.text for reason in self.reasons))
        return tuple(filter(None, (*said, more if self.more else "")))


def derived_view(found: Derived, slug: str, *, is_involved: bool) -> DerivedView:
    """Say in words what the records of an area answer. is_involved: False for who may only read its goals."""
    may_read = is_involved or found.fact in READABLE_FACTS
    reasons = found.reasons if may_read else ()
    return DerivedView(
        rule=str(found.fact.label),
        count=_count(found),
        todo=str(found.todo.label) if found.todo else "",
        reasons=tuple(DerivedReason(_reason(each), _where(found.fact, each, slug)) for each in reasons[:SHOWN]),
        more=len(reasons[SHOWN:]),
        url=reverse(_PAGES[found.fact], args=[slug]) if may_read else "",
    )


def in_short(found: Derived) -> str:
    """Say in one sentence what decides about a question: for how many the rule holds, or what to record first."""
    return str(found.todo.label) if found.todo else _count(found)


def _count(found: Derived) -> str:
    """Say for how many the rule holds; "" when it is about the budget as a whole."""
    if not found.total or found.subject == Subject.BUDGET:
        return ""
    sentence = {
        Subject.GOAL: ngettext(
            "It holds for %(held)d of %(total)d goal.", "It holds for %(held)d of %(total)d goals.", found.total
        ),
        Subject.MEASURE: ngettext(
            "It holds for %(held)d of %(total)d measure.", "It holds for %(held)d of %(total)d measures.", found.total
        ),
        Subject.INSTRUMENT: ngettext(
            "It holds for %(held)d of %(total)d chosen instrument.",
            "It holds for %(held)d of %(total)d chosen instruments.",
            found.total,
        ),
        Subject.KIND: ngettext(
            "It holds for %(held)d of %(total)d type of measure.",
            "It holds for %(held)d of %(total)d types of measures.",
            found.total,
        ),
        Subject.COVER: ngettext(
            "It holds for %(held)d of %(total)d source of money.",
            "It holds for %(held)d of %(total)d sources of money.",
            found.total,
        ),
        Subject.YEAR: ngettext(
            "It holds for %(held)d of %(total)d year.", "It holds for %(held)d of %(total)d years.", found.total
        ),
    }[found.subject]
    return sentence % {"held": found.held, "total": found.total}


def _reason(reason: Reason) -> str:
    if reason.subject == Subject.BUDGET:
        return _("There are no costs of the process itself: guidance of the process and of owners, and monitoring.")
    lacks = ", ".join(str(lack.label) for lack in reason.lacks)
    values = {"name": reason.name, "lacks": lacks, "details": ", ".join(reason.details)}
    if reason.subject == Subject.YEAR:
        return _("In %(name)s %(amount)s is not covered.") % {**values, "amount": euro(reason.amount or 0)}
    if reason.subject == Subject.INSTRUMENT:
        return _("“%(name)s” for “%(details)s” lacks: %(lacks)s.") % values
    if reason.details:
        return _("“%(name)s” lacks: %(lacks)s (%(details)s).") % values
    return _("“%(name)s” lacks: %(lacks)s.") % values


_OWED = {Fact.DUTY, Fact.AIM, Fact.WEIGHING, Fact.ACCOUNTABLE}
_PAGES: Mapping[Fact, str] = {
    Fact.GOALS_NAMED: "goals:goal-list",
    Fact.GOALS_SPECIFIC: "goals:goal-list",
    Fact.MEASURES_OUTSIDE: "goals:measure-list",
    Fact.GOALS_OPENNESS: "goals:goal-list",
    Fact.OTHER_TASKS: "goals:task-list",
    **dict.fromkeys(_OWED, "instruments:obligation-list"),
    Fact.INSTRUMENTS_CHOSEN: "instruments:mix",
    Fact.INSTRUMENTS_FORCE: "instruments:mix",
    Fact.ESCALATION: "instruments:mix",
    Fact.AVAILABILITY: "instruments:mix",
    Fact.MEASURE_COSTS: "instruments:budget",
    Fact.COVER_CERTAINTY: "instruments:budget",
    Fact.PROCESS_MONEY: "instruments:budget",
    Fact.SHORTAGE: "instruments:budget",
}


def _where(fact: Fact, reason: Reason, slug: str) -> str:
    """Return where to change one record; the page of all records of its sort when it has no form of its own."""
    name = {
        Subject.GOAL: "instruments:obligation-edit" if fact in _OWED else "goals:goal-edit",
        Subject.MEASURE: "instruments:choice-create" if Lack.INSTRUMENT in reason.lacks else "",
        Subject.INSTRUMENT: "instruments:choice-edit",
        Subject.COVER: "instruments:cover-edit",
    }.get(reason.subject, "")
    if not name or fact == Fact.MEASURES_OUTSIDE:
        return reverse(_PAGES[fact], args=[slug])
    return reverse(name, args=[slug, reason.key])
