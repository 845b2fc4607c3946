from datetime import date, timedelta
from functools import cache
from hashlib import sha256

import factory
from django.conf import settings
from django.utils import timezone

from pilots.interviews.enums import NameDecision, Proof, Purpose, ReleaseState, TextState, WithdrawalKind
from pilots.interviews.models import (
    Coding,
    Consent,
    ConsentText,
    Excerpt,
    Interview,
    Memo,
    NameKey,
    Participant,
    ParticipantLink,
    RawText,
    Release,
    Transcript,
    Withdrawal,
)
from pilots.interviews.tables import read

WORDS = "Het waterpeil is hier het grote punt. Niemand zegt wat wij moeten doen. Wij willen best, maar dan wel samen."


@cache
def pack():
    """The consent texts as they stand in content/consent."""
    return read(settings.CONTENT_DIR / "consent")


class ConsentTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConsentText
        django_get_or_create = ("pack", "version")

    pack = "toestemming"
    version = "1.0"
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)


class InterviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interview

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    title = factory.Sequence(lambda n: f"Interview {n}")
    held_on = date(2026, 3, 12)
    interviewer = factory.SubFactory("tests.factories.accounts.UserFactory", officer=True)


class ParticipantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participant

    interview = factory.SubFactory(InterviewFactory)
    person = factory.SubFactory("tests.factories.stakeholders.PersonFactory")
    label = factory.Sequence(lambda n: f"Veehouder {n}")


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    participant = factory.SubFactory(ParticipantFactory)
    purpose = Purpose.ANALYSIS
    is_given = True
    given_on = date(2026, 3, 12)
    text = factory.SubFactory(ConsentTextFactory)
    proof = Proof.SPOKEN
    proof_note = "Minute 1 of the recording"


class ParticipantLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ParticipantLink

    participant = factory.SubFactory(ParticipantFactory)
    secret_hash = factory.Sequence(lambda n: sha256(str(n).encode()).hexdigest())
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class TranscriptFactory(factory.django.DjangoModelFactory):
    """A text whose names have been replaced."""

    class Meta:
        model = Transcript

    interview = factory.SubFactory(InterviewFactory)
    version = 1
    state = TextState.PSEUDONYMISED
    text = WORDS
    source_name = "gesprek.txt"
    sha256 = "0" * 64
    created_by = factory.SelfAttribute("interview.interviewer")


class RawTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RawText

    transcript = factory.SubFactory(TranscriptFactory, state=TextState.RAW, text="")
    text = "Jan de Vries: het waterpeil is hier het grote punt."


class NameKeyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NameKey

    interview = factory.SubFactory(InterviewFactory)
    original = "Jan de Vries"
    pseudonym = "Veehouder A"
    decision = NameDecision.REPLACED
    decided_by = factory.SelfAttribute("interview.interviewer")


class ExcerptFactory(factory.django.DjangoModelFactory):
    """The first sentence of a text, without any consent: see `quote` for one that may be read."""

    class Meta:
        model = Excerpt

    transcript = factory.SubFactory(TranscriptFactory)
    participant = factory.SubFactory(ParticipantFactory, interview=factory.SelfAttribute("..transcript.interview"))
    start = 0
    end = 37
    text = factory.LazyAttribute(lambda excerpt: excerpt.transcript.text[excerpt.start : excerpt.end])
    created_by = factory.SelfAttribute("transcript.created_by")


class CodingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Coding

    excerpt = factory.SubFactory(ExcerptFactory)
    theme = "mistrust"
    codebook = factory.SubFactory("tests.factories.codebook.CodebookFactory")
    created_by = factory.SelfAttribute("excerpt.created_by")


class MemoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Memo

    interview = factory.SubFactory(InterviewFactory)
    text = "Ask about the water level next time."
    created_by = factory.SelfAttribute("interview.interviewer")


class ReleaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Release

    excerpt = factory.SubFactory(ExcerptFactory)
    state = ReleaseState.RELEASED
    decided_at = factory.LazyFunction(timezone.now)


class WithdrawalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Withdrawal

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    kind = WithdrawalKind.CONSENT
    number_of_quotes = 1


def agree(participant: Participant, *purposes: Purpose) -> None:
    """Give consent for these purposes; for all of them without any."""
    for purpose in purposes or Purpose:
        ConsentFactory(participant=participant, purpose=purpose)


def quote(*purposes: Purpose, state: ReleaseState = ReleaseState.RELEASED, **fields) -> Excerpt:
    """Make an excerpt that its speaker decided about, with consent for these purposes; for all of them without any."""
    excerpt = ExcerptFactory(**fields)
    agree(excerpt.participant, *purposes)
    decided_at = None if state == ReleaseState.PROPOSED else timezone.now()
    wording = "In my own words." if state == ReleaseState.REWORDED else ""
    ReleaseFactory(excerpt=excerpt, state=state, wording=wording, decided_at=decided_at)
    return excerpt
