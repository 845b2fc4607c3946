"""What points at a row, in any room: for joining two rows without knowing the rooms above."""

from collections.abc import Iterator

import pghistory.models
from django.db.models import Field, ForeignObjectRel, Model, UniqueConstraint


def pointing_at(model: type[Model]) -> Iterator[ForeignObjectRel]:
    """Give every foreign key of any room that points at this model, without history, which stays as it was."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        if not issubclass(relation.related_model, pghistory.models.Event):
            yield relation


def twin_of(row: Model, field: str, kept: Model) -> Model | None:
    """Return the row of `kept` that this one would clash with when `field` pointed there; None when there is none."""
    sets = [
        tuple(one.fields) for one in row._meta.constraints if isinstance(one, UniqueConstraint) and not one.condition
    ]
    sets += [tuple(names) for names in row._meta.unique_together]
    own = row._meta.get_field(field)
    sets += [(field,)] if isinstance(own, Field) and own.unique else []
    for names in sets:
        values = {name: kept if name == field else getattr(row, name) for name in names}
        if field in names and None not in values.values():
            found = type(row)._base_manager.filter(**values).exclude(pk=row.pk).first()
            if found is not None:
                return found
    return None
