"""Names of what this room only knows by code: the conditions of the guide. The room that owns them tells.

    class LeidraadConfig(AppConfig):
        def ready(self) -> None:
            registry.register_conditions(names=condition_names, url=condition_url)

Without a guide a condition is called by its code and has no page.
"""

from collections.abc import Callable, Mapping

Names = Callable[[], Mapping[str, str]]
Url = Callable[[str, str], str]

_named: list[tuple[Names, Url]] = []


def register_conditions(*, names: Names, url: Url) -> None:
    """Ask these from now on. names: per code, in the order of the guide; url: of the slug of an area and a code."""
    _named[:] = [(names, url)]


def condition_names() -> Mapping[str, str]:
    """Return the name of every condition by its code, in the active language. One query at most."""
    return _named[0][0]() if _named else {}


def condition_url(slug: str, code: str) -> str:
    """Return the page of a condition in the area with this slug; "" while nobody has one."""
    return _named[0][1](slug, code) if _named and code else ""
