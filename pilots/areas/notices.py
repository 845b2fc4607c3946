"""What every page of an area has to say above its own content. Rooms name their own; this room knows none of it.

    def notices(area: PilotArea) -> Sequence[Notice]: ...   # one query at most

    class LeidraadConfig(AppConfig):
        def ready(self) -> None:
            register(notices)

The door of an area notes on the request that a reader came in (`views.doors.enter`); `base.html` then shows the notices
of that area. So a page that no door opened never tells anything, and every page behind a door tells it by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pilots.areas.models import PilotArea


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that every reader of an area has to know.

    about: what kind of notice this is, for people who jump from landmark to landmark. explanation: why, in the words
    of whoever decided; "" without. url and link: where more of it stands, for readers with an account.
    """

    about: str
    title: str
    text: str
    explanation: str
    url: str
    link: str
    is_urgent: bool = False


Source = Callable[[PilotArea], Sequence[Notice]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source on every page of an area from now on."""
    if source not in _sources:
        _sources.append(source)


def notices_of(area: PilotArea) -> list[Notice]:
    """Gather the notices of an area, in the active language."""
    return [notice for source in _sources for notice in source(area)]
