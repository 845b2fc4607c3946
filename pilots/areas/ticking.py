"""Database triggers that move the clock of an area at every change of what its start gate is judged from (ADR 15).

They run once per statement, so bulk writes, `update()` and SQL by hand tick too, and a thousand rows cost one update.
"""

from typing import Any

import pgtrigger
from django.db.models import Model

CLOCKS = "areas_areaclock"


class Tick(pgtrigger.Trigger):
    """Moves the clock of every area that a statement touches. path: from the row to its area, as in a filter.

    Clocks are locked in the order of their areas, so that two statements over several areas cannot wait for each other.
    """

    level = pgtrigger.Statement
    when = pgtrigger.After

    def __init__(self, path: str, **given: Any) -> None:
        self.path = path
        super().__init__(**given)

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]  # pgtrigger says Model for the class
        seen = [name for name in (self.referencing.new, self.referencing.old) if name] if self.referencing else []
        areas = " UNION ".join(_areas(model, self.path, rows) for rows in seen)
        return (
            f'WITH held AS (SELECT area_id FROM "{CLOCKS}" WHERE area_id IN ({areas}) ORDER BY area_id'  # noqa: S608  # no user's words
            f' FOR NO KEY UPDATE) UPDATE "{CLOCKS}" clock SET ticks = clock.ticks + 1 FROM held'
            " WHERE clock.area_id = held.area_id; RETURN NULL;"
        )


class Wind(pgtrigger.Trigger):
    """Gives every new area its clock."""

    level = pgtrigger.Statement
    when = pgtrigger.After
    operation = pgtrigger.Insert
    referencing = pgtrigger.Referencing(new="new_rows")

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]
        return f'INSERT INTO "{CLOCKS}" (area_id, ticks) SELECT id, 0 FROM new_rows; RETURN NULL;'  # noqa: S608


class TickAll(pgtrigger.Trigger):
    """Moves every clock: a newer version of a list that facts of all areas are read with."""

    level = pgtrigger.Statement
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = (
        f'WITH held AS (SELECT area_id FROM "{CLOCKS}" ORDER BY area_id FOR NO KEY UPDATE)'  # noqa: S608
        f' UPDATE "{CLOCKS}" clock SET ticks = clock.ticks + 1 FROM held WHERE clock.area_id = held.area_id;'
        " RETURN NULL;"
    )


def ticks(path: str = "area") -> list[pgtrigger.Trigger]:
    """Return the triggers for `Meta.triggers` of a model whose rows belong to an area over this path of foreign keys.

    An update ticks for the area a row leaves and for the one it joins. A tick updates and never inserts: `Wind` made
    the clock with the area, and a row that goes together with its area must not bring the clock back.
    """
    new, old = {"new": "new_rows"}, {"old": "old_rows"}
    return [
        Tick(path, name="tick_insert", operation=pgtrigger.Insert, referencing=pgtrigger.Referencing(**new)),
        Tick(path, name="tick_update", operation=pgtrigger.Update, referencing=pgtrigger.Referencing(**new, **old)),
        Tick(path, name="tick_delete", operation=pgtrigger.Delete, referencing=pgtrigger.Referencing(**old)),
    ]


def _areas(model: type[Model], path: str, rows: str) -> str:
    """Return the SQL that selects the areas of these rows, with a join for every step of the path but the last."""
    *steps, last = path.split("__")
    joins, alias, at = "", rows, model
    for depth, step in enumerate(steps):
        field: Any = at._meta.get_field(step)
        at, before, alias = field.related_model, alias, f"step{depth}"
        joins += f' JOIN "{at._meta.db_table}" {alias} ON {alias}.{at._meta.pk.column} = {before}.{field.column}'
    column = at._meta.get_field(last).column  # type: ignore[union-attr]
    return f"SELECT {alias}.{column} FROM {rows}{joins}"  # noqa: S608
