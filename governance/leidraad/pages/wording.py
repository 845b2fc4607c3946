"""The words in which people read what is signed of a condition; the codes behind them are what is signed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from governance.instruments.enums import Aim, Availability, CoverStatus, Duty, ProcessCost, Weighing, WeighingLevel
from governance.instruments.pages.catalogue import instrument_names
from governance.leidraad.enums import AnswerValue, ConditionStatus
from pilots.goals.enums import Direction, Openness, PlaceKind, Position, Sign, Unit
from pilots.goals.tables import HABITATS, MEASURES, TASKS
from pilots.goals.texts import code_names

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
    "goals.code": gettext_lazy("Habitat type or species"),
    "obligations.code": gettext_lazy("Goal"),
    "instruments.code": gettext_lazy("Instrument"),
    "signs": gettext_lazy("How this works out on other tasks:"),
    "signs.code": gettext_lazy("Type of measure"),
    "tasks": gettext_lazy("Other tasks"),
    "reasons": gettext_lazy("Why is it different here?"),
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
    "weighing_levels": WeighingLevel,
    "costs.name": ProcessCost,
    "tasks.*": Sign,
    "availability": Availability,
    "level": CoverStatus,
}


def words() -> Mapping[str, Any]:
    """Return a label per key, in reading order, and the words for values that are codes. Runs two queries.

    Names of types of measures, instruments and other tasks are those of the newest version that knows the code.
    """
    values = {
        f"{key}:{value}": choice_label for key, choices in CHOICES.items() for value, choice_label in choices.choices
    }
    return LABELS | values | _names()


def _names() -> dict[str, Any]:
    names, instruments = code_names(), instrument_names()
    return {
        **_named(("goals.code", "obligations.code", "serves"), names[HABITATS]),
        **_named(("kind", "signs.code"), names[MEASURES]),
        **_named(("instruments.code", "escalates_to"), instruments),
        **{f"tasks.{code}": name for code, name in names[TASKS].items()},
        **{f"reasons.{code}": name for code, name in names[TASKS].items()},
    }


def _named(keys: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    return {f"{key}:{code}": name for key in keys for code, name in names.items()}
