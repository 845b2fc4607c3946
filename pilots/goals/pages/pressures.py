"""What presses on the nature of an area, on two tracks: the source and the conditions."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from core import markdown
from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus, Track
from pilots.goals.models import Measure, Pressure, TrackNote
from pilots.goals.pages.goals import measure_url
from pilots.goals.texts import Library
from pilots.goals.tracks import TrackContent, TrackState, judge_tracks


@dataclass(frozen=True)
class PressureRow:
    """One pressure. weight: label, "" when not judged; goals: their names."""

    pk: int
    name: str
    text: str
    weight: str
    note: SafeString
    goals: tuple[str, ...]
    source: str
    source_url: str


@dataclass(frozen=True)
class TrackPage:
    """One track. measures: names and addresses; elsewhere: what is arranged outside the measures, may be empty."""

    code: str
    label: str
    is_complete: bool
    lacking: tuple[str, ...]
    pressures: tuple[PressureRow, ...]
    measures: tuple[tuple[str, str], ...]
    elsewhere: SafeString
    source: str
    source_url: str


@dataclass(frozen=True)
class TracksPage:
    """Both tracks of one area. conclusion: in a sentence whether it is complete."""

    is_complete: bool
    conclusion: str
    tracks: tuple[TrackPage, ...]


def tracks_page(area: PilotArea) -> TracksPage:
    """Gather both tracks of an area. Runs five queries."""
    pressures = list(Pressure.objects.filter(area=area).prefetch_related("goals"))
    measures = list(Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED).without_shapes())
    notes = {note.track: note for note in TrackNote.objects.filter(area=area)}
    pinned = {row.reference_id for row in pressures} | {row.reference_id for row in measures}
    library = Library(pinned | {goal.reference_id for pressure in pressures for goal in pressure.goals.all()})
    judged = judge_tracks({track: _content(track, pressures, measures, notes, library) for track in Track})
    tracks = tuple(_track(state, area, pressures, measures, notes, library) for state in judged.states)
    return TracksPage(judged.is_complete, judged.conclusion, tracks)


def _content(
    track: Track, pressures: list[Pressure], measures: list[Measure], notes: dict[str, TrackNote], library: Library
) -> TrackContent:
    return TrackContent(
        sum(pressure.track == track for pressure in pressures), len(_on(track, measures, library)), track in notes
    )


def _on(track: Track, measures: list[Measure], library: Library) -> list[Measure]:
    return [row for row in measures if track in library.measure_types(row.reference_id)[row.kind].tracks]


def _track(
    state: TrackState,
    area: PilotArea,
    pressures: list[Pressure],
    measures: list[Measure],
    notes: dict[str, TrackNote],
    library: Library,
) -> TrackPage:
    note = notes.get(state.track)
    return TrackPage(
        code=state.track.value,
        label=str(state.track.label),
        is_complete=state.is_complete,
        lacking=state.lacking,
        pressures=tuple(pressure_row(row, library) for row in pressures if row.track == state.track),
        measures=tuple((row.name, measure_url(area, row.pk)) for row in _on(state.track, measures, library)),
        elsewhere=markdown.render(note.text if note else ""),
        source=note.source if note else "",
        source_url=note.source_url if note else "",
    )


def pressure_row(pressure: Pressure, library: Library) -> PressureRow:
    """Return one pressure as a row."""
    kind = library.pressure_kinds(pressure.reference_id)[pressure.kind]
    return PressureRow(
        pk=pressure.pk,
        name=kind.name,
        text=kind.text,
        weight=pressure.get_weight_display() if pressure.weight else "",
        note=markdown.render(pressure.note),
        goals=tuple(library.goal_name(goal) for goal in pressure.goals.all()),
        source=pressure.source,
        source_url=pressure.source_url,
    )
