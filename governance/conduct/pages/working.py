"""The working list as the team and the partners see it, what can be picked, and what is about to be frozen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from governance.comments.models import Comment
from governance.comments.pages import Thread, threads_of
from governance.conduct import tables
from governance.conduct.actions import frozen_rules, seen_of
from governance.conduct.models import ConductPack, ConductVersion, Rule, newest_pack
from governance.conduct.pages import threads
from governance.conduct.pages.reading import rule_views
from governance.conduct.pages.shapes import RuleView
from governance.conduct.versions import Compared, Frozen, compare_versions, frozen_of
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner

MOST_REMOVED = 10


@dataclass(frozen=True)
class WorkingRule:
    """One rule of the working list with what people say about it. sources: pages where its idea comes from."""

    pk: int
    rule: RuleView
    sources: tuple[tables.Source, ...]
    thread: Thread | None
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class OfferedTheme:
    """The rules of one theme that can be picked, in the language of the reader. picked: codes on the list already."""

    name: str
    rules: tuple[tables.OfferedRule, ...]


@dataclass(frozen=True)
class FreezePage:
    """What is about to be frozen. problem: why it cannot be, or ""; seen: stands for what is shown here.

    compared: what differs from the version before, None for the first. open_comments: remarks nobody closed.
    """

    rules: tuple[RuleView, ...]
    number: int
    seen: str
    problem: str
    partners: int
    open_comments: int
    compared: Compared | None
    breach: str


def working_list(area: PilotArea, user: User) -> tuple[WorkingRule, ...]:
    """Return the working list with its threads, in a constant number of queries."""
    rules = list(Rule.objects.of_area(area))
    views = rule_views(frozen_rules(rules))
    said = threads_of(area, threads.KIND, [str(rule.pk) for rule in rules], user=user)
    return tuple(
        WorkingRule(
            pk=rule.pk,
            rule=view,
            sources=rule.offered.sources if rule.offered else (),
            thread=said.get(str(rule.pk)),
            is_first=rule is rules[0],
            is_last=rule is rules[-1],
        )
        for rule, view in zip(rules, views, strict=True)
    )


def removed_rules(area: PilotArea) -> Sequence[Rule]:
    """Return what was taken off the list last and can be put back."""
    return list(Rule.objects.filter(area=area).exclude(removed_at=None).order_by("-removed_at", "-pk")[:MOST_REMOVED])


def offers(area: PilotArea, pack: ConductPack) -> tuple[OfferedTheme, ...]:
    """Return what can still be picked, by theme; a theme without any left is not there."""
    picked = set(Rule.objects.of_area(area).values_list("code", flat=True))
    left = [rule for rule in tables.rules(pack.content).values() if rule.code not in picked]
    themes = (
        OfferedTheme(name, tuple(rule for rule in left if rule.theme == code))
        for code, name in tables.themes(pack.content).items()
    )
    return tuple(theme for theme in themes if theme.rules)


def freeze_page(area: PilotArea) -> FreezePage:
    """Gather what would be frozen now, and what stands in the way."""
    rows = list(Rule.objects.of_area(area))
    rules = frozen_rules(rows)
    last = ConductVersion.objects.filter(area=area).order_by("-number").first()
    partners = Partner.objects.filter(area=area).taking_part().count()
    keys = [str(row.pk) for row in rows]
    pack = newest_pack()
    return FreezePage(
        rules=rule_views(rules),
        number=last.number + 1 if last else 1,
        seen=seen_of(rules, last),
        problem=_problem(rows, partners),
        partners=partners,
        open_comments=Comment.objects.open().filter(area=area, kind=threads.KIND, code__in=keys).count(),
        compared=compare_versions(frozen_of(last), Frozen(0, rules, last.breach, last.review_on)) if last else None,
        breach=last.breach if last else tables.breach(pack.content) if pack else "",
    )


def _problem(rules: Sequence[Rule], partners: int) -> str:
    if not rules:
        return _("There are no rules to freeze. Put rules on the list first.")
    if not partners:
        return _("No partner takes part in this area, so nobody could sign. Add partners first.")
    return ""
