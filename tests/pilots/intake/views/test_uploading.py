"""Files that a browser kept while there was no network."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from pilots.intake.models import Attachment, Response
from tests.factories.intake import InvitationFactory, InvitationLinkFactory, ResponseFactory
from tests.pilots.intake.views.test_filling import photo

ADDRESS = reverse("intake:fill-upload", args=["w" * 43])


@pytest.fixture
def response(db, settings, tmp_path) -> Response:
    settings.MEDIA_ROOT = tmp_path
    invitation = InvitationFactory(started=True, person__language="en")
    InvitationLinkFactory(secret="w" * 43, invitation=invitation)
    return ResponseFactory(invitation=invitation, language="en")


def send(client, file, question="bestand"):
    return client.post(ADDRESS, {"question": question, "file": file})


def test_file_that_is_sent_twice_is_kept_once(client, response):
    answers = [send(client, photo()), send(client, photo())]
    other = photo()
    other.name = "schuur.jpg"
    answers.append(send(client, other))

    kept = list(response.attachments.order_by("pk"))
    assert [one.name for one in kept] == ["erf.jpg", "schuur.jpg"], "the same photo under another name was meant"
    assert response.answers.get().value == [one.pk for one in kept]
    assert [answer.json()["progress"]["done"] for answer in answers] == [1, 1, 1]
    assert answers[1].json()["files"] == answers[0].json()["files"]
    assert reverse("intake:fill-file", args=["w" * 43, kept[0].pk]) in answers[0].json()["files"]


@pytest.mark.parametrize(
    ("file", "question", "told"),
    [
        (SimpleUploadedFile("foto.svg", b"<svg/>"), "bestand", "Files of this type are not accepted"),
        (SimpleUploadedFile("a.txt", b"a"), "naam", "does not belong to a question"),
        (SimpleUploadedFile("a.txt", b"a"), "bestaat-niet", "does not belong to a question"),
        ("", "bestand", "does not belong to a question"),
    ],
    ids=["no kind of ours", "no question for files", "no question", "no file"],
)
def test_file_that_is_refused_says_why(client, response, file, question, told):
    refused = send(client, file, question)

    assert refused.status_code == 422
    assert told in refused.json()["error"]
    assert not Attachment.objects.exists()


def test_file_that_comes_too_late_or_by_a_wrong_link_is_not_taken(client, response):
    unknown = reverse("intake:fill-upload", args=["x" * 43])
    assert client.post(unknown, {"question": "bestand", "file": photo()}).status_code == 404
    assert client.get(ADDRESS).status_code == 405
    response.invitation.round.state = "closed"
    response.invitation.round.save()

    with override("en"):
        late = send(client, photo())

    assert (late.status_code, "stays on this device" in late.json()["error"]) == (410, True)
    assert not Attachment.objects.exists()
