import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.digest import digest_of
from core.links import digest, make_secret
from governance.signing.canonical import fingerprint
from governance.signing.enums import Decision
from governance.signing.models import Delegation, Mandate, Signature, Signer
from tests.factories.areas import AreaFactory
from tests.factories.signing import DelegationFactory, MandateFactory, MandateLinkFactory, SignerFactory

TODAY = timezone.localdate()
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
READ = {"HTTP_ACCEPT_LANGUAGE": "en"}


def url(name, *more):
    return reverse(f"signing:{name}", args=["landgoederen-brummen", "paper", "1", *more])


def hidden(page, signer):
    form = next(one.form for one in page.context["forms"] if one.turn.signer.key == signer.pk)
    return {name: form[name].value() for name in ("signer", "sha256", "seen")}


@pytest.fixture
def secret(area, papers):
    """The secret of somebody without account who is asked to sign paper 1, in a mandate of this area."""
    value = make_secret()
    mandate = MandateFactory(area=area, without_account=True, name="Dirk Waterman")
    SignerFactory(area=area, mandate=mandate, code="2")
    MandateLinkFactory(mandate=mandate, secret_hash=digest(value))
    return value


def test_pages_open_for_whom_they_are_meant(login, area, signer, coordinator, stranger, partner, administrator):
    delegation = DelegationFactory(mandate=signer.mandate, to=MandateFactory(area=area))
    for_signers = [url("document-detail"), url("document-difference", 1)]
    for_team = [
        url("signer-list"),
        reverse("signing:mandate-list", args=[area.slug]),
        reverse("signing:mandate-end", args=[area.slug, signer.mandate.pk]),
    ]
    own = [reverse("signing:delegation-add", args=[signer.mandate.pk])]
    posts = [
        url("document-decide"),
        *(url(f"signer-{name}", signer.pk) for name in ("withdraw", "place", "resend")),
        reverse("signing:delegation-withdraw", args=[delegation.pk]),
    ]
    for path in [*for_signers, *for_team, *own, *posts, reverse("signing:desk")]:
        assert Client().get(path).status_code == 302
    for person in (stranger, partner):
        for path in [*for_signers, *for_team, *own]:
            assert login(person).get(path).status_code == 404, path
        for path in posts:
            assert login(person).post(path).status_code == 404, path
    for path in posts:
        assert login(coordinator).get(path).status_code == 405
    for path in [for_signers[0], *for_team]:
        assert login(coordinator).get(path).status_code == 200, path
    for path in [for_signers[0], *own, reverse("signing:desk")]:
        assert login(administrator).get(path).status_code == 200, path
    assert login(administrator).get(for_team[0]).status_code == 404
    assert Signer.objects.current().count() == 1


def test_signer_reads_signs_and_renews_with_the_difference_in_sight(login, signer, papers, administrator):
    client = login(administrator)
    page = client.get(url("document-detail"), **READ)
    assert "Vijf hectare heide." in page.text
    assert fingerprint(papers["1"]) in page.text
    given = hidden(page, signer) | {"do": "getekend"}

    assert client.post(url("document-decide"), given).status_code == 422  # not said to have read it
    assert client.post(url("document-decide"), given | {"do": "geweigerd", "is_read": "on"}).status_code == 422
    assert not Signature.objects.exists()
    answer = client.post(url("document-decide"), given | {"is_read": "on"}, follow=True, **READ)
    assert answer.redirect_chain[-1][0] == url("document-detail")
    assert Signature.objects.get().user == administrator

    papers["1"]["items"][0]["text"] = "Zes hectare heide."
    [group] = digest_of(administrator, TODAY).groups
    assert len(group.lines) == 1
    page = client.get(url("document-detail"), **READ)
    assert "<del>Vijf hectare heide.</del>" in page.text
    assert "<ins>Zes hectare heide.</ins>" in page.text
    difference = client.get(url("document-difference", 1), **READ)
    assert "<ins>Zes hectare heide.</ins>" in difference.text
    assert "Anna: text changed" in difference.text
    assert client.get(url("document-difference", 7)).status_code == 404

    stale = hidden(page, signer) | {"do": "geweigerd", "is_read": "on", "reason": "Te klein."}
    papers["1"]["items"][0]["text"] = "Zeven hectare heide."
    refused = client.post(url("document-decide"), stale, **READ)
    assert refused.status_code == 422
    assert "<ins>Zeven hectare heide.</ins>" in refused.text
    assert "Te klein." in refused.text  # nothing lost
    assert Signature.objects.count() == 1
    client.post(
        url("document-decide"), hidden(refused, signer) | {"do": "geweigerd", "is_read": "on", "reason": "Nee."}
    )
    assert Signature.objects.last().decision == Decision.REFUSED
    client.post(url("document-decide"), {"signer": "999999"})
    assert client.post(url("document-decide"), {"signer": "x"}).status_code == 404


