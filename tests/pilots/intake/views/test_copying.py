"""The own copy as PDF: made by a worker, of what was sent, for that person only."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from pypdf import PdfReader

from pilots.intake import tasks
from pilots.intake.actions import copying
from pilots.intake.models import OwnCopy, Response
from tests.factories.intake import AnswerFactory, InvitationFactory, InvitationLinkFactory, ResponseFactory
from tests.pdf_checks import bookmarks, faults

SECRET = "p" * 43
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def response(db) -> Response:
    invitation = InvitationFactory(sent=True, person__language="nl", round__title="Wat wilt u?")
    InvitationLinkFactory(secret=SECRET, invitation=invitation)
    response = ResponseFactory(submitted=True, invitation=invitation)
    AnswerFactory(response=response, value="Weidevogels")
    AnswerFactory(
        response=response, question="verhaal", value="Eerste alinea.\n\n" + "Lang verhaal <b>zonder</b> eind. " * 300
    )
    return response


def at(name, secret=SECRET):
    return reverse(f"intake:fill-{name}", args=[secret])


def test_copy_is_asked_for_made_and_taken(client, response):
    answer = response.answers.get(question="naam")
    answer.value = "Nog niet verstuurd"
    answer.save()
    assert client.get(at("copy")).status_code == 200
    assert client.get(at("copy-file")).status_code == 404

    assert client.post(at("copy"))["Location"] == at("copy")
    assert client.post(at("copy"))["Location"] == at("copy"), "while it is made, asking again changes nothing"
    assert client.get(at("copy")).context["is_waiting"]
    tasks.make_copy(OwnCopy.objects.get().pk)
    tasks.make_copy(OwnCopy.objects.get().pk)

    part = client.get(at("copy"), HTTP_HX_REQUEST="true")
    assert at("copy-file") in part.text
    assert "<html" not in part.text
    taken = client.get(at("copy-file"))
    assert taken["Content-Disposition"] == 'attachment; filename="antwoorden-wat-wilt-u.pdf"'
    assert "no-store" in taken["Cache-Control"]
    assert "private" in taken["Cache-Control"]
    assert faults(taken.content) == []
    words = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(taken.content)).pages)
    assert "Weidevogels" in words
    assert "<b>zonder</b> eind" in words
    assert "Nog niet verstuurd" not in words
    with pikepdf.open(BytesIO(taken.content)) as pdf:
        with override("nl"):
            assert str(pdf.docinfo.Title) == f"{_('Your answers')}: Wat wilt u?"
            assert _("Your answers") in bookmarks(pdf)
        assert str(pdf.Root.Lang) == "nl"


def test_copy_is_of_this_person_only_and_gone_after_a_day(client, response):
    own, now = copying.ask_copy(response=response, language="nl"), timezone.now()
    assert copying.store_copy(copy=own, content=b"%PDF-", now=now)
    other = InvitationLinkFactory(secret="q" * 43, invitation=InvitationFactory(sent=True)).invitation
    ResponseFactory(submitted=True, invitation=other)

    assert client.get(at("copy-file", "q" * 43)).status_code == 404
    assert client.get(at("copy-file", "z" * 43)).status_code == 404
    assert (client.post(at("copy-file")).status_code, client.put(at("copy")).status_code) == (405, 405)
    assert (copying.forget_copies(now=now), copying.forget_copies(now=now + timedelta(days=1))) == (0, 1)
    assert client.get(at("copy-file")).status_code == 404


def test_copy_that_cannot_be_made_is_tried_three_times_and_said(client, response):
    own, now = copying.ask_copy(response=response, language="nl"), timezone.now()
    hours = [now + timedelta(hours=hour) for hour in range(1, 5)]
    assert copying.claim_copy(copy_id=own.pk, now=hours[0])
    assert copying.claim_copy(copy_id=own.pk, now=hours[0]) is None, "another worker has it"
    assert [copying.claim_copy(copy_id=own.pk, now=hour) is not None for hour in hours[1:]] == [True, True, False]

    page = client.get(at("copy"), **ENGLISH)
    assert not page.context["is_waiting"]
    fresh = copying.ask_copy(response=response, language="nl")
    assert not copying.store_copy(copy=own, content=b"%PDF-", now=now), "it was asked for anew"
    assert (fresh.tries, fresh.has_failed) == (0, False)


def test_before_sending_there_is_no_copy(client, response):
    response.state, response.submitted_at = "draft", None
    response.save()

    assert client.post(at("copy"))["Location"] == at("given")
    assert not OwnCopy.objects.exists()
