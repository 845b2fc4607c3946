"""The daily mail: who gets it, when, and how it stops."""

import threading
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.urls import reverse

from accounts import actions, digest, tasks
from accounts.digest import Line
from accounts.models import DigestSent, OutgoingMail, User
from tests.accounts.people import with_password
from tests.factories.accounts import UserFactory

TODAY = date(2026, 11, 24)


@pytest.fixture
def news(monkeypatch) -> list[Line]:
    """What there is to tell; the other rooms are silent."""
    told = [
        Line("Nieuws", "/nieuws/", "Gelezen"),
        Line("Vraag 1.1", "/gebieden/brummen/", "Voor u", area="Brummen", due_on=date(2026, 12, 1)),
        Line("Vraag 1.2", "/gebieden/brummen/2/", "Voor u", due_on=date(2026, 11, 1)),
    ]
    monkeypatch.setattr(digest, "_sources", [lambda _user, _today: list(told)])
    return told


def send(user: User, day: date = TODAY) -> DigestSent | None:
    return actions.send_digest(user_id=user.pk, today=day)


def test_front_page_shows_the_first_of_the_same_tasks(person, news, login):
    news += [Line(f"Nog een {number}", f"/{number}/", "Gelezen") for number in range(9)]
    client, url = login(person), reverse("task-short")

    page = client.get(url)
    summary = page.context["summary"]

    assert [(task.line.text, task.line.due_on) for task in summary.tasks[:2]] == [
        ("Vraag 1.2", date(2026, 11, 1)),
        ("Vraag 1.1", date(2026, 12, 1)),
    ]
    assert (len(summary.tasks), summary.count, summary.count) == (
        8,
        12,
        client.get(reverse("task-list")).context["page"].count,
    )
    assert "Vraag 1.2" in page.text
    assert url in client.get(reverse("reports:home")).text
    news.clear()
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 405


def test_digest_tells_everything_once_and_comes_back_after_a_week(person, news):
    assert send(person).on == TODAY
    mail = OutgoingMail.objects.get()

    stop = digest.switch_off_url(person)
    assert mail.to == [person.email]
    assert "3" in mail.subject
    assert "Brummen" not in mail.subject
    for part in (mail.text, mail.html):
        assert all(line.text in part and line.url in part for line in news)
        assert stop in part
    assert "- Vraag 1.1 (Brummen), by 1 December 2026" in mail.text
    assert "- Vraag 1.2. Too late: 1 November 2026" in mail.text
    assert mail.text.index("Voor u") < mail.text.index("Gelezen")
    assert mail.headers == {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}

    assert send(person) is None  # the same day
    assert send(person, TODAY + timedelta(days=1)) is None  # the same list
    news.append(Line("Nieuw", "/nieuw/", "Voor u"))
    assert send(person, TODAY + timedelta(days=1)).on == TODAY + timedelta(days=1)
    assert send(person, TODAY + timedelta(days=8)).on == TODAY + timedelta(days=8)
    news.clear()
    assert send(person, TODAY + timedelta(days=9)) is None
    assert OutgoingMail.objects.count() == 3


def test_digest_goes_to_nobody_who_did_not_take_up_the_account_or_said_no(person, news, monkeypatch):
    invited, other_address = UserFactory(email="invited@example.nl"), UserFactory(email="second@example.nl")
    EmailAddress.objects.create(user=invited, email=invited.email, primary=True, verified=False)
    EmailAddress.objects.create(user=other_address, email="x@example.nl", primary=False, verified=True)
    gone = with_password(UserFactory(email="gone@example.nl", is_active=False))
    refused = with_password(UserFactory(email="refused@example.nl", has_digest=False))
    asked: list[int] = []
    monkeypatch.setattr(tasks, "send_now", lambda _task, user_id: asked.append(user_id) or True)

    tasks.send_digests()

    assert asked == [person.pk]
    assert [send(user) for user in (invited, other_address, gone, refused)] == [None] * 4
    assert not OutgoingMail.objects.exists()


def test_digest_stops_by_its_link_without_login_and_only_by_a_post(client, person, news):
    path = digest.switch_off_url(person).partition("//")[2].partition("/")[2]
    url = f"/{path}"

    assert client.get(url).status_code == 200
    person.refresh_from_db()
    assert person.has_digest
    answer = client.post(url, {"List-Unsubscribe": "One-Click"})

    person.refresh_from_db()
    assert (answer.status_code, answer["X-Robots-Tag"], person.has_digest) == (200, "noindex, nofollow", False)
    assert send(person) is None
    other = UserFactory()
    assert client.post(url.replace(f"{person.pk}:", f"{other.pk}:")).status_code == 404
    assert client.delete(url).status_code == 405
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("accounts:profile"), {"name": "Pim", "language": "en", "has_digest": "on"})
    person.refresh_from_db()
    assert person.has_digest


@pytest.mark.django_db(transaction=True)
def test_digest_asked_by_two_workers_at_once_is_sent_once(news):
    user = with_password(UserFactory(email="busy@example.nl"))
    start, sent = threading.Barrier(2), []

    def work() -> None:
        start.wait(timeout=10)
        sent.append(send(user) is not None)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=20)

    assert sorted(sent) == [False, True]
    assert (DigestSent.objects.count(), OutgoingMail.objects.count()) == (1, 1)
