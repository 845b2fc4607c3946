"""Coding: pieces of text, their themes and memos, and excerpts over all interviews."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilots.interviews.actions import hide_name
from pilots.interviews.enums import Purpose, ReleaseState, WithdrawalKind
from pilots.interviews.models import Coding, Excerpt, Memo, Withdrawal
from pilots.interviews.pages import coding_mark
from tests.factories.areas import AreaFactory
from tests.factories.interviews import (
    CodingFactory,
    ConsentFactory,
    ExcerptFactory,
    MemoFactory,
    ReleaseFactory,
    agree,
    quote,
)
from tests.pilots.interviews.addresses import at

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


# Coding ---------------------------------------------------------------------------------------------------------------
def coded(**changes) -> dict:
    return {"first": "1", "last": "2", "themes": ["mistrust", "measures.water"], **changes}


def test_sentences_are_coded_without_javascript(login, officer, transcript, farmer):
    url = at("excerpt-create", transcript.interview, version=1)

    response = login(officer).post(url, coded(participant=farmer.pk))

    excerpt = Excerpt.objects.get()
    assert response.url == at("transcript-code", transcript.interview, version=1)
    assert excerpt.text == "Het waterpeil is hier het grote punt. Niemand zegt wat wij moeten doen."
    assert set(excerpt.codings.values_list("theme", flat=True)) == {"mistrust", "measures.water"}


def test_piece_by_its_characters_is_coded_and_the_sheet_comes_back(login, officer, transcript, farmer):
    url = at("excerpt-create", transcript.interview, version=1)

    response = login(officer).post(
        url, coded(participant=farmer.pk, start="4", end="13"), headers={"HX-Request": "true"}, **ENGLISH
    )

    assert Excerpt.objects.get().text == "waterpeil"
    assert 'data-excerpts="1">waterpeil</mark>' in response.content.decode()
    assert "Kept as excerpt 1." in response.content.decode()
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"first": "", "last": ""},
        {"first": "3", "last": "1"},
        {"last": "99"},
        {"start": "5", "end": "5000"},
        {"themes": []},
    ],
)
def test_piece_that_does_not_exist_is_refused(login, officer, transcript, farmer, changes):
    url = at("excerpt-create", transcript.interview, version=1)

    response = login(officer).post(url, coded(participant=farmer.pk, **changes))

    assert response.status_code == 422
    assert not Excerpt.objects.exists()


def test_two_coders_do_not_overwrite_each_other(login, officer, coordinator, transcript, farmer):
    url = at("excerpt-create", transcript.interview, version=1)
    for user in (officer, coordinator, officer):
        login(user).post(url, coded(participant=farmer.pk, themes=["mistrust"]))

    assert Excerpt.objects.count() == 1
    assert set(Coding.objects.values_list("theme", "created_by")) == {
        ("mistrust", officer.pk),
        ("mistrust", coordinator.pk),
    }


def test_coder_takes_only_own_themes_away(login, officer, excerpt):
    interview = excerpt.transcript.interview
    theirs = CodingFactory(excerpt=excerpt)
    url = at("coding-delete", interview, excerpt=excerpt.pk, coding=theirs.pk)

    assert login(officer).post(url).status_code == 404
    assert login(theirs.created_by).post(url).status_code == 302
    assert not Coding.objects.exists()


def test_memos_are_added_and_only_own_ones_removed(login, officer, excerpt):
    interview = excerpt.transcript.interview
    client = login(officer)
    theirs = MemoFactory(interview=interview)

    client.post(at("memo-create", interview), {"text": "About all of it"})
    client.post(at("excerpt-memo", interview, excerpt=excerpt.pk), {"text": "About this piece"})

    own = Memo.objects.get(text="About all of it")
    assert Memo.objects.get(text="About this piece").excerpt == excerpt
    assert client.post(at("memo-delete", interview, memo=theirs.pk)).status_code == 404
    assert client.post(at("memo-delete", interview, memo=own.pk)).status_code == 302


def test_excerpt_is_proposed_only_with_consent_for_quotes(login, officer, interview, farmer):
    client = login(officer)
    ConsentFactory(participant=farmer, purpose=Purpose.ANALYSIS)
    excerpt = ExcerptFactory(transcript__interview=interview, participant=farmer)
    url = at("excerpt-propose", interview, excerpt=excerpt.pk)
    client.post(url)
    assert not Excerpt.objects.filter(release__isnull=False).exists()

    ConsentFactory(participant=farmer, purpose=Purpose.QUOTE)
    client.post(url)

    excerpt.refresh_from_db()
    assert excerpt.release.state == ReleaseState.PROPOSED


def test_excerpt_of_another_cannot_be_removed(login, officer, coordinator, excerpt):
    url = at("excerpt-delete", excerpt.transcript.interview, excerpt=excerpt.pk)

    assert login(officer).post(url).status_code == 404
    assert login(coordinator).post(url).status_code == 302
    assert not Excerpt.objects.exists()


def test_coding_page_asks_as_many_queries_for_three_excerpts_as_for_one(login, officer, transcript, farmer):
    client, url = login(officer), at("transcript-code", transcript.interview, version=1)
    CodingFactory(excerpt=ExcerptFactory(transcript=transcript, participant=farmer))
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for start in (1, 2):
        CodingFactory(excerpt=ExcerptFactory(transcript=transcript, participant=farmer, start=start))
    with CaptureQueriesContext(connection) as three:
        client.get(url)

    assert len(one) == len(three) <= 20


def test_coding_page_shows_text_as_text(login, officer, transcript, farmer):
    transcript.text = "Veehouder A: <script>alert(1)</script> & meer."
    transcript.save()
    ExcerptFactory(transcript=transcript, participant=farmer, start=15, end=30)

    page = login(officer).get(at("transcript-code", transcript.interview, version=1)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;s" in page


# Several coders -------------------------------------------------------------------------------------------------------
HTMX = {"HX-Request": "true"}


def test_what_another_added_comes_in_once(login, officer, coordinator, transcript, farmer):
    client, news = login(officer), at("transcript-news", transcript.interview, version=1)
    seen = client.get(at("transcript-code", transcript.interview, version=1)).context["page"].mark
    assert client.get(news, {"gezien": seen}, headers=HTMX).status_code == 204

    create = at("excerpt-create", transcript.interview, version=1)
    login(coordinator).post(create, coded(participant=farmer.pk, first="2", last="2"))
    page = client.get(news, {"gezien": seen}, headers=HTMX)

    body = page.content.decode()
    assert coordinator.name in body
    assert '<div id="tekstvak" hx-swap-oob="true">' in body
    assert 'data-excerpts="1">Niemand' in body
    assert 'id="codeer"' not in body, "the form holds the own selection"
    assert client.get(news, {"gezien": coding_mark(transcript)}, headers=HTMX).status_code == 204


def test_news_of_a_text_is_for_who_may_code_it(client, login, officer, stranger, transcript, farmer):
    url = at("transcript-news", transcript.interview, version=1)

    assert client.get(url).url.startswith(reverse("account_login"))
    assert login(stranger).get(url, headers=HTMX).status_code == 404
    assert login(officer).post(url).status_code == 405
    assert login(officer).get(url).url == at("transcript-code", transcript.interview, version=1)
    farmer.consents.filter(purpose=Purpose.ANALYSIS).delete()
    assert login(officer).get(url, headers=HTMX).status_code == 404


def test_page_is_up_to_date_until_a_theme_is_taken_away(officer, transcript, farmer):
    coding = CodingFactory(excerpt=ExcerptFactory(transcript=transcript, participant=farmer))
    before = coding_mark(transcript)
    assert before == coding_mark(transcript)

    coding.delete()

    assert coding_mark(transcript) != before


# Excerpts by theme ----------------------------------------------------------------------------------------------------
def test_excerpts_by_theme_shows_each_reader_what_was_agreed(login, officer, partner, stranger, area):
    area.visibility = "partners"
    area.save()
    CodingFactory(excerpt=quote(transcript__interview__area=area), theme="mistrust.national")
    analysed = ExcerptFactory(transcript__interview__area=area, start=38, end=60)
    agree(analysed.participant, Purpose.ANALYSIS)
    url = reverse("interviews:excerpt-list")

    texts = {
        user: {row.quote.text for row in login(user).get(url).context["rows"]} for user in (officer, partner, stranger)
    }

    words = "Het waterpeil is hier het grote punt."
    assert texts == {officer: {words, analysed.text}, partner: {words}, stranger: set()}
    by_theme = login(officer).get(url, {"thema": "mistrust"}).context["rows"]
    assert [row.quote.text for row in by_theme] == [words]
    assert not login(partner).get(url).context["rows"][0].themes


def test_theme_filter_tells_nothing_to_who_sees_only_quotes(login, partner, area):
    area.visibility = "partners"
    area.save()
    CodingFactory(excerpt=quote(transcript__interview__area=area), theme="mistrust")
    client, url = login(partner), reverse("interviews:excerpt-list")

    answers = [client.get(url, {"thema": theme}) for theme in ("mistrust", "context")]

    assert [len(answer.context["rows"]) for answer in answers] == [1, 1], "the same, whatever the coders thought"
    assert "thema" not in answers[0].context["filter"].form.fields


def test_theme_filter_finds_only_in_the_own_areas(login, officer, area):
    """A quote that is published elsewhere is read by all, and its themes by who works there."""
    elsewhere = AreaFactory(visibility="openbaar", provinces=["NL-LI"])
    CodingFactory(excerpt=quote(transcript__interview__area=elsewhere), theme="mistrust")
    quote(transcript__interview__area=area)
    client, url = login(officer), reverse("interviews:excerpt-list")

    assert len(client.get(url).context["rows"]) == 2
    assert not client.get(url, {"thema": "mistrust"}).context["rows"]


def test_quote_that_was_reworded_shows_only_the_new_words(login, officer, area):
    quote(state=ReleaseState.REWORDED, transcript__interview__area=area)

    page = login(officer).get(reverse("interviews:excerpt-list")).content.decode()

    assert "In my own words." in page
    assert "waterpeil" not in page


def test_overlooked_name_is_hidden_in_quotes_too_and_older_papers_are_out_of_date(transcript, farmer, officer):
    said = ExcerptFactory(transcript=transcript, participant=farmer)
    reworded = ExcerptFactory(transcript=transcript, participant=farmer, start=4, end=13)
    ReleaseFactory(excerpt=said)
    ReleaseFactory(excerpt=reworded, state=ReleaseState.REWORDED, wording="Het waterpeil van Jan is het punt.")

    hide_name(transcript=transcript, original="Niemand", pseudonym="[persoon]", by=officer)
    assert not Withdrawal.objects.exists()  # it stood in no quote
    hide_name(transcript=transcript, original="waterpeil", pseudonym="[plaats]", by=officer)

    said.refresh_from_db()
    reworded.release.refresh_from_db()
    assert said.text == "Het [plaats] is hier het grote punt."
    assert reworded.release.wording == "Het [plaats] van Jan is het punt."
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.area, withdrawal.kind, withdrawal.number_of_quotes) == (
        transcript.interview.area,
        WithdrawalKind.REWORDED,
        2,
    )
