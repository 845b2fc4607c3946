from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone

from core.packs import fingerprint
from governance.leidraad.enums import AnswerValue, Decision, GateStatus, GuideStep
from governance.leidraad.models import (
    Answer,
    Check,
    Deviation,
    Evidence,
    GuideDecision,
    GuideVersion,
    Review,
    Standing,
)
from governance.leidraad.standings import EDITION


def text(nl: str) -> dict[str, str]:
    return {"nl": nl, "en": f"{nl} (en)"}


def question(code: str, words: str = "") -> dict[str, object]:
    return {
        "code": code,
        "question": text(words or f"Vraag {code}?"),
        "why": text(f"Waarom {code}"),
        "proof": text(f"Bewijs {code}"),
        "source": ["deck-7"],
    }


def condition(number: int, code: str, weight: str, questions: list[dict[str, object]]) -> dict[str, object]:
    return {
        "code": code,
        "number": number,
        "weight": weight,
        "name": text(code.capitalize()),
        "summary": text(f"Kort over {code}"),
        "guidance": text(f"Uitleg over {code}"),
        "source": "deck-7",
        "questions": questions,
    }


def guide(version: str = "1.0", *, goals: list[dict[str, object]] | None = None) -> dict[str, object]:
    """A small guide: one hard condition with two questions and one that advises."""
    return {
        "id": "leidraad",
        "version": version,
        "status": "concept",
        "name": text("Leidraad"),
        "summary": text("Samenvatting"),
        "disclaimer": text("Concept"),
        "sources": [
            {"code": "deck-7", "kind": "deck", "name": text("Deck, hoofdstuk 7")},
            {
                "code": "open",
                "kind": "public",
                "name": text("Openbaar"),
                "url": "https://example.nl/",
                "note": text("!"),
            },
        ],
        "chapters": [
            {"code": "waarom", "place": "introduction", "name": text("Waarom"), "text": text("*Ja*"), "source": "open"}
        ],
        "conditions": [
            condition(1, "doel", "hard", goals if goals is not None else [question("1.1"), question("1.2")]),
            condition(2, "advies", "advised", [question("2.1")])
            | {"example": text("Zo ging het"), "example_source": "open"},
        ],
        "phases": [
            {
                "code": "pre-exploration",
                "number": 0,
                "name": text("Voorverkenning"),
                "aim": text("Weten wat moet"),
                "steps": text("1. Doe dit"),
                "result": text("Klaar"),
                "conditions": ["doel"],
                "source": "deck-7",
            }
        ],
    }


class GuideVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GuideVersion

    pack = "leidraad"
    version = factory.Sequence(lambda n: f"1.{n}")
    status = "concept"
    content = factory.LazyAttribute(lambda made: guide(made.version))
    sha256 = factory.LazyAttribute(lambda made: fingerprint(made.content))
    published_at = factory.LazyFunction(timezone.now)


class GuideDecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GuideDecision

    version = factory.SubFactory(GuideVersionFactory)
    step = GuideStep.REVIEWED
    before = "concept"
    reason = "Getoetst in drie gebieden"
    decided_on = date(2026, 11, 2)
    by = factory.SubFactory("tests.factories.accounts.UserFactory")


class CheckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Check

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    version = factory.SubFactory(GuideVersionFactory)


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    guide_check = factory.SubFactory(CheckFactory)
    question = "1.1"
    value = AnswerValue.YES
    answered_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    answered_at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    revision = 1


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    answer = factory.SubFactory(AnswerFactory)
    title = "Besluit"
    url = "https://example.nl/besluit"


class DeviationFactory(factory.django.DjangoModelFactory):
    """Runs from today on, for a hundred days."""

    class Meta:
        model = Deviation

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    reason = "De subsidie loopt af."
    decided_by_name = "Mieke de Bruin"
    decided_by_function = "Gedeputeerde natuur"
    starts_on = factory.LazyFunction(timezone.localdate)
    decided_on = factory.SelfAttribute("starts_on")
    ends_on = factory.LazyAttribute(lambda made: made.starts_on + timedelta(days=100))
    recorded_by = factory.SubFactory("tests.factories.accounts.UserFactory")


class StandingFactory(factory.django.DjangoModelFactory):
    """Stored, and fresh today by its clock; `standings.EDITION` makes it count."""

    class Meta:
        model = Standing

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    ticks = factory.LazyAttribute(lambda made: made.area.clock.ticks)
    reckoned_on = factory.LazyFunction(timezone.localdate)
    edition = EDITION
    gate = GateStatus.CLOSED


class ReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Review

    answer = factory.SubFactory(AnswerFactory)
    decision = Decision.ASKED
    asked_of = factory.SubFactory("tests.factories.accounts.UserFactory")
    by = factory.SubFactory("tests.factories.accounts.UserFactory")
