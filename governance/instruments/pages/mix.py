"""The instruments of an area: goal by goal, measure by measure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from governance.instruments import texts
from governance.instruments.enums import MixState
from governance.instruments.models import Choice
from governance.instruments.pages.facts import Facts, area_facts
from pilots.areas.models import PilotArea
from pilots.goals.models import Measure
from pilots.goals.pages.goals import measure_url

TONES = {
    MixState.FIRM: "ok",
    MixState.DOUBTFUL: "warn",
    MixState.VOLUNTARY: "warn",
    MixState.GAPS: "warn",
    MixState.NOTHING: "stop",
}


@dataclass(frozen=True)
class ChoiceView:
    """One chosen instrument. Texts are "" and dates None while not known. follows: what comes when it does not work."""

    pk: int
    url: str
    name: str
    force: str
    force_label: str
    availability: str
    available_from: date | None
    available_to: date | None
    follows: str
    when: str
    decided_by: str
    note: str
    checked_on: date
    is_fictional: bool


@dataclass(frozen=True)
class MeasureView:
    """One measure with the instruments chosen for it. add_url: where to choose another."""

    name: str
    url: str
    add_url: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True)
class GoalMix:
    """One goal with its measures, and what asks for attention in sentences."""

    pk: int
    name: str
    url: str
    state: str
    tone: str
    remarks: tuple[str, ...]
    measures: tuple[MeasureView, ...]


@dataclass(frozen=True)
class MixPage:
    """The instruments of one area. others: measures that serve no goal yet."""

    area: str
    goals: tuple[GoalMix, ...]
    others: tuple[MeasureView, ...]


def mix_page(area: PilotArea, *, today: date) -> MixPage:
    """Gather the instruments of an area. Runs nine queries at most."""
    facts = area_facts(area)
    goals = []
    for goal in facts.goals:
        judged = facts.mix_of(goal.pk, today)
        goals.append(
            GoalMix(
                pk=goal.pk,
                name=goal.name,
                url=goal.url,
                state=str(judged.state.label),
                tone=TONES[judged.state],
                remarks=tuple(map(texts.instrument_remark, judged.remarks)),
                measures=_measures(facts, facts.serving.get(goal.pk, ()), area),
            )
        )
    serving = {measure.pk for measures in facts.serving.values() for measure in measures}
    others = [measure for measure in facts.measures.values() if measure.pk not in serving]
    return MixPage(area.name, tuple(goals), _measures(facts, others, area))


def _measures(facts: Facts, measures: Iterable[Measure], area: PilotArea) -> tuple[MeasureView, ...]:
    return tuple(
        MeasureView(
            name=measure.name,
            url=measure_url(area, measure.pk),
            add_url=reverse("instruments:choice-create", args=[area.slug, measure.pk]),
            choices=tuple(_choice(facts, choice, area.slug) for choice in facts.choices.get(measure.pk, ())),
        )
        for measure in measures
    )


def _choice(facts: Facts, choice: Choice, slug: str) -> ChoiceView:
    instrument = facts.instrument(choice)
    follows = facts.catalogues[choice.catalogue_id].get(choice.escalates_to)
    return ChoiceView(
        pk=choice.pk,
        url=reverse("instruments:choice-edit", args=[slug, choice.pk]),
        name=instrument.label,
        force=instrument.force.value,
        force_label=str(instrument.force.label),
        availability=choice.get_availability_display() if choice.availability else "",
        available_from=choice.available_from or instrument.valid_from,
        available_to=choice.available_to or instrument.valid_to,
        follows=follows.label if follows else "",
        when=choice.escalate_when,
        decided_by=choice.decided_by,
        note=choice.note,
        checked_on=instrument.checked_on,
        is_fictional=choice.is_fictional,
    )
