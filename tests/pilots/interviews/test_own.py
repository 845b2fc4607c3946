"""The own page of an interviewee, with a personal link."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from core.links import make_link
from pilots.interviews import actions
from pilots.interviews.enums import Purpose, ReleaseState, WithdrawalKind
from pilots.interviews.models import Excerpt, ParticipantLink, Release, Withdrawal
from tests.factories.interviews import ExcerptFactory, quote

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def excerpt(transcript, farmer):
    excerpt = ExcerptFactory(transcript=transcript, participant=farmer, start=38, end=70)
    actions.propose_quote(excerpt=excerpt)
    return excerpt


@pytest.fixture
def link(farmer):
    return make_link(ParticipantLink, participant=farmer, expires_at=timezone.now() + timedelta(days=1))


def own(secret: str, name: str = "own-page", **more) -> str:
    return reverse(f"interviews:{name}", kwargs={"secret": secret, **more})


def decision(excerpt: Excerpt, state: str, wording: str = "") -> dict:
    return {f"citaat-{excerpt.pk}-state": state, f"citaat-{excerpt.pk}-wording": wording}


def test_own_page_shows_the_quote_in_its_context_without_a_login(client, link, excerpt):
    response = client.get(own(link[1]), **ENGLISH)
    page = response.content.decode()

    assert excerpt.text in page
    assert "Het waterpeil is hier het grote punt." in page, "what was said before it"
    assert "1 quote waits for your answer" in page
    assert "Wet open overheid" in client.get(own(link[1]), HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_own_page_shows_nothing_of_others(client, link, excerpt):
    other = quote(transcript=excerpt.transcript, start=71, end=100)

    page = client.get(own(link[1])).content.decode()

    assert f"citaat-{other.pk}" not in page


@pytest.mark.parametrize("name", ["own-page"])
def test_wrong_link_is_not_there(client, link, name):
    assert client.get(own("x" * 43, name)).status_code == 404


@pytest.mark.parametrize("change", [{"expires_at": timezone.now() - timedelta(days=1)}, {"revoked_at": timezone.now()}])
def test_link_that_stopped_working_says_what_to_do(client, link, excerpt, change):
    ParticipantLink.objects.update(**change)

    response = client.get(own(link[1]), **ENGLISH)

    assert response.status_code == 410
    assert "ask for a new one" in response.content.decode()
    assert excerpt.text not in response.content.decode()
    url = own(link[1], "own-quote", excerpt=excerpt.pk)
    assert client.post(url, decision(excerpt, "released")).status_code == 410
    assert Release.objects.get().state == ReleaseState.PROPOSED


def test_own_pages_refuse_a_wrong_method(client, link, excerpt):
    assert client.post(own(link[1])).status_code == 405
    assert client.get(own(link[1], "own-quote", excerpt=excerpt.pk)).status_code == 405
    assert client.get(own(link[1], "own-consent", purpose="quote")).status_code == 405


@pytest.mark.parametrize(
    ("state", "wording", "shown"),
    [
        ("released", "", "Niemand zegt wat wij moeten doen"),
        ("reworded", "Zeg ons wat er moet.", "Zeg ons wat er moet."),
        ("refused", "", None),
    ],
)
def test_interviewee_decides_about_a_quote(client, link, excerpt, state, wording, shown):
    client.post(own(link[1], "own-quote", excerpt=excerpt.pk), decision(excerpt, state, wording))

    found = [one.wording for one in Excerpt.objects.quotable()]
    assert found == ([] if shown is None else [found[0]])
    assert shown is None or found[0].startswith(shown)
    assert not Withdrawal.objects.exists(), "no paper holds a quote that was never released"


def test_own_words_are_needed_to_reword(client, link, excerpt):
    url = own(link[1], "own-quote", excerpt=excerpt.pk)

    response = client.post(url, decision(excerpt, "reworded", " "))

    assert response.status_code == 422
    assert Release.objects.get().state == ReleaseState.PROPOSED


@pytest.mark.parametrize(
    ("state", "kind"), [("refused", WithdrawalKind.REFUSED), ("reworded", WithdrawalKind.REWORDED)]
)
def test_changing_ones_mind_makes_older_papers_out_of_date(client, link, excerpt, state, kind):
    url = own(link[1], "own-quote", excerpt=excerpt.pk)
    client.post(url, decision(excerpt, "released"))
    client.post(url, decision(excerpt, state, "Anders."))
    client.post(url, decision(excerpt, state, "Anders."))

    assert [(row.kind, row.number_of_quotes) for row in Withdrawal.objects.all()] == [(kind, 1)]


def test_quote_of_another_cannot_be_decided(client, link, excerpt):
    other = quote(transcript=excerpt.transcript, start=71, end=100, state=ReleaseState.PROPOSED)

    assert client.post(own(link[1], "own-quote", excerpt=other.pk), decision(other, "released")).status_code == 404


def test_interviewee_withdraws_and_gives_consent_again(client, link, excerpt, farmer):
    actions.decide(excerpt=excerpt, state=ReleaseState.RELEASED)
    url = own(link[1], "own-consent", purpose=Purpose.QUOTE)

    client.post(url, {"do": "withdraw", "text": "1.0"})
    assert not Excerpt.objects.quotable().exists()
    assert [(row.kind, row.number_of_quotes) for row in Withdrawal.objects.all()] == [(WithdrawalKind.CONSENT, 1)]
    assert farmer.consents.get(purpose=Purpose.QUOTE).withdrawn_by is None

    client.post(url, {"do": "give", "text": "1.0"})
    assert Excerpt.objects.quotable().exists()
    assert farmer.consents.get(purpose=Purpose.QUOTE).proof == "link"


def test_unknown_purpose_is_not_there(client, link):
    assert client.post(own(link[1], "own-consent", purpose="everything"), {"do": "give"}).status_code == 404


def test_link_is_mailed_and_works(login, client, coordinator, excerpt, farmer):
    interview = excerpt.transcript.interview
    args = [interview.area.slug, interview.pk, farmer.pk]

    login(coordinator).post(reverse("interviews:link-mail", args=args))

    texts = [m.body for m in mail.outbox] + [m.text for m in OutgoingMail.objects.all()]
    subjects = [m.subject for m in mail.outbox] + [m.subject for m in OutgoingMail.objects.all()]
    assert len(texts) == 1
    assert "Geheim" not in subjects[0]
    address = next(word for word in texts[0].split() if "/mijn-gesprek/" in word)
    assert client.get(address[address.index("/mijn") :]).status_code == 200


def test_link_is_shown_once_to_hand_over(login, coordinator, officer, excerpt, farmer):
    interview = excerpt.transcript.interview
    url = reverse("interviews:link-show", args=[interview.area.slug, interview.pk, farmer.pk])

    assert login(officer).post(url).status_code == 404
    assert "/mijn-gesprek/" in login(coordinator).post(url).content.decode()
    assert ParticipantLink.objects.count() == 1


def test_links_that_went_astray_are_stopped(login, client, coordinator, officer, excerpt, farmer):
    args = [excerpt.transcript.interview.area.slug, excerpt.transcript.interview.pk, farmer.pk]
    address = actions.make_link(participant=farmer)
    path = address[address.index("/mijn") :]

    assert login(officer).post(reverse("interviews:link-revoke", args=args)).status_code == 404
    assert client.get(path).status_code == 200
    login(coordinator).post(reverse("interviews:link-revoke", args=args))

    assert client.get(path).status_code == 410
