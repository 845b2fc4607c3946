"""Partners of an area sign through one of their persons, as long as both are there."""

from dataclasses import replace

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.links import digest
from governance.signing import actions, registry
from governance.signing.actions import SigningError
from governance.signing.canonical import fingerprint
from governance.signing.enums import Decision
from governance.signing.models import Mandate, Signature
from governance.signing.pages import letters_to_send, parties_signed, signer_panel, signing_of, verify
from governance.signing.tasks import send_letters
from pilots.stakeholders.actions import RemovalError, anonymise_person, merge, remove_partner
from tests.factories.areas import AreaFactory
from tests.factories.signing import MandateFactory, MandateLinkFactory, SignerFactory
from tests.factories.stakeholders import OrganisationFactory, PartnerFactory, PersonFactory

TODAY = timezone.localdate()
READ = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def charter(papers):
    """Make paper a kind that partners sign, with names for the team alone."""
    provider = registry.provider_of("paper")
    registry.register(
        "paper",
        replace(
            provider,
            is_for_partners=True,
            may_name=lambda user, area: user.has_perm("areas.work_pilotarea", area),
            may_read=lambda user, area: user.has_perm("areas.involve_pilotarea", area),
        ),
    )
    return papers


@pytest.fixture
def farm(area):
    return PartnerFactory(area=area, organisation__name="Maatschap De Hoeve (fictief)")


@pytest.fixture
def farmer(farm):
    return PersonFactory(
        organisation=farm.organisation, name="Ada Akker", email="ada@hoeve.example", function="maat", language="en"
    )


@pytest.fixture
def asking(area, charter, coordinator):
    def _asking(partner, person, **more):
        given = {"area": area, "kind": "paper", "code": "1", "by": coordinator, **more}
        return actions.ask_partner(partner=partner, person=person, **given)

    return _asking


def parties(area, *partners):
    view = signing_of(area, "paper", ["1"])["1"]
    return parties_signed(view, [partner.pk for partner in partners])


def decide(signer, paper, decision=Decision.SIGNED, reason=""):
    given = {"acting": signer.mandate, "sha256": fingerprint(paper), "by": signer.mandate.user, "reason": reason}
    return actions.decide(signer=signer, decision=decision, **given)


def test_partner_signs_by_link_until_it_leaves_and_the_signature_stays(
    area, farm, farmer, asking, charter, django_capture_on_commit_callbacks
):
    other = PartnerFactory(area=area)
    signer = asking(farm, farmer)
    assert asking(farm, farmer).pk == signer.pk
    mandate = signer.mandate
    assert (mandate.name, mandate.email, mandate.language) == ("Ada Akker", "ada@hoeve.example", "en")
    assert (mandate.function, mandate.partner, mandate.area) == ("maat, Maatschap De Hoeve (fictief)", farm, area)
    farmer.function = "voorzitter"
    farmer.save()
    again = asking(farm, farmer, code="2", place=3)
    assert (again.mandate_id, again.place) == (mandate.pk, 3)
    assert Mandate.objects.get().function == "voorzitter, Maatschap De Hoeve (fictief)"

    with django_capture_on_commit_callbacks(execute=True):
        send_letters()
    assert "You are asked as Maatschap De Hoeve (fictief)." in mail.outbox[0].body
    secret = mail.outbox[0].body.split("/tekenen/")[1].split("/")[0]
    page = Client().get(reverse("signing:own-document", args=[secret, area.slug, "paper", "1"]), **READ)
    assert page.context["organisation"] == "Maatschap De Hoeve (fictief)"
    assert "You sign for Maatschap De Hoeve (fictief)." in page.content.decode()
    form = page.context["forms"][0].form
    given = {name: form[name].value() for name in ("signer", "sha256", "seen")} | {"do": "getekend", "is_read": "on"}
    Client().post(reverse("signing:own-decide", args=[secret, area.slug, "paper", "1"]), given)

    row = Signature.objects.get()
    assert (row.name, row.function) == ("Ada Akker", "voorzitter, Maatschap De Hoeve (fictief)")
    found = parties(area, farm, other)
    assert (found.signed, found.waiting, found.is_signed) == ((farm.pk,), (other.pk,), False)
    assert parties(area, farm).is_signed

    farm.until_on = TODAY
    farm.save()
    assert not Mandate.objects.running(TODAY).exists()
    assert Client().get(reverse("signing:own-desk", args=[secret])).status_code == 410
    mandate.letters.all().delete()
    assert letters_to_send() == []
    with pytest.raises(SigningError):
        decide(signer, charter["1"], Decision.REFUSED, "Toch niet.")
    with pytest.raises(SigningError):
        asking(farm, farmer)
    assert parties(area, farm).is_signed
    assert not verify().faults
    with pytest.raises(RemovalError):
        remove_partner(partner=farm, by=mandate.given_by)
    farm.until_on = None
    farm.save()
    assert list(Mandate.objects.running(TODAY)) == [mandate]


def test_party_counts_as_signed_when_all_its_persons_signed_what_stands_there_now(area, farm, farmer, asking, charter):
    second = asking(farm, PersonFactory(organisation=farm.organisation))
    first = asking(farm, farmer)
    decide(first, charter["1"])
    assert parties(area, farm).waiting == (farm.pk,)
    decide(second, charter["1"], Decision.REFUSED, "Te vroeg.")
    assert parties(area, farm).refused == (farm.pk,)
    decide(second, charter["1"])
    assert parties(area, farm).signed == (farm.pk,)
    charter["1"]["name"] = "Andere regels"
    assert parties(area, farm).waiting == (farm.pk,)


