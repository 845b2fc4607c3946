from datetime import date, timedelta

import pytest
from django.core import mail
from django.db.models import ProtectedError
from django.utils import timezone

from core.links import digest
from governance.signing import actions
from governance.signing.actions import ContentChangedError, SigningError
from governance.signing.canonical import fingerprint
from governance.signing.enums import Decision
from governance.signing.models import Chain, Delegation, MandateLink, Signature, Signer
from governance.signing.pages import letters_to_send, signing_of, verify
from governance.signing.tasks import send_letters
from tests.factories.areas import AreaFactory
from tests.factories.signing import MandateFactory, SignerFactory

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def states(area, *codes):
    return [view.state for view in signing_of(area, "paper", codes or ["1"]).values()]


def test_signature_holds_what_was_seen_and_lapses_when_that_changes(area, signer, sign, papers):
    assert states(area, "1", "2") == ["wacht", "niet-gevraagd"]

    row = sign(signer)

    assert (row.number, row.name, row.function) == (1, "Berend Bestuurder", signer.mandate.function)
    assert (row.sha256, row.title, row.pack_version) == (fingerprint(papers["1"]), "Doel", "0.1")
    assert abs(row.signed_at - timezone.now()) < timedelta(minutes=5)
    assert Chain.objects.get(area=area).seal == row.seal
    assert states(area) == ["getekend"]
    assert sign(signer).pk == row.pk  # pressing twice

    papers["1"]["items"][0]["text"] = "Zes hectare heide."
    assert states(area) == ["vervallen"]
    assert sign(signer).number == 2
    papers["1"]["items"][0]["text"] = "Vijf hectare heide."
    assert states(area) == ["vervallen"]
    assert not verify().faults
    with pytest.raises(ProtectedError):
        area.delete()


def test_content_that_changed_since_it_was_read_is_not_signed(signer, sign, papers):
    seen = fingerprint(papers["1"])
    papers["1"]["name"] = "Ander doel"

    with pytest.raises(ContentChangedError) as refused:
        sign(signer, sha256=seen)

    assert refused.value.document.title == "Ander doel"
    assert not Signature.objects.exists()


def test_refusal_weighs_most_until_the_content_changes(area, signer, sign, papers):
    sign(signer, Decision.REFUSED, reason="Te weinig.")
    assert states(area) == ["geweigerd"]

    papers["1"]["items"][0]["text"] = "Tien hectare."
    assert states(area) == ["wacht"]
    sign(signer)
    assert states(area) == ["getekend"]


def test_whoever_may_not_sign_now_is_refused(area, signer, sign, papers, officer):
    later = SignerFactory(area=area, mandate=MandateFactory(area=area), place=2)
    other = MandateFactory(area=area)
    with pytest.raises(SigningError):
        sign(later)  # the first has not signed
    with pytest.raises(SigningError):
        sign(signer, acting=other)  # no delegation
    actions.end_mandate(mandate=signer.mandate, on=YESTERDAY, by=officer)
    with pytest.raises(SigningError):
        sign(signer)  # the mandate ended between
    with pytest.raises(SigningError):
        actions.end_mandate(mandate=signer.mandate, on=date(2019, 1, 1), by=officer)
    actions.withdraw(signer=signer, by=officer)
    with pytest.raises(SigningError):
        sign(signer)
    sign(later)  # now the only one
    assert states(area) == ["getekend"]


def test_people_are_asked_once_at_once_or_in_order(area, mandate, papers, coordinator):
    def ask(*mandates, is_in_order=False, code="1"):
        given = {"area": area, "kind": "paper", "code": code, "by": coordinator}
        return [one.place for one in actions.ask(mandates=list(mandates), is_in_order=is_in_order, **given)]

    second, third = MandateFactory(area=area), MandateFactory(area=area)
    assert ask(mandate) == [1]
    assert ask(mandate, second) == [1]
    assert ask(second, third, is_in_order=True) == [2]
    actions.set_place(signer=Signer.objects.get(mandate=third), place=1, by=coordinator)
    for faulty in (MandateFactory(area=AreaFactory()), MandateFactory(area=area, ends_on=YESTERDAY)):
        with pytest.raises(SigningError):
            ask(faulty)
    with pytest.raises(SigningError):
        ask(mandate, code="gone")


def test_delegation_lets_another_sign_while_both_mandates_hold(area, signer, sign):
    stand_in = MandateFactory(area=area, name="Wil Waarnemer")
    far = MandateFactory(area=area)
    given = {"starts_on": YESTERDAY, "ends_on": TOMORROW, "by": None}
    delegation = actions.delegate(mandate=signer.mandate, to=far, **given)
    actions.delegate(mandate=far, to=stand_in, **given)
    with pytest.raises(SigningError):
        actions.delegate(mandate=stand_in, to=signer.mandate, **given)  # a circle
    with pytest.raises(SigningError):
        actions.delegate(mandate=far, to=far, **given)

    far.ends_on = YESTERDAY
    far.save()
    with pytest.raises(SigningError):
        sign(signer, acting=stand_in, by=stand_in.user)  # a mandate in between has lapsed
    far.ends_on = None
    far.save()
    assert actions.stand_ins(signer.mandate, TODAY) == sorted([far.pk, stand_in.pk])
    row = sign(signer, acting=stand_in, by=stand_in.user)
    assert (row.name, row.on_behalf_name) == ("Wil Waarnemer", signer.mandate.name)
    actions.withdraw_delegation(delegation=delegation, by=None)
    assert actions.stand_ins(signer.mandate, TODAY) == []
    assert Delegation.objects.count() == 2


def test_person_without_account_gets_one_mail_a_day_when_asked_and_when_it_lapsed(
    area, papers, sign, django_capture_on_commit_callbacks
):
    mandate = MandateFactory(area=area, without_account=True)
    signer = SignerFactory(area=area, mandate=mandate)
    SignerFactory(area=area, mandate=mandate, code="2")
    SignerFactory(area=area, mandate=MandateFactory(area=area, without_account=True), code="2", place=2)

    with django_capture_on_commit_callbacks(execute=True):
        send_letters()
        send_letters()

    assert [message.to for message in mail.outbox] == [[mandate.email]]
    secret = mail.outbox[0].body.split("/tekenen/")[1].split("/")[0]
    assert MandateLink.objects.get().secret_hash == digest(secret)
    assert "Doel" not in mail.outbox[0].subject
    mandate.letters.update(on=YESTERDAY)
    assert letters_to_send() == []

    sign(signer, by=None)
    papers["1"]["name"] = "Ander doel"
    [(found, about)] = letters_to_send()
    assert (found, about) == (mandate, {signer: 1})
    assert actions.send_letter(mandate=found, signers=about)
    assert not actions.send_letter(mandate=found, signers=about)
    mandate.letters.filter(on=TODAY).delete()
    assert letters_to_send() == []
