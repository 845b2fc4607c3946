"""A kind of document of our own, whose content a test can change: an area has paper "1" and paper "2"."""

from copy import deepcopy
from datetime import date

import pytest
from django.utils import timezone

from governance.signing import actions, registry
from governance.signing.canonical import fingerprint
from governance.signing.enums import Decision
from governance.signing.registry import Document, Happened, Outline, Provider
from tests.factories.signing import MandateFactory, SignerFactory

PAPERS = {
    "1": {"name": "Doel", "items": [{"code": "1.1", "answer": "ja", "text": "Vijf hectare heide."}]},
    "2": {"name": "Geld", "items": [{"code": "2.1", "answer": "deels", "text": "Nog niet alles."}]},
}
WORDS = {"name": "Name", "items": "Question", "code": "Code", "answer": "Answer", "answer:ja": "Yes", "text": "Text"}


@pytest.fixture
def papers():
    """The content of the papers, by code; a change is what the next reader sees."""
    content = deepcopy(PAPERS)

    def documents(area, codes):
        found = {code: content[code] for code in (codes if codes is not None else content) if code in content}
        return {code: Document(code, one["name"], area.get_absolute_url(), one, "0.1") for code, one in found.items()}

    def outlines(areas):
        return {
            (area.pk, code): Outline(one["name"], area.get_absolute_url(), fingerprint(one))
            for area in areas
            for code, one in content.items()
        }

    registry.register(
        "paper",
        Provider(
            documents=documents,
            outlines=outlines,
            words=lambda: WORDS,
            may_read=lambda user, area: user.has_perm("areas.view_pilotarea", area),
            label="Paper",
            history=lambda area, code, since: [Happened(timezone.now(), "Anna", "text changed")],
        ),
    )
    yield content
    registry._providers.pop("paper")


@pytest.fixture
def mandate(area, administrator):
    return MandateFactory(area=area, user=administrator, name="Berend Bestuurder", starts_on=date(2020, 1, 1))


@pytest.fixture
def signer(area, mandate, papers):
    """The administrator, asked to sign paper "1" of the area."""
    return SignerFactory(area=area, mandate=mandate)


@pytest.fixture
def sign(papers):
    """Let a signer decide about what is there now."""

    def _sign(signer, decision=Decision.SIGNED, **more):
        given = {"acting": signer.mandate, "sha256": fingerprint(papers[signer.code]), "by": signer.mandate.user}
        return actions.decide(signer=signer, decision=decision, **{**given, **more})

    return _sign
