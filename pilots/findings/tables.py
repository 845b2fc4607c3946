"""The conditions of the guide, read as data: the guide itself is a room above this one.

A recommendation keeps the code; the name comes from the pack in `content/leidraad`, read once per process.
"""

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from core.packs import Shape, label, read_pack

FREE = frozenset({"summary", "disclaimer", "chapters", "phases", "changes"})
CONDITION_FREE = frozenset({"number", "weight", "guidance", "example", "example_source", "questions", "summary"})
SHAPE = Shape(children={"conditions": Shape(texts={"name"}, free=CONDITION_FREE)}, free=FREE, is_sourced=False)


@lru_cache(maxsize=1)
def _conditions() -> tuple[tuple[str, Mapping[str, str]], ...]:
    pack = read_pack(settings.CONTENT_DIR / "leidraad", SHAPE)
    return tuple((condition["code"], condition["name"]) for condition in pack.content["conditions"])


def condition_choices() -> list[tuple[str, str]]:
    """Return code and name of every condition, in the order of the guide."""
    return [(code, label(name)) for code, name in _conditions()]


def condition_name(code: str) -> str:
    """Return the name of this condition; the code itself when the pack no longer has it."""
    return dict(condition_choices()).get(code, code)
