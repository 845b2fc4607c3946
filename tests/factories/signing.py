from datetime import UTC, date, datetime

import factory

from accounts.enums import Role
from core.links import digest
from governance.signing import actions
from governance.signing.canonical import fingerprint
from governance.signing.enums import Decision
from governance.signing.models import Chain, Delegation, Letter, Mandate, MandateLink, Signature, Signer
from governance.signing.registry import provider_of
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory


class MandateFactory(factory.django.DjangoModelFactory):
    """A mandate with an account for one area; the trait `without_account` gives it an address instead."""

    class Meta:
        model = Mandate

    class Params:
        without_account = factory.Trait(user=None, email=factory.Sequence(lambda number: f"gs{number}@example.nl"))

    user = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)
    name = factory.Sequence(lambda number: f"Bestuurder {number}")
    function = factory.Sequence(lambda number: f"gedeputeerde {number} (fictief)")
    area = factory.SubFactory(AreaFactory)
    starts_on = date(2026, 1, 1)
    given_by = factory.SubFactory(UserFactory)


class DelegationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delegation

    mandate = factory.SubFactory(MandateFactory)
    to = factory.SubFactory(MandateFactory)
    starts_on = date(2026, 1, 1)
    ends_on = date(2099, 12, 31)


class SignerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Signer

    area = factory.SelfAttribute("mandate.area")
    kind = "paper"
    code = "1"
    mandate = factory.SubFactory(MandateFactory)
    asked_by = factory.SubFactory(UserFactory)


class MandateLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MandateLink

    mandate = factory.SubFactory(MandateFactory, without_account=True)
    secret_hash = factory.Sequence(lambda number: digest(f"secret {number}"))
    expires_at = datetime(2099, 1, 1, tzinfo=UTC)


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    mandate = factory.SubFactory(MandateFactory, without_account=True)
    on = date(2026, 11, 24)


class SignatureFactory(factory.django.DjangoModelFactory):
    """A row of the right shape, without a true seal: what is sealed is made by the actions of the room."""

    class Meta:
        model = Signature

    area = factory.SelfAttribute("signer.area")
    number = 1
    kind = "paper"
    code = "1"
    title = "Stuk 1"
    decision = Decision.SIGNED
    content = "{}"
    sha256 = "0" * 64
    signer = factory.SubFactory(SignerFactory)
    mandate = factory.SelfAttribute("signer.mandate")
    name = "Bestuurder"
    function = "gedeputeerde (fictief)"
    mandate_text = "Gebied"
    signed_at = datetime(2026, 11, 24, tzinfo=UTC)
    seal = "0" * 64


class ChainFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Chain

    area = factory.SubFactory(AreaFactory)


def sign_conditions(area, *codes):
    """Have somebody asked, once, and sign the conditions of an area (all of them without codes) as they are now."""
    mandate = Mandate.objects.filter(area=area).first() or MandateFactory(area=area)
    documents = provider_of("condition").documents(area, codes or None)
    for code, document in documents.items():
        asked = Signer.objects.current().of_document(area, "condition", code).first()
        signer = asked or SignerFactory(area=area, mandate=mandate, kind="condition", code=code)
        sha256 = fingerprint(document.content)
        actions.decide(signer=signer, acting=mandate, decision=Decision.SIGNED, sha256=sha256, by=mandate.user)
