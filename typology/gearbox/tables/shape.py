"""What the YAML of the typology pack holds. Parts that came with version 0.2 may be absent."""

from typing import Final

from core.packs import Shape
from typology.gearbox.tables.building import GEAR_TEXTS
from typology.gearbox.tables.entries import READINGS

_LEVEL = Shape(texts={"text"}, values={"level": int}, is_sourced=False)
_QUESTION = Shape(texts={"question"}, optional_values={"enough": int, "informative": bool}, children={"levels": _LEVEL})
_DIAL = Shape(texts={"name", "question", "who"}, optional_texts={"why"}, children={"questions": _QUESTION})
_DEMAND = Shape(texts={"arrange"}, references={"dial": "dials"}, values={"level": int, "condition": str})
_GEAR = Shape(
    texts=GEAR_TEXTS,
    optional_texts={"example"},
    optional_references={"forms": "forms"},
    children={"demands": _DEMAND},
)
_BAND = Shape(texts={"name"}, free={"answers"}, is_sourced=False)
_ASK = Shape(
    texts={"missing"},
    references={"question": "questions"},
    values={"partly": int, "level": int},
    is_sourced=False,
)
SHAPE: Final = Shape(
    children={
        "dials": _DIAL,
        "gears": _GEAR,
        "task_questions": Shape(texts={"question"}, children={"choices": Shape(texts={"text"}, is_sourced=False)}),
        "rules": Shape(texts={"because"}, references={"gear": "gears"}, free={"when"}),
    },
    optional_children={
        "interests": Shape(texts={"name"}),
        "forms": Shape(texts={"name", "description", "fits", "tension"}),
        "form_axes": Shape(texts={"name"}, values={"question": str}, children={"bands": _BAND}),
        "form_rules": Shape(texts={"because"}, references={"form": "forms"}, free={"when"}),
        "readings": Shape(texts={"name"}, values={"up_to": int}, is_sourced=False),
        "lenses": Shape(texts={"name", "why", *READINGS}, references={"questions": "questions"}),
        "principles": Shape(texts={"name", "why"}, children={"asks": _ASK}),
    },
)
