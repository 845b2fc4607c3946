"""The two tracks: an area works on the source of nitrogen and on its own conditions, or it is incomplete.

Source: deck, chapter 7, “bron én gebied”.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pilots.goals.enums import Track


@dataclass(frozen=True)
class TrackContent:
    """What is known of one track: numbers of pressures and measures, and whether something is arranged elsewhere."""

    pressures: int = 0
    measures: int = 0
    is_arranged_elsewhere: bool = False


@dataclass(frozen=True)
class TrackState:
    """One track. is_complete: it says what presses and what is done about it. lacking: sentences, if any."""

    track: Track
    is_complete: bool
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class Tracks:
    """Both tracks of an area. is_complete: both are; conclusion: the same in a sentence."""

    states: tuple[TrackState, ...]
    conclusion: str

    @property
    def is_complete(self) -> bool:
        return all(state.is_complete for state in self.states)


def judge_tracks(contents: Mapping[Track, TrackContent]) -> Tracks:
    """Say per track what is lacking, and about the area as a whole. A track that is not given is empty."""
    states = tuple(_state(track, contents.get(track, TrackContent())) for track in Track)
    return Tracks(states, _conclusion(states))


def _state(track: Track, content: TrackContent) -> TrackState:
    lacking = []
    if not content.pressures:
        lacking.append(_("No pressure has been written down for this track."))
    if not content.measures and not content.is_arranged_elsewhere:
        lacking.append(_("No measure works on this track, and nothing says what is arranged elsewhere."))
    return TrackState(track, not lacking, tuple(lacking))


def _conclusion(states: Iterable[TrackState]) -> str:
    open_tracks = [str(state.track.label) for state in states if not state.is_complete]
    if not open_tracks:
        return _("Both tracks have content: the source and the conditions in the area.")
    if len(open_tracks) == 1:
        text = _("Incomplete: the track “%(track)s” lacks content. One track alone does not restore nature.")
        return text % {"track": open_tracks[0]}
    return _("Incomplete: neither the source nor the conditions in the area have content yet.")
