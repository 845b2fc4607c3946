"""Any order, repetition and loss of messages ends with the last answer of every question."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pilots.intake.answers import (
    MAX_DEVICES,
    Held,
    Message,
    MessageError,
    Outcome,
    Rival,
    choose,
    read_message,
    receive,
)

QUESTIONS = ["wens", "grens", "vertrouwen"]
VALUES = st.one_of(st.none(), st.integers(0, 9), st.text(max_size=3), st.lists(st.sampled_from("abc"), max_size=2))
ID = "6f1c1f0e-4b7c-4a53-9d2f-0a5ad1a5f3d1"


def message(value, sequence, *, device="telefoon", base=0, question="wens") -> Message:
    return Message(str(uuid4()), question, value, base, device, sequence)


def deliver(messages) -> dict[str, Held]:
    held: dict[str, Held] = defaultdict(Held)
    for one in messages:
        held[one.question] = receive(held[one.question], one).held
    return held


# One device ----------------------------------------------------------------------------------------------------------
@given(st.data())
def test_one_device_any_order_and_repetition_ends_with_the_last_answer(data):
    typed = data.draw(
        st.lists(st.tuples(st.sampled_from(QUESTIONS), VALUES, st.integers(0, 5)), min_size=1, max_size=12)
    )
    sent = [message(value, number, base=base, question=q) for number, (q, value, base) in enumerate(typed, 1)]
    last = {one.question: one for one in sent}
    repeated = data.draw(st.lists(st.sampled_from(sent), max_size=20))
    arrivals = data.draw(st.permutations([*last.values(), *repeated]))

    held = deliver(arrivals)

    assert {question: held[question].value for question in last} == {q: one.value for q, one in last.items()}
    assert not any(one.rivals for one in held.values())


def test_late_message_changes_nothing():
    held = receive(Held(), message("nieuw", 2)).held

    verdict = receive(held, message("oud", 1))

    assert (verdict.outcome, verdict.held) == (Outcome.REPEATED, held)


def test_message_again_changes_nothing():
    first = message("ja", 1)
    held = receive(Held(), first).held

    assert receive(held, first) == type(receive(held, first))(Outcome.REPEATED, held)
    assert held.revision == 1


# Several devices -----------------------------------------------------------------------------------------------------
def test_second_device_that_did_not_see_the_answer_becomes_a_rival():
    held = receive(Held(), message("hooi", 1)).held

    verdict = receive(held, message("water", 1, device="laptop"))

    assert verdict.outcome == Outcome.CONFLICT
    assert verdict.held.value == "hooi"
    assert verdict.held.rivals == (Rival("water", "laptop", 1),)


def test_second_device_that_saw_the_answer_replaces_it():
    held = receive(Held(), message("hooi", 1)).held

    verdict = receive(held, message("water", 1, device="laptop", base=1))

    assert (verdict.outcome, verdict.held.value, verdict.held.rivals) == (Outcome.APPLIED, "water", ())


def test_same_answer_from_two_devices_is_no_conflict():
    held = receive(Held(), message("hooi", 1)).held

    verdict = receive(held, message("hooi", 1, device="laptop"))

    assert (verdict.outcome, verdict.held.revision, verdict.held.rivals) == (Outcome.APPLIED, 1, ())


def test_rival_keeps_only_its_newest_answer():
    held = deliver([message("a", 1), message("b", 1, device="laptop"), message("c", 2, device="laptop")])["wens"]

    assert held.rivals == (Rival("c", "laptop", 2),)


def test_typing_on_keeps_the_rival_of_the_other():
    held = deliver([message("a", 1), message("b", 1, device="laptop"), message("aa", 2)])["wens"]

    assert (held.value, held.rivals) == ("aa", (Rival("b", "laptop", 1),))


def test_choice_ends_the_conflict_and_late_copies_do_not_bring_it_back():
    rival = message("b", 1, device="laptop")
    held = deliver([message("a", 1), rival])["wens"]

    chosen = choose(held, "b", device="telefoon")

    assert (chosen.value, chosen.rivals) == ("b", ())
    assert receive(chosen, rival).outcome == Outcome.REPEATED


def test_only_so_many_devices_are_remembered_the_writer_always():
    held = deliver([message(number, 1000 - number, device=f"d{number}", base=number) for number in range(40)])["wens"]

    assert len(held.seen) == MAX_DEVICES
    assert "d39" in held.seen


@dataclass
class Device:
    """A browser as static/js/intake-queue.js is: one unsent answer per question, sent until acknowledged."""

    name: str
    clock: int = 0
    base: dict[str, int] = field(default_factory=lambda: dict.fromkeys(QUESTIONS, 0))
    queue: dict[str, Message] = field(default_factory=dict)
    air: list[Message] = field(default_factory=list)  # sent, maybe lost, maybe still to arrive


class Network(RuleBasedStateMachine):
    """Three devices on one link; requests and acknowledgements get lost, wait, and arrive twice."""

    def __init__(self):
        super().__init__()
        self.devices = [Device(name) for name in ("telefoon", "laptop", "tablet")]
        self.held = {question: Held() for question in QUESTIONS}
        self.last = {}  # (device, question): the last message typed there
        self.seen_by_overwriter = set()  # ids of messages replaced by somebody who had seen them
        self.current = dict.fromkeys(QUESTIONS)  # the message whose value is stored
        self.counter = 0

    @rule(who=st.integers(0, 2), question=st.sampled_from(QUESTIONS))
    def type(self, who, question):
        device, self.counter = self.devices[who], self.counter + 1
        device.clock += 1
        one = message(self.counter, device.clock, device=device.name, base=device.base[question], question=question)
        device.queue[question] = self.last[device.name, question] = one

    @rule(who=st.integers(0, 2), is_lost=st.booleans())
    def send(self, who, is_lost):
        device = self.devices[who]
        if not is_lost:
            device.air.extend(sorted(device.queue.values(), key=lambda one: one.sequence))

    @rule(who=st.integers(0, 2), pick=st.integers(0, 50), is_heard=st.booleans(), stays=st.booleans())
    def arrive(self, who, pick, is_heard, stays):
        device = self.devices[who]
        if device.air:
            one = device.air[pick % len(device.air)] if stays else device.air.pop(pick % len(device.air))
            self.take(device, one, is_heard)

    @rule(who=st.integers(0, 2))
    def reload(self, who):
        """Open the page anew: what is stored is seen, what was not sent yet stays queued as it was."""
        device = self.devices[who]
        for question in QUESTIONS:
            if question not in device.queue:
                device.base[question] = self.held[question].revision

    def take(self, device, one, is_heard):
        before = self.held[one.question]
        verdict = receive(before, one)
        self.held[one.question] = verdict.held
        if verdict.outcome == Outcome.APPLIED and verdict.held.revision > before.revision:
            former = self.current[one.question]
            if former and one.base >= before.revision:
                self.seen_by_overwriter.add(former.id)
            self.current[one.question] = one
        if is_heard and device.queue.get(one.question) == one:
            del device.queue[one.question]
            if verdict.outcome == Outcome.APPLIED:
                device.base[one.question] = verdict.held.revision

    def settle(self):
        """The network is there at last: everything queued gets through and is acknowledged."""
        for device in self.devices:
            for one in sorted(device.queue.values(), key=lambda one: one.sequence):
                self.take(device, one, is_heard=True)

    def teardown(self):
        self.settle()
        for (name, question), one in self.last.items():
            held = self.held[question]
            kept = {held.value, *(rival.value for rival in held.rivals)}
            assert one.value in kept or one.id in self.seen_by_overwriter, (name, question)
        assert not any(device.queue for device in self.devices)

    @invariant()
    def one_rival_per_device(self):
        for held in self.held.values():
            names = [rival.device for rival in held.rivals]
            assert len(names) == len(set(names))


TestNetwork = Network.TestCase
TestNetwork.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


# Messages made by hand -----------------------------------------------------------------------------------------------
GOOD = {"id": ID, "question": "wens", "value": "ja", "base": 0, "device": "telefoon", "sequence": 1}


def test_message_is_read():
    assert read_message(GOOD) == Message(ID, "wens", "ja", 0, "telefoon", 1)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("id", "1"),
        ("id", 7),
        ("id", None),
        ("question", ""),
        ("question", 3),
        ("question", "x" * 61),
        ("device", ["telefoon"]),
        ("device", "a\x00b"),
        ("device", "x" * 41),
        ("base", -1),
        ("base", "0"),
        ("base", 1.5),
        ("base", True),
        ("sequence", 0),
        ("sequence", 2**53),
        ("sequence", None),
    ],
)
def test_message_with_a_wrong_part_names_that_part(part, value):
    with pytest.raises(MessageError, match=f"^{part}$"):
        read_message({**GOOD, part: value})


@pytest.mark.parametrize("raw", [None, [], "tekst", 5])
def test_what_is_no_message_is_refused(raw):
    with pytest.raises(MessageError, match="message"):
        read_message(raw)


def test_message_without_a_value_is_refused():
    with pytest.raises(MessageError, match="value"):
        read_message({key: value for key, value in GOOD.items() if key != "value"})