def test_whoever_cannot_be_asked_gets_a_reason(area, farm, farmer, asking, officer):
    gone = PersonFactory(organisation=farm.organisation, name="Gé Gone", merged_into=farmer)
    silent = PersonFactory(organisation=farm.organisation, email="")
    for partner, person, more in (
        (PartnerFactory(area=AreaFactory()), farmer, {}),
        (farm, PersonFactory(), {}),
        (farm, gone, {}),
        (farm, silent, {}),
        (PartnerFactory(area=area, organisation=OrganisationFactory(), until_on=TODAY), farmer, {}),
        (farm, farmer, {"code": "gone"}),
    ):
        with pytest.raises(SigningError):
            asking(partner, person, **more)
    assert not Mandate.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateFactory(area=None, province="NL-GE", partner=farm)

    anonymous = PersonFactory(organisation=farm.organisation)
    signer = asking(farm, anonymous)
    anonymise_person(person=anonymous, by=officer)
    assert not Mandate.objects.get(pk=signer.mandate_id).is_running(TODAY)
    assert not Mandate.objects.running(TODAY).exists()


def test_merged_person_is_asked_once_and_a_merged_party_keeps_its_signature(
    area, farm, farmer, asking, charter, admin_user
):
    twin = PersonFactory(organisation=farm.organisation, name="A. Akker", email="old@hoeve.example")
    first, second = asking(farm, farmer), asking(farm, twin)
    decide(first, charter["1"])
    merge(keep=farmer, drop=twin, by=admin_user)
    assert set(Mandate.objects.running(TODAY)) == {first.mandate}
    assert [view.is_mandate_running for view in signing_of(area, "paper", ["1"])["1"].signers] == [True, False]
    actions.withdraw(signer=second, by=admin_user)

    double = PartnerFactory(area=area, organisation__name="De Hoeve")
    merge(keep=double.organisation, drop=farm.organisation, by=admin_user)
    [view] = signing_of(area, "paper", ["1"])["1"].signers
    assert (view.partner_id, view.organisation, view.is_mandate_running) == (double.pk, "De Hoeve", True)
    assert parties(area, double).is_signed
    assert not verify().faults


def test_organisation_is_for_all_readers_and_the_person_for_the_team(
    area, farm, farmer, asking, charter, coordinator, partner, login
):
    area.visibility = "partners"
    area.save()
    first = asking(farm, farmer)
    decide(first, charter["1"], Decision.REFUSED, "Geheime reden.")
    neighbour = PersonFactory()
    asked = asking(PartnerFactory(area=area, organisation=neighbour.organisation), neighbour).mandate
    MandateLinkFactory(mandate=asked, secret_hash=digest("secret"))
    address = reverse("signing:document-detail", args=[area.slug, "paper", "1"])
    team = login(coordinator).get(address).content.decode()
    assert "Ada Akker" in team
    assert "Geheime reden." in team
    own = reverse("signing:own-document", args=["secret", area.slug, "paper", "1"])
    for page in (login(partner).get(address), Client().get(own)):
        body = page.content.decode()
        assert page.status_code == 200
        assert "Maatschap De Hoeve (fictief)" in body
        assert "Ada Akker" not in body
        assert "Geheime reden." not in body
    idle = MandateFactory(area=area, partner=farm, without_account=True, email=farmer.email)
    MandateFactory(area=area)  # of a public office
    assert list(signer_panel(area, "paper", "1").candidates) == [idle]

    with CaptureQueriesContext(connection) as few:
        signing_of(area, "paper", ["1"])
    for _number in range(2):
        organisation = OrganisationFactory()
        asking(PartnerFactory(area=area, organisation=organisation), PersonFactory(organisation=organisation))
    with CaptureQueriesContext(connection) as many:
        signing_of(area, "paper", ["1"])
    assert len(few) == len(many)


def test_closed_document_is_read_but_not_signed_asked_or_mailed(area, farm, farmer, asking, charter, login):
    user = MandateFactory().user
    farmer.user = user
    farmer.save()
    signer = asking(farm, farmer)
    assert (signer.mandate.user, signer.mandate.email) == (user, "")
    SignerFactory(area=area, mandate=asking(farm, PersonFactory(organisation=farm.organisation), code="2").mandate)
    provider = registry.provider_of("paper")

    def documents(area, codes):
        return {code: replace(one, closed="Vervangen.") for code, one in provider.documents(area, codes).items()}

    def outlines(areas):
        return {key: replace(one, is_open=False) for key, one in provider.outlines(areas).items()}

    registry.register("paper", replace(provider, documents=documents, outlines=outlines))
    assert letters_to_send() == []
    for refused in (lambda: decide(signer, charter["1"]), lambda: asking(farm, farmer)):
        with pytest.raises(SigningError, match="Vervangen"):
            refused()
    page = login(user).get(reverse("signing:document-detail", args=[area.slug, "paper", "1"]))
    assert page.context["forms"] == []
    assert "Vervangen." in page.content.decode()
    desk = login(user).get(reverse("signing:desk")).context["desk"]
    assert (desk.now, desk.later, desk.done) == ((), (), ())
