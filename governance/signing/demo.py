"""Fictional administrators of the demo with their mandates and signatures, from content/demo/signing.yaml."""

from datetime import date
from typing import Any, Final

import yaml
from django.conf import settings

from accounts.models import User
from governance.signing import actions
from governance.signing.canonical import fingerprint
from governance.signing.enums import Decision
from governance.signing.models import Mandate, Signer
from governance.signing.registry import find_document
from pilots.areas.models import PilotArea

KIND: Final = "condition"
STARTED_ON = date(2026, 1, 1)


def story() -> dict[str, Any]:
    """Return what the demo tells about signatures."""
    found: dict[str, Any] = yaml.safe_load((settings.CONTENT_DIR / "demo" / "signing.yaml").read_text(encoding="utf-8"))
    return found


def load() -> None:
    """Record the mandates, ask and sign, in areas where nobody was asked yet; running it twice changes nothing."""
    told = story()
    people = {
        user.email.partition("@")[0]: user for user in User.objects.filter(email__endswith="@gebiedswijzer.example")
    }
    areas = {area.slug: area for area in PilotArea.objects.without_shapes().filter(signers=None)}
    mandates = {name: _mandate(entry, people) for name, entry in told["mandates"].items()}
    for slug, entry in told["areas"].items():
        if slug in areas:
            for code, signers in entry["conditions"].items():
                _sign(areas[slug], code, signers, mandates, people[entry["by"]])


def _mandate(entry: dict[str, Any], people: dict[str, User]) -> Mandate:
    area = PilotArea.objects.without_shapes().filter(slug=entry.get("area", "")).first()
    user = people.get(entry.get("account", ""))
    key = {"function": entry["function"], "area": area, "province": entry.get("province", "")}
    found = Mandate.objects.filter(**key).first()
    more = {"user": user, "name": entry.get("name", ""), "email": entry.get("email", ""), "starts_on": STARTED_ON}
    return found or actions.give_mandate(by=people["beheerder"], **key, **more)


def _sign(area: PilotArea, code: str, signers: list[dict[str, Any]], mandates: dict[str, Mandate], by: User) -> None:
    for entry in signers:
        mandate = mandates[entry["mandate"]]
        for signer in actions.ask(area=area, kind=KIND, code=code, mandates=[mandate], is_in_order=False, by=by):
            actions.set_place(signer=signer, place=entry.get("place", 1), by=by)
            if entry["state"] in Decision.values:
                _decide(signer, mandate, area, entry)


def _decide(signer: Signer, mandate: Mandate, area: PilotArea, entry: dict[str, Any]) -> None:
    document = find_document(area, KIND, signer.code)
    if document is not None:
        actions.decide(
            signer=signer,
            acting=mandate,
            decision=Decision(entry["state"]),
            sha256=fingerprint(document.content),
            reason=entry.get("reason", "").strip(),
            by=mandate.user,
        )
