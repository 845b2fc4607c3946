"""The messages of the browser: any order, repetition and loss ends with the last answer, whatever they hold."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from pilots.intake.actions import answering
from pilots.intake.models import Answer, Response
from tests.factories.intake import AnswerFactory, InvitationFactory, InvitationLinkFactory, ResponseFactory

SECRET = "m" * 43


@pytest.fixture
def response(db) -> Response:
    invitation = InvitationFactory(started=True, person__language="en")
    InvitationLinkFactory(secret=SECRET, invitation=invitation)
    return ResponseFactory(invitation=invitation, language="en")


def message(value, sequence=1, *, question="naam", base=0, device="telefoon", **other):
    parts = value if isinstance(value, dict) else {"": [value]}
    return {
        "id": str(uuid4()),
        "question": question,
        "value": parts,
        "base": base,
        "device": device,
        "sequence": sequence,
        **other,
    }


def send(*messages, client=None):
    address = reverse("intake:fill-messages", args=[SECRET])
    return (client or Client()).post(address, {"messages": messages}, content_type="application/json")


def outcomes(answer):
    return [result["outcome"] for result in answer.json()["results"]]


def test_message_is_saved_and_tells_how_far_somebody_is(response):
    answer = send(message("Willem"))

    assert outcomes(answer) == ["applied"]
    assert response.answers.get().value == "Willem"
    progress = answer.json()["progress"]
    assert (progress["done"], progress["total"]) == (1, 9)


def test_message_that_comes_twice_is_one_change(response):
    once = message("Willem")

    assert outcomes(send(once)) + outcomes(send(once)) == ["applied", "repeated"]
    assert response.answers.get().revision == 1


def test_late_message_changes_nothing(response):
    send(message("Nieuw", 2))

    assert outcomes(send(message("Oud", 1))) == ["repeated"]
    assert response.answers.get().value == "Nieuw"


def test_batch_in_order_ends_with_the_last(response):
    send(message("a", 1), message("b", 2), message("boer", 3, question="rol"), message("c", 4))

    assert dict(response.answers.values_list("question", "value")) == {"naam": "c", "rol": "boer"}


def test_two_devices_conflict_and_both_values_are_kept(response):
    send(message("Willem"))

    answer = send(message("Anna", device="laptop"))

    assert outcomes(answer) == ["conflict"]
    stored = response.answers.get()
    assert (stored.value, stored.conflicts.get().value) == ("Willem", "Anna")
    assert outcomes(send(message("Anna B.", 2, device="laptop"))) == ["conflict"]
    assert stored.conflicts.get().value == "Anna B."


def test_repeated_message_brings_what_another_device_wrote_since(response):
    first = message("Willem")
    send(first)
    send(message("Anna", device="laptop", base=1))

    result = send(first).json()["results"][0]

    assert (result["outcome"], result["parts"], result["revision"]) == ("repeated", {"": ["Anna"]}, 2)


def test_emptied_answer_is_empty(response):
    send(message("Willem"), message("", 2))

    assert response.answers.get().value is None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("naam", {"": ["x" * 10_000]}),
        ("vertrouwen", {"": ["99"]}),
        ("plek", {"vorm": ['{"type":"Polygon","coordinates":[[' + "[6.1,52.1]," * 2000 + "[6.1,52.1]]]}"]}),
        ("bestaat-niet", {"": ["x"]}),
        ("bestand", {"": ["1"]}),
        ("naam", "tekst"),
        ("naam", [1, 2]),
        ("naam", None),
        ("naam", {"": "tekst"}),
        ("naam", {"": [1]}),
        ("naam", {"": [None]}),
        ("wensen", {"nu": ["misschien"]}),
    ],
    ids=range(12),
)
def test_answer_that_is_not_right_is_refused_with_words_and_the_rest_is_saved(response, question, value):
    wrong = message("", 1, question=question) | {"value": value}

    answer = send(wrong, message("Willem", 2) if question != "naam" else message("boer", 2, question="rol"))

    refused, other = answer.json()["results"]
    assert (refused["outcome"], other["outcome"]) == ("refused", "applied")
    assert refused["error"]
    assert response.answers.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"messages": []}',
        b'{"messages": 5}',
        b'{"messages": [5]}',
        b'{"messages": [{"id": "x"}]}',
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps({"messages": [message("a", sequence=10**30)]}).encode(),
        json.dumps({"messages": [message("a") for _ in range(101)]}).encode(),
    ],
    ids=range(12),
)
def test_what_is_no_message_is_refused_as_a_whole(client, response, body):
    answer = client.post(reverse("intake:fill-messages", args=[SECRET]), body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Answer.objects.exists()


def test_more_than_a_form_can_hold_gets_a_clear_answer(client, response):
    body = json.dumps({"messages": [message("x" * 2_000_000)]})

    answer = client.post(reverse("intake:fill-messages", args=[SECRET]), body, content_type="application/json")

    assert answer.status_code == 413
    assert answer.json()["error"]


def test_closed_form_says_so_and_keeps_what_there_was(response):
    AnswerFactory(response=response, value="Willem")
    response.invitation.round.state = "closed"
    response.invitation.round.save()

    answer = send(message("Anna", base=1))

    assert answer.status_code == 410
    assert answer.json()["error"]
    assert response.answers.get().value == "Willem"


def test_message_that_was_late_on_its_way_after_sending_in_is_kept_as_a_change(response):
    response.state, response.submitted_at = "submitted", response.started_at
    response.save()

    send(message("Willem"))

    response.refresh_from_db()
    assert response.state == "draft"
    assert response.answers.get().value == "Willem"


def test_revoked_and_unknown_links_save_nothing(response, client):
    link = response.invitation.links.get()
    link.revoked_at = link.made_at
    link.save()

    assert send(message("Willem")).status_code == 410
    unknown = reverse("intake:fill-messages", args=["u" * 43])
    assert client.post(unknown, {"messages": []}, content_type="application/json").status_code == 404
    assert not Answer.objects.exists()


def test_as_many_queries_for_three_messages_of_one_question_as_for_three_questions(
    response, django_assert_max_num_queries
):
    send(message("a"))
    with django_assert_max_num_queries(25):
        send(message("b", 2), message("boer", 3, question="rol"), message("4", 4, question="vertrouwen"))


@pytest.mark.django_db(transaction=True)
def test_messages_at_the_same_time_lose_nothing(response):
    def work(number):
        try:
            return send(message(f"tekst {number}", number, device="telefoon")).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(work, [4, 2, 8, 6, 1, 7, 3, 5]))

    assert set(codes) == {200}
    assert response.answers.get().value == "tekst 8"
    answering._parsed.cache_clear()


def test_history_never_holds_the_link(response):
    send(message("Willem"))

    events = Answer.pgh_event_model.objects.select_related("pgh_context")
    assert [event.value for event in events] == ["Willem"]
    assert not any(SECRET in json.dumps(event.pgh_context.metadata) for event in events if event.pgh_context)
