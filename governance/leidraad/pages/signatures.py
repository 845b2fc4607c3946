"""Tells the room of signatures what a condition is: its content, its title, its words, and what changed in it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.packs import label
from governance.instruments.enums import Aim, Availability, CoverStatus, Duty, Weighing
from governance.leidraad.enums import AnswerValue, ConditionStatus
from governance.leidraad.materials import materials_of
from governance.leidraad.signable import KIND, Material, contents
from governance.signing.canonical import fingerprint
from governance.signing.enums import SigningState
from governance.signing.pages import SigningView, signing_of
from governance.signing.registry import Document, Happened, Outline, Provider
from pilots.areas.models import PilotArea
from pilots.goals.enums import Direction, Openness, PlaceKind, Position, Unit

LABELS: dict[str, Any] = {
    "condition": gettext_lazy("Condition"),
    "name": gettext_lazy("Name"),
    "code": gettext_lazy("Code"),
    "summary": gettext_lazy("Summary"),
    "guide": gettext_lazy("Guide"),
    "version": gettext_lazy("Version"),
    "status": gettext_lazy("How far it is"),
    "questions": gettext_lazy("Question"),
    "question": gettext_lazy("Question"),
    "answer": gettext_lazy("Answer"),
    "explanation": gettext_lazy("Explanation"),
    "arranged_by": gettext_lazy("Arranged by"),
    "evidence": gettext_lazy("Evidence"),
    "title": gettext_lazy("Title"),
    "url": gettext_lazy("Link"),
    "sha256": gettext_lazy("SHA-256"),
    "effective_on": gettext_lazy("Holds from"),
    "goals": gettext_lazy("Goal"),
    "direction": gettext_lazy("What has to happen"),
    "gap_low": gettext_lazy("What is lacking, at least"),
    "gap_high": gettext_lazy("What is lacking, at most"),
    "unit": gettext_lazy("Counted in"),
    "place": gettext_lazy("Place"),
    "shape": gettext_lazy("Drawing on the map (SHA-256)"),
    "certainty": gettext_lazy("Certainty of the search area (%)"),
    "openness": gettext_lazy("Fixed or open"),
    "openness_note": gettext_lazy("What is fixed and what is open?"),
    "source": gettext_lazy("Source"),
    "obligations": gettext_lazy("Obligation for goal"),
    "duty": gettext_lazy("Effort or result?"),
    "legal_basis": gettext_lazy("Legal basis"),
    "aim": gettext_lazy("System recovery or mitigation?"),
    "weighing": gettext_lazy("May a socio-economic weighing take place?"),
    "weighing_levels": gettext_lazy("About what?"),
    "accountable": gettext_lazy("Accountable body"),
    "due_on": gettext_lazy("To be reached on"),
    "reviewed_on": gettext_lazy("Reviewed on"),
    "open_question": gettext_lazy("Open question"),
    "valid_to": gettext_lazy("In force until"),
    "measures": gettext_lazy("Measure"),
    "kind": gettext_lazy("Type of measure"),
    "serves": gettext_lazy("Goals"),
    "position": gettext_lazy("Place against the Natura 2000 site"),
    "starts_on": gettext_lazy("Starts on"),
    "ends_on": gettext_lazy("Ends on"),
    "instruments": gettext_lazy("Instrument"),
    "measure": gettext_lazy("Measure"),
    "availability": gettext_lazy("Can it be used now?"),
    "available_from": gettext_lazy("Can be used from"),
    "available_to": gettext_lazy("Can be used until"),
    "escalates_to": gettext_lazy("What follows when it does not work?"),
    "escalate_when": gettext_lazy("When?"),
    "decided_by": gettext_lazy("Who decides on that?"),
    "costs": gettext_lazy("Costs of"),
    "covers": gettext_lazy("Money from"),
    "level": gettext_lazy("How sure is it?"),
    "first_year": gettext_lazy("From year"),
    "last_year": gettext_lazy("Up to and including year"),
    "amount": gettext_lazy("Amount a year (euro)"),
    "max_share": gettext_lazy("Covers at most (% of the costs)"),
    "conditions": gettext_lazy("Conditions, and what it may be stacked with"),
    "decided_on": gettext_lazy("Date of the decision"),
}
CHOICES = {
    "status": ConditionStatus,
    "answer": AnswerValue,
    "direction": Direction,
    "unit": Unit,
    "place": PlaceKind,
    "openness": Openness,
    "duty": Duty,
    "aim": Aim,
    "weighing": Weighing,
    "position": Position,
    "availability": Availability,
    "level": CoverStatus,
}
# The history of what a condition rests on: of which table, over which path to the area, and what to call it.
HISTORIES: tuple[tuple[str, str, str, Any], ...] = (
    ("leidraad", "AnswerEvent", "guide_check__area", gettext_lazy("Answer to question %(name)s")),
    ("leidraad", "EvidenceEvent", "answer__guide_check__area", gettext_lazy("Evidence “%(name)s”")),
    ("goals", "GoalEvent", "area", gettext_lazy("Goal %(name)s")),
    ("goals", "MeasureEvent", "area", gettext_lazy("Measure “%(name)s”")),
    ("instruments", "ObligationEvent", "goal__area", gettext_lazy("Obligation of a goal")),
    ("instruments", "ChoiceEvent", "measure__area", gettext_lazy("Instrument %(name)s")),
    ("instruments", "CostLineEvent", "area", gettext_lazy("Costs")),
    ("instruments", "CoverLineEvent", "area", gettext_lazy("Money from “%(name)s”")),
)
NAME_FIELDS = ("question", "title", "other_name", "subject", "instrument", "name")
MOST_CHANGES = 30


def provider() -> Provider:
    """Return how conditions are signed."""
    return Provider(
        documents=documents, outlines=outlines, words=words, may_read=may_read, label=gettext_lazy("Condition"),
        history=happened,
    )  # fmt: skip


def documents(area: PilotArea, codes: Collection[str] | None) -> Mapping[str, Document]:
    """Return the conditions of an area as they are now, without their owners. Runs thirteen queries at most."""
    material = materials_of([area.pk], today=timezone.localdate()).get(area.pk)
    if material is None:
        return {}
    return {
        code: Document(code, title(material, code), url_of(area, code), content, f"leidraad {material.version}")
        for code, content in contents(material).items()
        if codes is None or code in codes
    }


def outlines(areas: Sequence[PilotArea]) -> Mapping[tuple[int, str], Outline]:
    """Return the conditions of many areas in short. Runs thirteen queries, however many areas there are."""
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


def words() -> Mapping[str, Any]:
    """Return a label per key, in reading order, and the words for values that are codes."""
    values = {
        f"{key}:{value}": choice_label for key, choices in CHOICES.items() for value, choice_label in choices.choices
    }
    return LABELS | values


def may_read(user: User, area: PilotArea) -> bool:
    """Say whether this user may read the guide of an area."""
    return user.has_perm("areas.view_pilotarea", area)


def happened(area: PilotArea, _code: str, since: datetime) -> Sequence[Happened]:
    """Return what changed in the facts behind the conditions of an area after a moment, the latest first."""
    found = []
    for room, table, path, what in HISTORIES:
        events = apps.get_model(room, table).objects.filter(**{path: area}, pgh_created_at__gt=since)
        fields = [field.name for field in events.model._meta.fields if field.name in NAME_FIELDS]
        rows = events.order_by("-pgh_id").values("pgh_created_at", "pgh_context__metadata", *fields)[:MOST_CHANGES]
        for row in rows:
            name = next((row[field] for field in NAME_FIELDS if row.get(field)), "")
            user = (row["pgh_context__metadata"] or {}).get("user")
            found.append((row["pgh_created_at"], user, str(what) % {"name": name} if "%(" in str(what) else str(what)))
    found = sorted(found, key=lambda each: each[0], reverse=True)[:MOST_CHANGES]
    names = dict(User.objects.filter(pk__in={user for _at, user, _what in found if user}).values_list("pk", "name"))
    return [Happened(at, names.get(user, _("unknown")) if user else "", what) for at, user, what in found]
