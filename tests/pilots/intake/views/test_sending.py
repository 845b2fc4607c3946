"""After filling in: check, send, confirmation, own copy with its history, taking it back, and own invitations."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from pilots.intake.enums import InvitationState, ResponseState
from pilots.intake.models import Answer, Attachment, Invitation, Response
from tests.factories.intake import AnswerFactory, InvitationFactory, InvitationLinkFactory, ResponseFactory

SECRET = "v" * 43


@pytest.fixture
def response(db) -> Response:
    invitation = InvitationFactory(started=True, person__language="en", person__email="willem@hoeve.example")
    InvitationLinkFactory(secret=SECRET, invitation=invitation)
    return ResponseFactory(invitation=invitation, language="en")


@pytest.fixture
def outbox(settings):
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
    return OutgoingMail.objects


def at(name, *args):
    return reverse(f"intake:fill-{name}", args=[SECRET, *args])


def test_check_page_names_what_is_missing_with_a_way_back(client, response):
    page = client.get(at("summary"))

    assert f'href="{at("section", "over-u")}#vraag-naam"' in page.content.decode()
    assert client.post(at("summary")).status_code == 422
    response.refresh_from_db()
    assert response.state == ResponseState.DRAFT


def test_sending_confirms_by_mail_with_a_link_and_without_answers(client, response, outbox):
    AnswerFactory(response=response, value="Geheim antwoord")

    sent = client.post(at("summary"))

    assert sent["Location"] == at("given")
    response.refresh_from_db()
    response.invitation.refresh_from_db()
    assert (response.state, response.invitation.state) == (ResponseState.SUBMITTED, InvitationState.SENT)
    mail = outbox.get()
    assert mail.to == ["willem@hoeve.example"]
    assert at("given") in mail.text
    assert "Geheim antwoord" not in mail.text + mail.subject
    assert response.invitation.person.name not in mail.subject


def test_sending_twice_mails_once(client, response, outbox):
    AnswerFactory(response=response)

    client.post(at("summary"))
    client.post(at("summary"))

    assert outbox.count() == 1


def test_without_an_address_nothing_is_mailed(client, response, outbox):
    AnswerFactory(response=response)
    response.invitation.person.email = ""
    response.invitation.person.save()

    assert client.post(at("summary")).status_code == 302
    assert not outbox.exists()


def test_copy_shows_answers_and_changes_after_sending_only(client, response, outbox):
    answer = AnswerFactory(response=response, value="Getypt maar niet verstuurd")
    answer.value, answer.revision = "Weidevogels", 2
    answer.save()
    client.post(at("summary"))
    answer.value, answer.revision, answer.changed_at = "Weidevogels en water", 3, timezone.now()
    answer.save()

    page = client.get(at("given"))

    text = page.content.decode()
    assert "Getypt maar niet verstuurd" not in text
    assert [(change.old, change.new) for change in page.context["changes"]] == [("Weidevogels", "Weidevogels en water")]
    assert Answer.pgh_event_model.objects.filter(value="Getypt maar niet verstuurd").count() == 0


def test_change_after_sending_asks_to_send_again(client, response, outbox):
    AnswerFactory(response=response)
    client.post(at("summary"))
    page = client.get(at("section", "over-u")).context["page"]
    base = {f"base-{one.key}": one.base for one in page.questions}

    client.post(at("section", "over-u"), base | {"a-naam": "Anders", "device": "d", "naar": "overzicht"})

    response.refresh_from_db()
    assert response.state == ResponseState.DRAFT
    client.post(at("summary"))
    response.refresh_from_db()
    assert response.state == ResponseState.SUBMITTED
    assert outbox.count() == 2


def test_first_page_after_sending_is_the_copy(client, response, outbox):
    AnswerFactory(response=response)
    client.post(at("summary"))

    assert client.get(at("start"))["Location"] == at("given")
    assert client.get(at("decline"))["Location"] == at("given")


def test_taking_back_removes_answers_history_and_files(client, response, settings, tmp_path, outbox):
    settings.MEDIA_ROOT = tmp_path
    AnswerFactory(response=response, value="Mijn verhaal")
    attachment = Attachment(response=response, question="bestand", name="a.txt", size=1, content_type="text/plain")
    attachment.file.save("a.txt", ContentFile(b"a"))
    client.post(at("summary"))
    assert client.get(at("withdraw")).status_code == 200

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda work, **_: work())
        page = client.post(at("withdraw"))

    assert page.status_code == 200
    assert not Response.objects.exists()
    assert not Answer.pgh_event_model.objects.exists()
    assert not list(tmp_path.rglob("a*.txt"))
    assert Invitation.objects.get().state == InvitationState.DECLINED
    assert client.get(at("given"))["Location"] == at("start")


def test_who_is_no_longer_asked_removes_what_was_not_sent(client, response):
    AnswerFactory(response=response, value="Mijn verhaal")
    response.invitation.state = InvitationState.REVOKED
    response.invitation.save()
    assert f'href="{at("withdraw")}"' in client.get(at("given")).text

    assert client.post(at("withdraw")).status_code == 200

    assert not Response.objects.exists()
    assert not Answer.pgh_event_model.objects.exists()
    assert Invitation.objects.get().state == InvitationState.REVOKED
    again = client.get(at("withdraw"))
    assert (again.status_code, f'href="{at("withdraw")}"' in again.text) == (410, False)


@pytest.mark.parametrize("name", ["summary", "given", "withdraw"])
def test_before_the_start_there_is_only_the_first_page(client, response, name):
    response.delete()

    assert client.get(at(name))["Location"] == at("start")


# With an account ----------------------------------------------------------------------------------------------------
@pytest.fixture
def mine(response, partner):
    response.invitation.person.user = partner
    response.invitation.person.save()
    return response.invitation


def test_own_invitations_need_an_account(client, db):
    assert client.get(reverse("intake:own-list")).status_code == 302
    assert client.post(reverse("intake:own-open", args=[1])).status_code == 302


def test_own_list_shows_only_my_invitations(login, mine, partner, stranger):
    other = InvitationFactory(round__title="Van een ander")

    page = login(partner).get(reverse("intake:own-list")).content.decode()

    assert mine.round.title in page
    assert other.round.title not in page
    assert mine.round.title not in login(stranger).get(reverse("intake:own-list")).content.decode()


def test_own_invitation_opens_with_a_new_link(login, mine, partner, stranger):
    address = reverse("intake:own-open", args=[mine.pk])

    opened = login(partner).post(address)

    assert login(partner).get(opened["Location"]).status_code == 200
    assert mine.links.count() == 2
    assert login(stranger).post(address).status_code == 404
    assert login(partner).get(address).status_code == 405


def test_withdrawn_invitation_makes_no_new_link(login, mine, partner):
    mine.state = InvitationState.REVOKED
    mine.save()

    opened = login(partner).post(reverse("intake:own-open", args=[mine.pk]))

    assert opened["Location"] == reverse("intake:own-list")
    assert mine.links.count() == 1


def test_own_list_asks_the_same_queries_for_one_and_three(login, mine, partner, django_assert_num_queries):
    client = login(partner)
    client.get(reverse("intake:own-list"))
    with django_assert_num_queries(3):
        client.get(reverse("intake:own-list"))
    InvitationFactory.create_batch(2, person=mine.person)
    with django_assert_num_queries(3):
        client.get(reverse("intake:own-list"))
