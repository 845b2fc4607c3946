"""What happens to an answer that arrives late, twice, out of order, or from another device.

A browser sends each change as a message and repeats it until it is acknowledged; several devices may share one link. A
message carries the revision its writer saw, the device, and a number that only grows on that device. From these alone
follows whether it replaces the stored answer, is old news, or stands beside it as a rival until somebody chooses: no
order, repetition or loss of messages may ever drop the last thing somebody answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

MAX_DEVICES: Final = 20  # whose newest number is remembered; who comes back after that meets a conflict at worst
MAX_NUMBER: Final = 2**53 - 1  # the largest whole number that survives JavaScript
MAX_DEVICE: Final = 40  # characters
MAX_QUESTION: Final = 60


class Outcome(StrEnum):
    """What became of a message."""

    APPLIED = "applied"
    REPEATED = "repeated"
    CONFLICT = "conflict"


class MessageError(ValueError):
    """A message that is none: somebody, or something, made it by hand. Names the part that is wrong."""


@dataclass(frozen=True, slots=True)
class Message:
    """One change of one answer. base: the revision its writer saw, 0 when there was no answer yet."""

    id: str
    question: str
    value: Any
    base: int
    device: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Rival:
    """An answer from a device that had not seen the stored one; it waits until somebody chooses."""

    value: Any
    device: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Held:
    """The answer to one question as stored. seen: the newest number per device, over applied and rival messages."""

    value: Any = None
    revision: int = 0
    device: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a message, and what is held after it."""

    outcome: Outcome
    held: Held


def receive(held: Held, message: Message) -> Verdict:
    """Judge one message. Whoever saw the stored answer, or wrote it on the same device, replaces it."""
    if message.sequence <= held.seen.get(message.device, 0):
        return Verdict(Outcome.REPEATED, held)
    others = tuple(rival for rival in held.rivals if rival.device != message.device)
    heard = replace(held, seen=_remember(held.seen, message.device, message.sequence), rivals=others)
    if message.value == held.value:
        return Verdict(Outcome.APPLIED, heard)
    if message.base >= held.revision or message.device == held.device:
        applied = replace(heard, value=message.value, revision=held.revision + 1, device=message.device)
        return Verdict(Outcome.APPLIED, applied)
    rival = Rival(message.value, message.device, message.sequence)
    return Verdict(Outcome.CONFLICT, replace(heard, rivals=(*others, rival)))


def choose(held: Held, value: Any, *, device: str) -> Held:
    """Settle a conflict: somebody saw all answers and took this one. Also the stored one counts as written anew."""
    return replace(held, value=value, revision=held.revision + 1, device=device, rivals=())


def read_message(raw: object) -> Message:
    """Return a message from parsed JSON. Raises MessageError when a part is missing or of the wrong type."""
    if not isinstance(raw, dict):
        raise MessageError("message")
    if "value" not in raw:
        raise MessageError("value")
    return Message(
        id=_identity(raw.get("id")),
        question=_text(raw, "question", MAX_QUESTION),
        value=raw["value"],
        base=_number(raw, "base", 0),
        device=_text(raw, "device", MAX_DEVICE),
        sequence=_number(raw, "sequence", 1),
    )


def _remember(seen: Mapping[str, int], device: str, sequence: int) -> dict[str, int]:
    newest = sorted({**seen, device: sequence}.items(), key=lambda entry: (entry[0] == device, entry[1]))
    return dict(newest[-MAX_DEVICES:])


def _identity(value: object) -> str:
    try:
        return str(UUID(value if isinstance(value, str) else ""))
    except ValueError as error:
        raise MessageError("id") from error


def _text(raw: dict[str, Any], name: str, longest: int) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise MessageError(name)
    return value


def _number(raw: dict[str, Any], name: str, least: int) -> int:
    value = raw.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MAX_NUMBER:
        raise MessageError(name)
    return value
