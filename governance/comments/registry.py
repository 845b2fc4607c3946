"""What can be commented on: other rooms name it, so that this room knows nothing about questions or paragraphs.

class LeidraadConfig(AppConfig):
    def ready(self) -> None:
        registry.register("question", Target(url=question_url, title=question_title))
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from pilots.areas.models import PilotArea

Where = Callable[[PilotArea | None, str], str]
Who = Callable[[User, PilotArea | None], bool]


def is_involved(user: User, area: PilotArea | None) -> bool:
    """Allow the team, the province and the partners of the area; nobody where there is no area."""
    return area is not None and user.has_perm("areas.involve_pilotarea", area)


def may_change_area(user: User, area: PilotArea | None) -> bool:
    """Allow who may change the area; nobody where there is no area."""
    return area is not None and user.has_perm("areas.change_pilotarea", area)


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of thing that people comment on.

    exists: whether there is such a thing, asked before a comment is stored; url and title are asked for whole lists, so
    they run no query.
    url: the page on which the thread of this code stands, "" when there is no such code; title: its name in words,
    for lists and mail. may_read and may_write say who takes part, may_resolve who also closes or removes it.
    Threads of an area are never for people who are not involved in it, whatever may_read says.
    """

    url: Where
    title: Where = lambda _area, code: code
    may_read: Who = is_involved
    may_write: Who = is_involved
    may_resolve: Who = may_change_area
    exists: Callable[[PilotArea | None, str], bool] = lambda _area, _code: True


_targets: dict[str, Target] = {}


def register(kind: str, target: Target) -> None:
    """Let things of this kind be commented on. kind: a slug of at most 30 characters, stored with every comment."""
    _targets[kind] = target


def target_of(kind: str) -> Target | None:
    """Return what was registered for this kind; None when its room is gone."""
    return _targets.get(kind)


def kinds() -> tuple[str, ...]:
    """Return every kind that can be commented on."""
    return tuple(_targets)
