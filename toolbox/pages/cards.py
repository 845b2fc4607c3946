"""What a toolbox item looks like in a list, whichever list it is."""

from dataclasses import dataclass

from toolbox.models import Practice


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PracticeCard:
    """A toolbox item in a list. `where` is empty for an item that belongs to no place."""

    title: str
    url: str
    summary: str
    kind: str
    where: str
    is_concept: bool
    state: str
    state_label: str


def card(practice: Practice) -> PracticeCard:
    """Return what a list shows of an item."""
    place = [practice.place, practice.get_province_display()]
    return PracticeCard(
        title=practice.title,
        url=practice.get_absolute_url(),
        summary=practice.summary,
        kind=practice.get_kind_display(),
        where=", ".join(dict.fromkeys(filter(None, place))),
        is_concept=practice.is_concept,
        state=practice.state,
        state_label=practice.get_state_display(),
    )


def sources_of(practice: Practice) -> tuple[Source, ...]:
    """Return where the facts of an item come from."""
    return tuple(Source(source["title"], source["url"]) for source in practice.sources)
