"""The working list of rules: picking, writing, rewording, ordering, taking off and putting back."""

from collections.abc import Collection

import pghistory
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from governance.conduct import tables
from governance.conduct.actions.refusals import ConductError
from governance.conduct.models import MOST_RULES, ConductPack, Rule
from pilots.areas.models import PilotArea


@transaction.atomic
def pick_rules(*, area: PilotArea, pack: ConductPack, codes: Collection[str], by: User) -> list[Rule]:
    """Put rules of the pack at the end of the list, in the order of the pack; what stands there already stays once.

    Raises ConductError when the list gets too long.
    """
    hold_list(area)
    there = set(Rule.objects.of_area(area).values_list("code", flat=True))
    new = [rule for rule in tables.rules(pack.content, tables.KEPT_IN).values() if rule.code in set(codes) - there]
    _must_fit(area, len(new))
    last = _last_place(area)
    rules = [
        Rule(
            area=area, place=place, pack=pack, code=one.code, title=one.title, theme=one.theme, text=one.text,
            added_by=by,
        )
        for place, one in enumerate(new, last + 1)
    ]  # fmt: skip
    with pghistory.context(user=by.pk):
        return Rule.objects.bulk_create(rules)


@transaction.atomic
def add_rule(*, rule: Rule, area: PilotArea, by: User) -> Rule:
    """Put an own rule at the end of the list. Raises ConductError when the list gets too long."""
    hold_list(area)
    _must_fit(area, 1)
    rule.area, rule.added_by, rule.place = area, by, _last_place(area) + 1
    with pghistory.context(user=by.pk):
        rule.save()
    return rule


@transaction.atomic
def change_rule(*, rule: Rule, fields: Collection[str], by: User) -> Rule:
    """Store these fields of a rule; where it was picked from stays known."""
    with pghistory.context(user=by.pk):
        rule.save(update_fields=list(fields))
    return rule


@transaction.atomic
def move_rule(*, rule: Rule, up: bool, by: User) -> None:
    """Let a rule change places with the one above or below; at the end of the list nothing happens."""
    hold_list(rule.area)
    order = list(Rule.objects.of_area(rule.area))
    index = next((number for number, one in enumerate(order) if one.pk == rule.pk), None)
    if index is None or not 0 <= (other := index - 1 if up else index + 1) < len(order):
        return
    order[index], order[other] = order[other], order[index]
    with pghistory.context(user=by.pk):
        for place, one in enumerate(order, 1):
            if one.place != place:
                Rule.objects.filter(pk=one.pk).update(place=place)


@transaction.atomic
def remove_rule(*, rule: Rule, by: User) -> None:
    """Take a rule off the list; it can be put back. Doing it twice changes nothing."""
    hold_list(rule.area)
    with pghistory.context(user=by.pk):
        Rule.objects.working().filter(pk=rule.pk).update(removed_at=timezone.now(), removed_by=by)


@transaction.atomic
def restore_rule(*, rule: Rule, by: User) -> None:
    """Put a rule back at its place. Raises ConductError when it was picked again meanwhile, or the list is full."""
    hold_list(rule.area)
    if rule.code and Rule.objects.of_area(rule.area).filter(code=rule.code).exclude(pk=rule.pk).exists():
        raise ConductError(_("“%(title)s” stands in the list again already.") % {"title": rule.title})
    _must_fit(rule.area, 1)
    with pghistory.context(user=by.pk):
        Rule.objects.filter(pk=rule.pk).update(removed_at=None, removed_by=None)


def hold_list(area: PilotArea) -> None:
    """Let one person at a time change the list of an area, until the transaction ends."""
    take_turns(f"conduct rules of {area.pk}")


def _last_place(area: PilotArea) -> int:
    last: int | None = Rule.objects.filter(area=area).aggregate(last=Max("place"))["last"]
    return last or 0


def _must_fit(area: PilotArea, number: int) -> None:
    if Rule.objects.of_area(area).count() + number > MOST_RULES:
        message = _("A list has at most %(number)d rules. Fewer rules are kept better.")
        raise ConductError(message % {"number": MOST_RULES})