def test_names_stay_with_who_is_involved(login, area, signer, sign, papers, coordinator, stranger):
    sign(signer, Decision.REFUSED, reason="Geheime reden")
    area.visibility = "openbaar"
    area.save()
    papers["1"]["name"] = "Nieuw"

    inside, outside = (login(person).get(url("document-detail"), **READ).text for person in (coordinator, stranger))

    for words in ("Berend Bestuurder", "Geheime reden"):
        assert words in inside
        assert words not in outside
        assert words not in login(stranger).get(url("document-difference", 1), **READ).text
    assert signer.mandate.function in outside


def test_desk_asks_a_constant_number_of_questions(login, area, mandate, administrator, papers):
    def queries(person):
        client = login(person)
        client.get(reverse("signing:desk"))
        with CaptureQueriesContext(connection) as caught:
            page = client.get(reverse("signing:desk"), **READ)
        return len(caught), len(page.context["desk"].now)

    SignerFactory(area=area, mandate=mandate)
    few, shown = queries(administrator)
    assert shown == 1
    stand_in = MandateFactory(area=area, name="Ander")
    DelegationFactory(mandate=stand_in, to=mandate)
    SignerFactory(area=area, mandate=mandate, code="2")
    SignerFactory(area=area, mandate=stand_in, code="2")
    assert queries(administrator) == (few, 3)


def test_coordinator_asks_orders_mails_and_withdraws(login, area, papers, coordinator, mandate):
    client = login(coordinator)
    other = MandateFactory(area=area, without_account=True)
    assert client.post(url("signer-list"), {"order": "at-once"}).status_code == 422
    asked = {"mandates": [mandate.pk, other.pk], "order": "in-order"}
    assert client.post(url("signer-list"), asked).status_code == 302
    first, second = Signer.objects.order_by("place")
    assert (first.place, second.place) == (1, 2)

    part = client.post(url("signer-place", second.pk), {"place": "1"}, HTTP_HX_REQUEST="true")
    assert part.text.strip().startswith('<div id="ondertekenaars"')
    shown = client.get(url("signer-list")).text
    assert TOKEN.sub("", part.text).strip() in TOKEN.sub("", shown)
    assert client.post(url("signer-place", second.pk), {"place": "0"}).status_code == 302
    client.post(url("signer-resend", second.pk))
    client.post(url("signer-resend", second.pk))
    assert other.letters.count() == 1
    client.post(url("signer-withdraw", first.pk))
    assert [one.pk for one in Signer.objects.current()] == [second.pk]
    assert client.post(url("signer-withdraw", first.pk)).status_code == 404
    gone = reverse("signing:signer-list", args=[area.slug, "paper", "gone"])
    assert client.get(gone).status_code == 404


def test_mandates_are_recorded_and_ended(login, area, coordinator, officer, administrator):
    path = reverse("signing:mandate-list", args=[area.slug])
    given = {
        "name": "Wil de Wit",
        "email": "wil@example.nl",
        "function": "dijkgraaf",
        "starts_on": TODAY,
        "scope": "area",
    }
    client = login(coordinator)
    assert client.post(path, given | {"email": ""}).status_code == 422
    assert client.post(path, given | {"scope": "NL-GE"}).status_code == 422  # only an officer of that province
    assert client.post(path, given).status_code == 302
    whole = {**given, "scope": "NL-GE", "user": administrator.pk}
    assert login(officer).post(path, whole).status_code == 302
    found = Mandate.objects.get(province="NL-GE")
    assert (found.name, found.email, found.user) == (administrator.name, "", administrator)

    end = reverse("signing:mandate-end", args=[area.slug, found.pk])
    assert client.post(end, {"on": TODAY}).status_code == 404
    assert login(officer).post(end, {"on": TODAY - timedelta(days=1)}).status_code == 422
    assert login(officer).post(end, {"on": TODAY}).status_code == 302
    found.refresh_from_db()
    assert found.ends_on == TODAY


