import smtplib
import threading
import time
from contextlib import closing
from datetime import timedelta

import pytest
from celery import current_app
from celery.contrib.testing.worker import start_worker
from django.contrib.sessions.models import Session
from django.core import mail as django_mail
from django.core.cache import cache, caches
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import actions, tasks
from accounts.enums import MailState
from accounts.models import OutgoingMail
from core.cache import FallbackRedisCache
from tests.factories.accounts import MailFactory

pytestmark = pytest.mark.django_db


class RefusingBackend(BaseEmailBackend):
    """A mail server that is out of order."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPServerDisconnected("no answer")


@pytest.fixture
def refusing_server(settings):
    settings.DELIVERY_BACKEND = f"{__name__}.RefusingBackend"


@pytest.fixture
def broken_broker(monkeypatch):
    """A broker address where nothing listens."""
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", "redis://127.0.0.1:1/0")
    current_app.amqp._producer_pool = None
    current_app._pool = None
    yield
    current_app.amqp._producer_pool = None
    current_app._pool = None


def test_send_writes_a_row_and_queues_it_once_committed(django_capture_on_commit_callbacks):
    message = EmailMultiAlternatives("Hello\nthere", "Text", "from@example.nl", ["to@example.nl"], cc=["cc@example.nl"])
    message.attach_alternative("<p>Text</p>", "text/html")

    with django_capture_on_commit_callbacks() as callbacks:
        assert message.send() == 1

    row = OutgoingMail.objects.get()
    assert (row.subject, row.text, row.html) == ("Hello there", "Text", "<p>Text</p>")
    assert (row.sender, row.to, row.cc) == ("from@example.nl", ["to@example.nl"], ["cc@example.nl"])
    assert row.state == MailState.QUEUED
    assert len(callbacks) == 1
    assert django_mail.outbox == []


def test_send_rolled_back_leaves_no_mail():
    with transaction.atomic():
        send_mail("Subject", "Text", None, ["to@example.nl"])
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


def test_send_without_receivers_writes_nothing_and_attachments_are_refused():
    assert EmailMessage("Subject", "Text").send() == 0

    message = EmailMessage("Subject", "Text", to=["to@example.nl"])
    message.attach("a.txt", "text")
    with pytest.raises(ValueError, match="link to the file"):
        message.send()


def test_deliver_sends_once_and_forgets_the_text():
    row = MailFactory(text="Your code is ABC", html="<p>Your code is ABC</p>", headers={"X-Kind": "code"})

    tasks.send_mail(row.pk)
    tasks.send_mail(row.pk)

    row.refresh_from_db()
    [sent] = django_mail.outbox
    assert (sent.subject, sent.body, sent.to) == (row.subject, "Your code is ABC", row.to)
    assert sent.alternatives[0].content == "<p>Your code is ABC</p>"
    assert sent.extra_headers == {"X-Kind": "code"}
    assert (row.state, row.text, row.html, row.attempts) == (MailState.SENT, "", "", 1)
    assert row.sent_at


def test_deliver_html_only_stays_html():
    tasks.send_mail(MailFactory(text="", html="<p>Hello</p>").pk)

    assert django_mail.outbox[0].content_subtype == "html"


def test_deliver_unknown_row_does_nothing():
    tasks.send_mail(1)

    assert django_mail.outbox == []


def test_deliver_server_out_of_order_keeps_the_text_and_waits_longer_each_time(refusing_server):
    row = MailFactory(text="Hello")

    waits = []
    for _attempt in range(4):
        tasks.send_mail(row.pk)
        row.refresh_from_db()
        waits.append(round((row.try_at - timezone.now()).total_seconds() / 60))

    assert waits == [1, 2, 4, 8]
    assert (row.state, row.text, row.attempts) == (MailState.QUEUED, "Hello", 4)
    assert row.last_error == "SMTPServerDisconnected: no answer"


def test_deliver_gives_up_in_the_end_and_forgets_the_text(refusing_server):
    row = MailFactory(text="Hello", attempts=actions.MOST_ATTEMPTS - 1)

    tasks.send_mail(row.pk)

    row.refresh_from_db()
    assert (row.state, row.text) == (MailState.FAILED, "")


def test_due_holds_only_waiting_mail_whose_moment_has_come():
    now = timezone.now()
    waiting = MailFactory(try_at=now - timedelta(minutes=1))
    MailFactory(try_at=now + timedelta(minutes=1))
    MailFactory(state=MailState.FAILED, text="", try_at=now)

    assert list(OutgoingMail.objects.due(now)) == [waiting]


def test_row_sent_with_text_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        MailFactory(state=MailState.SENT, sent_at=timezone.now(), text="secret")


def test_password_reset_broker_down_answers_as_usual_and_mail_goes_out_later(
    client, person, broken_broker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("account_reset_password"), {"email": person.email})
    row = OutgoingMail.objects.get()
    state_while_down = row.state
    tasks.sweep_mail()
    actions.deliver_mail(row.pk)

    assert response.url == reverse("account_reset_password_done")
    assert state_while_down == MailState.QUEUED
    assert "/account/wachtwoord/nieuw/" in django_mail.outbox[0].body


def test_password_reset_redis_gone_altogether_still_answers_and_keeps_the_mail(
    client, person, broken_broker, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(caches._connections, cache._alias, FallbackRedisCache("redis://127.0.0.1:1/0", {}))

    with django_capture_on_commit_callbacks(execute=True):
        responses = [client.post(reverse("account_reset_password"), {"email": person.email}) for _turn in range(7)]

    assert [response.status_code for response in responses] == [302] * 5 + [429] * 2  # the limit holds without Redis
    assert OutgoingMail.objects.count() == 5


def test_sweep_queues_what_is_due_in_the_real_broker():
    MailFactory()
    MailFactory(try_at=timezone.now() + timedelta(hours=1))
    queue = current_app.conf.task_default_queue

    with current_app.connection_for_write() as broker:
        channel = broker.default_channel
        before = channel._size(queue)
        tasks.sweep_mail()
        after = channel._size(queue)

    assert after - before == 1


def test_forget_mail_removes_what_was_done_long_ago_and_nothing_that_waits():
    long_ago, recent = (timezone.now() - timedelta(days=days) for days in (91, 89))
    sent = {"state": MailState.SENT, "text": "", "html": ""}
    failed = {"state": MailState.FAILED, "text": "", "html": ""}
    MailFactory(created_at=long_ago, sent_at=long_ago, **sent)
    MailFactory(created_at=long_ago, **failed)
    kept = [
        MailFactory(created_at=recent, sent_at=recent, **sent),
        MailFactory(created_at=recent, **failed),
        MailFactory(created_at=long_ago),
    ]

    assert tasks.forget_mail() == 2
    assert set(OutgoingMail.objects.all()) == set(kept)


def test_clear_sessions_removes_what_has_expired(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))

    tasks.clear_sessions()

    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_deliver_row_in_the_hands_of_another_worker_is_left_alone():
    row = MailFactory()

    with closing(connection.get_new_connection(connection.get_connection_params())) as other:
        other.execute("SELECT 1 FROM accounts_outgoingmail WHERE id = %s FOR UPDATE", [row.pk])
        meanwhile = actions.deliver_mail(row.pk)
        other.rollback()  # as when the other worker is killed
    afterwards = actions.deliver_mail(row.pk)

    assert meanwhile is None
    assert afterwards.state == MailState.SENT
    assert len(django_mail.outbox) == 1


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_mail_goes_out_once_broker_and_worker_are_back(client, person, monkeypatch, broken_broker):
    client.post(reverse("account_reset_password"), {"email": person.email})
    before = OutgoingMail.objects.get()
    monkeypatch.delenv("CELERY_BROKER_WRITE_URL")
    current_app.amqp._producer_pool = None
    current_app._pool = None

    with start_worker(current_app, pool="solo", perform_ping_check=False):
        tasks.sweep_mail()
        deadline = time.monotonic() + 30
        while not django_mail.outbox and time.monotonic() < deadline:
            threading.Event().wait(0.05)

    after = OutgoingMail.objects.get()
    assert before.state == MailState.QUEUED
    assert (after.state, after.text) == (MailState.SENT, "")
    assert [message.to for message in django_mail.outbox] == [[person.email]]
