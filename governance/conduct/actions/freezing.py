"""Freezing the working list as a version that never changes, for partners to sign."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.conduct import tables
from governance.conduct.actions.refusals import ConductError
from governance.conduct.actions.rules import hold_list
from governance.conduct.models import ConductVersion, Rule, newest_pack
from governance.signing.actions.locks import lock_area
from governance.signing.canonical import fingerprint
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner


@transaction.atomic
def freeze(*, area: PilotArea, breach: str, review_on: date, seen: str, by: User) -> ConductVersion:
    """Freeze the list of an area as its next version; an earlier one can no longer be signed from then on.

    seen: `seen_of` what this person had before them. Raises ConductError without rules or partners, and when somebody
    changed the list or froze it meanwhile. Freezing the same twice keeps one version.
    """
    lock_area(area)  # so that nobody signs the version before while this one comes
    hold_list(area)
    working = list(Rule.objects.of_area(area))
    rules = frozen_rules(working)
    last = ConductVersion.objects.filter(area=area).order_by("-number").first()
    if last and (last.rules, last.breach, last.review_on) == (rules, breach, review_on):
        return last
    if seen != seen_of(rules, last):
        raise ConductError(_("Somebody changed the rules or froze them while you were reading. Look at them again."))
    if not rules:
        raise ConductError(_("There are no rules to freeze. Put rules on the list first."))
    if not Partner.objects.filter(area=area).taking_part().exists():
        raise ConductError(_("No partner takes part in this area, so nobody could sign. Add partners first."))
    return ConductVersion.objects.create(
        area=area,
        number=last.number + 1 if last else 1,
        rules=rules,
        breach=breach,
        review_on=review_on,
        pack_version=_pack_version(working),
        made_by=by,
    )


def frozen_rules(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """Return a working list as it would be frozen. Runs one query."""
    pack = newest_pack()
    names = tables.themes(pack.content, tables.KEPT_IN) if pack else {}
    return [
        {
            "key": rule.key,
            "title": rule.title,
            "theme": rule.theme,
            "theme_name": names.get(rule.theme, rule.theme),
            "text": rule.text,
            "origin": rule.origin.value,
            "source": rule.source,
        }
        for rule in rules
    ]


def seen_of(rules: Sequence[Mapping[str, Any]], last: ConductVersion | None) -> str:
    """Return what stands for a working list and the version before it: another one when either changed."""
    return fingerprint({"rules": list(rules), "last": last.number if last else 0})


def _pack_version(rules: Sequence[Rule]) -> str:
    packs = [rule.pack for rule in rules if rule.pack]
    newest = max(packs, key=lambda pack: pack.loaded_at, default=None)
    return f"{newest.pack} {newest.version}" if newest else ""
