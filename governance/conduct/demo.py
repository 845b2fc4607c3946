"""Rules of conduct of the demo areas: one list under discussion, one signed. From content/demo/conduct.yaml."""

from datetime import timedelta
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from governance.comments.actions import add_comment
from governance.conduct import actions
from governance.conduct.models import ConductVersion, Rule, newest_pack
from governance.conduct.pages import freeze_page, threads
from governance.conduct.versions import KIND
from governance.signing.actions import ask_partner, decide
from governance.signing.canonical import fingerprint
from governance.signing.enums import Decision
from governance.signing.registry import find_document
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner, Person

FILE = settings.CONTENT_DIR / "demo" / "conduct.yaml"


def load() -> None:
    """Put rules on the list, freeze and sign in areas that have none yet; running it twice changes nothing."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    areas = PilotArea.objects.without_shapes().filter(slug__in=told, conduct_rules=None)
    for area in areas.order_by("slug"):
        entry = told[area.slug]
        _fill(area, entry, _account(entry["by"]))
        for version in entry.get("versions", ()):
            _version(area, version, _account(entry["by"]))


def _account(mailbox: str) -> User:
    return User.objects.get(email=f"{mailbox}@gebiedswijzer.example")


def _fill(area: PilotArea, entry: dict[str, Any], by: User) -> None:
    """Put picked, reworded and own rules on the list, with what was said about them."""
    pack = newest_pack()
    if pack is not None:
        actions.pick_rules(area=area, pack=pack, codes=entry.get("pick", ()), by=by)
    for code, text in entry.get("reword", {}).items():
        rule = Rule.objects.of_area(area).get(code=code)
        rule.text = text
        actions.change_rule(rule=rule, fields=["text"], by=by)
    for words in entry.get("own", ()):
        actions.add_rule(rule=Rule(**words), area=area, by=by)
    for said in entry.get("comments", ()):
        rule = Rule.objects.of_area(area).get(code=said["rule"])
        words = {"text": said["text"], "by": _account(said["by"])}
        add_comment(area=area, kind=threads.KIND, code=str(rule.pk), **words)


def _version(area: PilotArea, entry: dict[str, Any], by: User) -> None:
    """Add these rules to the list, freeze it, and let partners sign."""
    _fill(area, entry, by)
    review_on = timezone.localdate() + timedelta(days=entry["review_in"])
    seen = freeze_page(area).seen
    version = actions.freeze(area=area, breach=entry["breach"].strip(), review_on=review_on, seen=seen, by=by)
    for signer in entry.get("signers", ()):
        partner = Partner.objects.filter(area=area, organisation__name=signer["party"]).taking_part().first()
        if partner is not None:
            _sign(version, partner, signer, by)


def _sign(version: ConductVersion, partner: Partner, entry: dict[str, Any], by: User) -> None:
    person, _is_new = Person.objects.get_or_create(
        organisation=partner.organisation,
        email=entry["email"],
        defaults={"name": entry["name"], "function": entry["function"]},
    )
    area = version.area
    signer = ask_partner(area=area, kind=KIND, code=version.code, partner=partner, person=person, by=by)
    document = find_document(area, KIND, version.code)
    if document is not None and entry["state"] in Decision.values:
        decide(
            signer=signer,
            acting=signer.mandate,
            decision=Decision(entry["state"]),
            sha256=fingerprint(document.content),
            reason=entry.get("reason", "").strip(),
            by=None,
        )
