"""Tells the room of signatures what a condition is: its content, its title, its words, and what changed in it."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.packs import label
from governance.leidraad.enums import Fact
from governance.leidraad.materials import guide_of, materials_of
from governance.leidraad.models import Check
from governance.leidraad.pages.wording import words
from governance.leidraad.signable import DUTIES, GOALS, INSTRUMENTS, KIND, MEASURES, MONEY, TASKS, Material, contents
from governance.signing.canonical import fingerprint
from governance.signing.enums import SigningState
from governance.signing.pages import SigningView, signing_of
from governance.signing.registry import Document, Happened, Outline, Provider
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class History:
    """Where the history of one sort of record is kept, and which conditions rest on it.

    path: to the area; name: fields that say what it is called; question: path to the question it belongs to, or "";
    facts: the conditions that rest on it ask for one of these, None when all do. named: key of its codes in `wording`.
    """

    room: str
    table: str
    path: str
    what: Any
    name: tuple[str, ...] = ()
    question: str = ""
    facts: Set[Fact] | None = None
    named: str = ""


HISTORIES: tuple[History, ...] = (
    History("leidraad", "CheckEvent", "area", gettext_lazy("Version of the guide")),
    History(
        "leidraad", "AnswerEvent", "guide_check__area", gettext_lazy("Answer to question %(name)s"),
        name=("question",), question="question",
    ),
    History(
        "leidraad", "EvidenceEvent", "answer__guide_check__area", gettext_lazy("Evidence “%(name)s”"),
        name=("title",), question="answer__question",
    ),
    History(
        "goals", "GoalEvent", "area", gettext_lazy("Goal %(name)s"),
        name=("other_name", "subject"), facts=GOALS | DUTIES, named="goals.code",
    ),
    History(
        "goals", "MeasureEvent", "area", gettext_lazy("Measure “%(name)s”"),
        name=("name",), facts=MEASURES | INSTRUMENTS,
    ),
    History("goals", "EffectEvent", "measure__area", gettext_lazy("What a measure does for a goal"), facts=MEASURES),
    History(
        "goals", "SignOverrideEvent", "area", gettext_lazy("How “%(name)s” works out on another task"),
        name=("measure",), facts=TASKS, named="kind",
    ),
    History("instruments", "ObligationEvent", "goal__area", gettext_lazy("Obligation of a goal"), facts=DUTIES),
    History(
        "instruments", "ChoiceEvent", "measure__area", gettext_lazy("Instrument %(name)s"),
        name=("instrument",), facts=INSTRUMENTS, named="instruments.code",
    ),
    History("instruments", "CostLineEvent", "area", gettext_lazy("Costs"), facts=MONEY),
    History(
        "instruments", "CoverLineEvent", "area", gettext_lazy("Money from “%(name)s”"), name=("name",), facts=MONEY
    ),
)  # fmt: skip
MOST_CHANGES = 30


def provider() -> Provider:
    """Return how conditions are signed."""
    return Provider(
        documents=documents, outlines=outlines, words=words, may_read=may_read, label=gettext_lazy("Condition"),
        history=happened,
    )  # fmt: skip


def documents(area: PilotArea, codes: Collection[str] | None) -> Mapping[str, Document]:
    """Return the conditions of an area as they are now, without their owners. Runs twelve queries at most."""
    material = materials_of([area.pk], today=timezone.localdate()).get(area.pk)
    if material is None:
        return {}
    return {
        code: Document(code, title(material, code), url_of(area, code), content, f"leidraad {material.version}")
        for code, content in contents(material).items()
        if codes is None or code in codes
    }


def outlines(areas: Sequence[PilotArea]) -> Mapping[tuple[int, str], Outline]:
    """Return the conditions of many areas in short. Runs twelve queries, however many areas there are."""
    materials = materials_of([area.pk for area in areas], today=timezone.localdate())
    return {
        (area.pk, code): Outline(title(materials[area.pk], code), url_of(area, code), fingerprint(content))
        for area in areas
        if area.pk in materials
        for code, content in contents(materials[area.pk]).items()
    }


def signings(area: PilotArea, material: Material, today: date) -> dict[str, SigningView]:
    """Return the signatures under every condition of an area, of which the material was gathered. Runs two queries."""
    hashes = {code: fingerprint(content) for code, content in contents(material).items()}
    return signing_of(area, KIND, list(hashes), hashes=hashes, today=today)


def states_of(signings: Mapping[str, SigningView]) -> dict[str, SigningState]:
    """Return how far the signatures are, as the gate wants it."""
    return {code: SigningState(view.state) for code, view in signings.items()}


def title(material: Material, code: str) -> str:
    """Name a condition in the language of the reader."""
    entry = material.guide.condition(code) or {}
    return f"{entry['number']}. {label(entry['name'])}"


def url_of(area: PilotArea, code: str) -> str:
    """Return where a condition is worked on."""
    return reverse("leidraad:condition-detail", args=[area.slug, code])


def may_read(user: User, area: PilotArea) -> bool:
    """Say whether this user may read the guide of an area."""
    return user.has_perm("areas.view_pilotarea", area)


def happened(area: PilotArea, code: str, since: datetime) -> Sequence[Happened]:
    """Return what changed in the records that one condition rests on after a moment, the latest first."""
    check = Check.objects.filter(area=area).values_list("version", "version__sha256").first()
    entry = guide_of(*check).condition(code) if check else None
    if entry is None:
        return []
    facts = {Fact(each["fact"]) for each in entry["questions"] if "fact" in each}
    questions, names = [each["code"] for each in entry["questions"]], words()
    found = []
    for history in HISTORIES:
        if history.facts is None or history.facts & facts:
            found += [(*row[:2], _what(history, row[2], names)) for row in _changes(history, area, questions, since)]
    found = sorted(found, key=lambda each: each[0], reverse=True)[:MOST_CHANGES]
    people = dict(User.objects.filter(pk__in={user for _at, user, _what in found if user}).values_list("pk", "name"))
    return [Happened(at, people.get(user, _("unknown")) if user else "", what) for at, user, what in found]


def _changes(
    history: History, area: PilotArea, questions: Collection[str], since: datetime
) -> Iterator[tuple[datetime, Any, str]]:
    """Return when one sort of record changed, by whom (a key, or None) and what it is called."""
    events = apps.get_model(history.room, history.table).objects.filter(
        **{history.path: area}, pgh_created_at__gt=since
    )
    if history.question:
        events = events.filter(**{f"{history.question}__in": questions})
    fields = ("pgh_created_at", "pgh_context__metadata", *history.name)
    for at, metadata, *names in events.order_by("-pgh_id").values_list(*fields)[:MOST_CHANGES]:
        yield at, (metadata or {}).get("user"), next(filter(None, names), "")


def _what(history: History, name: str, names: Mapping[str, Any]) -> str:
    shown = names.get(f"{history.named}:{name}", name)
    return str(history.what) % {"name": shown} if history.name else str(history.what)
