from datetime import UTC, date, datetime
from typing import Any

import factory

from core.links import digest
from pilots.intake.enums import FormState, InvitationState, ResponseState
from pilots.intake.models import (
    Answer,
    AnswerConflict,
    AnswerTheme,
    Attachment,
    Form,
    FormVersion,
    Invitation,
    InvitationLink,
    OwnCopy,
    Response,
    Round,
)

PUBLISHED_AT = datetime(2026, 10, 1, 9, tzinfo=UTC)


def text(nl: str) -> dict[str, str]:
    return {"nl": nl, "en": f"{nl} (en)"}


def option(key: str) -> dict[str, Any]:
    return {"key": key, "label": text(key.capitalize())}


def question(key: str, kind: str = "short_text", **fields: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": text(f"Vraag {key}?"), **fields}


def body() -> dict[str, Any]:
    """A small questionnaire with a required question, a condition, and every kind in its second section."""
    return {
        "sections": [
            {
                "key": "over-u",
                "title": text("Over u"),
                "questions": [
                    question("naam", need="required"),
                    question("rol", "one_choice", options=[option("boer"), option("bewoner")]),
                    question(
                        "hectaren",
                        "number",
                        unit=text("ha"),
                        minimum=0,
                        decimals=1,
                        condition={"question": "rol", "test": "is", "value": "boer"},
                    ),
                ],
            },
            {
                "key": "soorten",
                "title": text("Alle soorten"),
                "intro": text("Van alles wat."),
                "questions": [
                    question("verhaal", "long_text", need="recommended"),
                    question(
                        "belangen", "several_choices", options=[option("water"), option("natuur"), option("rust")]
                    ),
                    question("vertrouwen", "scale", steps=5, low=text("geen"), high=text("veel")),
                    question("datum", "date"),
                    question("plek", "place", shapes=["point", "polygon"]),
                    question("bestand", "file"),
                    question(
                        "wensen",
                        "matrix",
                        rows=[option("nu"), option("later")],
                        columns=[option("ja"), option("nee")],
                    ),
                ],
            },
        ]
    }


class FormFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Form

    name = factory.Sequence(lambda n: f"Form {n}")
    slug = factory.Sequence(lambda n: f"form-{n}")


class FormVersionFactory(factory.django.DjangoModelFactory):
    """A published version; `draft=True` makes one that may still change."""

    class Meta:
        model = FormVersion

    form = factory.SubFactory(FormFactory)
    number = factory.Sequence(lambda n: n + 1)
    body = factory.LazyFunction(body)
    languages = factory.LazyFunction(lambda: ["nl", "en"])
    state = FormState.PUBLISHED
    published_at = PUBLISHED_AT

    class Params:
        draft = factory.Trait(state=FormState.DRAFT, published_at=None)


class RoundFactory(factory.django.DjangoModelFactory):
    """An open round; `draft=True` makes one that is being prepared."""

    class Meta:
        model = Round

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    form_version = factory.SubFactory(FormVersionFactory)
    title = factory.Sequence(lambda n: f"Round {n}")
    why = "Wij willen weten wat u wilt."
    what_happens = "Wij maken er een verslag van."
    sender = factory.SubFactory("tests.factories.accounts.UserFactory", officer=True)
    opens_on = date(2026, 11, 1)
    closes_on = date(2027, 1, 31)
    state = "open"

    class Params:
        draft = factory.Trait(state="draft")
        closed = factory.Trait(state="closed")


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    round = factory.SubFactory(RoundFactory)
    person = factory.SubFactory("tests.factories.stakeholders.PersonFactory")
    due_on = factory.SelfAttribute("round.closes_on")
    invited_at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    invited_by = factory.SelfAttribute("round.sender")

    class Params:
        accepted = factory.Trait(state=InvitationState.OPENED, accepted_at=datetime(2026, 11, 3, 9, tzinfo=UTC))
        started = factory.Trait(state=InvitationState.STARTED, accepted_at=datetime(2026, 11, 3, 9, tzinfo=UTC))
        sent = factory.Trait(state=InvitationState.SENT, accepted_at=datetime(2026, 11, 3, 9, tzinfo=UTC))


class InvitationLinkFactory(factory.django.DjangoModelFactory):
    """A link whose secret is known to the test: `InvitationLinkFactory(secret="…")`."""

    class Meta:
        model = InvitationLink

    class Params:
        secret = factory.Sequence(lambda n: f"secret-{n}")

    invitation = factory.SubFactory(InvitationFactory)
    secret_hash = factory.LazyAttribute(lambda made: digest(made.secret))
    expires_at = datetime(2100, 1, 1, tzinfo=UTC)


class ResponseFactory(factory.django.DjangoModelFactory):
    """A response in draft; `submitted=True` makes one that was sent."""

    class Meta:
        model = Response

    invitation = factory.SubFactory(InvitationFactory, started=True)
    form_version = factory.SelfAttribute("invitation.round.form_version")
    consent_version = "2026-11"
    consented_at = datetime(2026, 11, 3, 9, tzinfo=UTC)

    class Params:
        submitted = factory.Trait(
            invitation=factory.SubFactory(InvitationFactory, sent=True),
            state=ResponseState.SUBMITTED,
            submitted_at=datetime(2026, 11, 5, 9, tzinfo=UTC),
        )


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    response = factory.SubFactory(ResponseFactory)
    question = "naam"
    value = "Jan"
    sent = factory.LazyAttribute(lambda made: made.value if made.response.submitted_at else None)


class AnswerConflictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnswerConflict

    answer = factory.SubFactory(AnswerFactory)
    value = "Piet"


class AttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    response = factory.SubFactory(ResponseFactory)
    question = "bestand"
    file = factory.django.FileField(filename="kaart.png", data=b"\x89PNG\r\n\x1a\n")
    name = "kaart.png"
    size = 8
    content_type = "image/png"
    sha256 = "0" * 64


class OwnCopyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OwnCopy

    response = factory.SubFactory(ResponseFactory, submitted=True)
    language = "nl"
    asked_at = datetime(2026, 11, 6, 9, tzinfo=UTC)


class AnswerThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnswerTheme

    answer = factory.SubFactory(AnswerFactory)
    theme = "wantrouwen"
    codebook = factory.SubFactory("tests.factories.codebook.CodebookFactory")
    by = factory.SubFactory("tests.factories.accounts.UserFactory", officer=True)