def test_holder_lets_another_sign_and_takes_it_back(login, area, mandate, administrator):
    client, other = login(administrator), MandateFactory(area=area)
    path = reverse("signing:delegation-add", args=[mandate.pk])
    days = {"starts_on": TODAY, "ends_on": TODAY}
    assert client.post(path, {"to": other.pk, **days, "ends_on": TODAY - timedelta(days=1)}).status_code == 422
    assert client.post(path, {"to": other.pk, **days}).status_code == 302
    DelegationFactory(mandate=other, to=MandateFactory(area=area, name="Derde"))
    third = Mandate.objects.get(name="Derde")
    back = reverse("signing:delegation-add", args=[third.pk])
    assert login(third.user).post(back, {"to": mandate.pk, **days}).status_code == 422
    given = Delegation.objects.get(mandate=mandate)
    client.post(reverse("signing:delegation-withdraw", args=[given.pk]))
    given.refresh_from_db()
    assert given.withdrawn_at is not None


def test_holder_of_a_personal_link_lets_another_sign_by_the_same_rules(area, secret, papers, login):
    own, other = Mandate.objects.get(name="Dirk Waterman"), MandateFactory(area=area)
    add, desk = reverse("signing:own-delegation-add", args=[secret]), reverse("signing:own-desk", args=[secret])
    days = {"starts_on": TODAY, "ends_on": TODAY}
    elsewhere = DelegationFactory(mandate=other, to=MandateFactory(area=area))
    assert Client().get(add, **READ).status_code == 200
    assert Client().post(add, {"to": MandateFactory(area=AreaFactory()).pk, **days}).status_code == 422
    assert Client().post(add, {"to": other.pk, **days}).url == desk
    given = Delegation.objects.get(mandate=own)
    assert given.to == other
    assert other.name in Client().get(desk, **READ).text
    desks = login(other.user).get(reverse("signing:desk")).context["desk"]
    assert [item.on_behalf for item in desks.now] == [str(own)]
    circle = {"to": own.pk, **days}
    assert login(other.user).post(reverse("signing:delegation-add", args=[other.pk]), circle).status_code == 422
    back = reverse("signing:own-delegation-withdraw", args=[secret, given.pk])
    assert Client().post(reverse("signing:own-delegation-withdraw", args=[secret, elsewhere.pk])).status_code == 404
    assert (Client().get(back).status_code, Client().post(back).url) == (405, desk)
    given.refresh_from_db()
    assert given.withdrawn_at is not None
    own.links.update(expires_at=timezone.now())
    assert Client().post(add, {"to": other.pk, **days}).status_code == 410


def test_personal_link_opens_only_what_is_asked_of_its_holder(area, secret, papers, signer):
    signer.withdrawn_at, signer.withdrawn_by = timezone.now(), signer.asked_by
    signer.save()
    own = Signer.objects.get(code="2")
    document = reverse("signing:own-document", args=[secret, area.slug, "paper", "2"])
    page = Client().get(reverse("signing:own-desk", args=[secret]), **READ)
    assert document in page.text
    assert page["Referrer-Policy"] == "same-origin"
    assert "noindex" in page["X-Robots-Tag"]
    shown = Client().get(document, **READ)
    assert "Nog niet alles." in shown.text
    given = hidden(shown, own) | {"do": "getekend", "is_read": "on"}
    decide = reverse("signing:own-decide", args=[secret, area.slug, "paper", "2"])
    assert Client().post(decide, {**given, "is_read": ""}).status_code == 422
    assert Client().post(decide, given).status_code == 302
    assert (Signature.objects.get().name, Signature.objects.get().user) == ("Dirk Waterman", None)
    for path in (
        reverse("signing:own-document", args=[secret, area.slug, "paper", "1"]),
        reverse("signing:own-document", args=[secret, "elders", "paper", "2"]),
        reverse("signing:own-desk", args=[make_secret()]),
    ):
        assert Client().get(path).status_code == 404
    Mandate.objects.filter(pk=own.mandate_id).update(ends_on=TODAY - timedelta(days=1))
    assert Client().get(document).status_code == 410
    assert Client().post(decide, given).status_code == 410
