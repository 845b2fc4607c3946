"""The outcome of a collaboration with its reasons: gears, governance form, health, agreements, what would change it.

Every outcome says in a sentence which rule decided and on which answers it rests, with the source of that rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.packs import label
from typology.gearbox.alternatives import other_answer, other_tasks
from typology.gearbox.gears import Gap, Profile, profile
from typology.gearbox.health import LensState, radar
from typology.gearbox.models import Collaboration
from typology.gearbox.ostrom import Met, PrincipleState, completeness
from typology.gearbox.pages.drawing import RadarDrawing, radar_drawing
from typology.gearbox.pages.profile import ProfilePage, profile_of
from typology.gearbox.pages.words import AnswerLine, SourceLine, Words, quoted, resting_on, source_lines
from typology.gearbox.structure import Advice, Placed, advise
from typology.gearbox.tables import REGIE, Typology

READING_BADGES = {"enough": "ok", "close": "warn", "short": "stop"}
MET = {
    Met.MET: (gettext_lazy("Met"), "ok"),
    Met.PARTLY: (gettext_lazy("Partly"), "warn"),
    Met.NOT: (gettext_lazy("Not met"), "stop"),
    Met.UNKNOWN: (gettext_lazy("Not answered"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class FormView:
    """The governance form that fits. name: "" while answers are missing; possible: the forms that are left then.

    reasons: the rules that decided, each with the answers behind it; advice: when it is not usual for the gear.
    """

    name: str
    description: str
    fits: str
    tension: str
    reasons: tuple[str, ...]
    missing: tuple[AnswerLine, ...]
    possible: tuple[str, ...]
    advice: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class LensView:
    """One lens on health. value, asked: mean levels 0 to 5, None when unknown. reading: "" while unknown."""

    number: int
    name: str
    why: str
    value: float | None
    asked: float | None
    reading: str
    reading_label: str
    badge: str
    sentence: str
    lagging: tuple[AnswerLine, ...]
    open: int
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class AskView:
    """One thing a principle asks: the answer behind it, how far it is, and what is missing ("" when nothing is)."""

    answer: AnswerLine
    state: str
    state_label: str
    badge: str
    missing: str


@dataclass(frozen=True, slots=True)
class PrincipleView:
    """One of the principles for agreements that last. sentence: why it reads as it does."""

    name: str
    why: str
    state: str
    state_label: str
    badge: str
    sentence: str
    asks: tuple[AskView, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The whole outcome. profile: gears and dials; current_reasons: why the current gear is what it is, in sentences.

    form: None for a typology without forms; lenses and principles: empty for one without. drawing: None without lenses.
    others: what another answer would change, “if … then”.
    """

    profile: ProfilePage
    current_reasons: tuple[str, ...]
    needed_reasons: tuple[str, ...]
    others: tuple[str, ...]
    form: FormView | None
    lenses: tuple[LensView, ...]
    drawing: RadarDrawing | None
    principles: tuple[PrincipleView, ...]
    principles_met: int


def result_page(collaboration: Collaboration) -> ResultPage:
    """Return the outcome of a collaboration that was read with its area, version and person. No queries."""
    tables, answers = collaboration.version.tables, collaboration.answers
    outcome, words = profile(tables, answers), Words(answers, collaboration.explanations)
    gear = outcome.needed.gear
    shown = profile_of(collaboration)
    lenses = tuple(_lens(number, state, words) for number, state in enumerate(radar(tables, answers, gear), start=1))
    principles = tuple(_principle(state, words) for state in completeness(tables, answers))
    return ResultPage(
        profile=shown,
        current_reasons=tuple(_current(outcome, words)),
        needed_reasons=tuple(rule.sentence for rule in shown.rules),
        others=tuple(_others(tables, outcome, collaboration)),
        form=_form(tables, advise(tables, answers, gear), outcome, words) if tables.forms else None,
        lenses=lenses,
        drawing=radar_drawing([(lens.name, lens.value, lens.asked) for lens in lenses]),
        principles=principles,
        principles_met=sum(principle.state == Met.MET for principle in principles),
    )


# The gears ------------------------------------------------------------------------------------------------------------


def _current(outcome: Profile, words: Words) -> Iterable[str]:
    """Say why the current gear is reached and the next one is not."""
    if outcome.current is None:
        yield _("Not even the lightest gear is reached.")
    else:
        levels = ", ".join(
            _("%(dial)s %(level)d (asked: %(asked)d)")
            % {
                "dial": label(state.dial.name),
                "level": state.level,
                "asked": outcome.current.demands[state.dial.code].level,
            }
            for state in outcome.states
        )
        values = {"gear": outcome.current.code, "levels": levels}
        yield _("Every dial reaches what gear %(gear)s asks: %(levels)s.") % values
    yield from (_blocking(gap, words) for gap in outcome.blocking)


def _blocking(gap: Gap, words: Words) -> str:
    because = _("%(dial)s stands at level %(level)d, and the next gear asks %(asked)d.") % {
        "dial": label(gap.state.dial.name),
        "level": gap.state.level,
        "asked": gap.demand.level,
    }
    return resting_on(because, map(words.given, gap.lagging))


def _others(tables: Typology, outcome: Profile, collaboration: Collaboration) -> Iterable[str]:
    """Say what another answer would change."""
    reach = other_answer(tables, outcome)
    if reach is not None:
        yield _("If %(dial)s went from level %(level)d to %(asked)d, the collaboration would run in gear %(gear)s.") % {
            "dial": label(reach.state.dial.name),
            "level": reach.state.level,
            "asked": reach.level,
            "gear": reach.gear.code,
        }
    for other in other_tasks(tables, collaboration.answers):
        values = {
            "question": label(other.question.question),
            "answer": label(other.choice.text).rstrip("."),
            "gear": other.gear.code,
        }
        if other.gear.code == REGIE:
            yield (
                _("If the answer to “%(question)s” were “%(answer)s”, government would have to direct: gear R.")
                % values
            )
        elif other.is_lighter:
            yield _("If the answer to “%(question)s” were “%(answer)s”, gear %(gear)s would be enough.") % values
        else:
            yield _("If the answer to “%(question)s” were “%(answer)s”, gear %(gear)s would be needed.") % values


# The governance form --------------------------------------------------------------------------------------------------


def _form(tables: Typology, advice: Advice, outcome: Profile, words: Words) -> FormView:
    form = advice.form
    behind = tuple(_placed(each, words) for each in advice.because_of)
    reasons = tuple(resting_on(label(rule.because), behind) for rule in advice.rules)
    return FormView(
        name=label(form.name) if form else "",
        description=label(form.description) if form else "",
        fits=label(form.fits) if form else "",
        tension=label(form.tension) if form else "",
        reasons=reasons,
        missing=tuple(_placed(each, words) for each in advice.missing),
        possible=tuple(label(each.name) for each in advice.possible),
        advice=_unusual(tables, advice, outcome),
        sources=_once(source for rule in advice.rules for source in source_lines(rule.sources)),
    )


def _placed(placed: Placed, words: Words) -> AnswerLine:
    return words.line(placed.question, placed.answer)


def _unusual(tables: Typology, advice: Advice, outcome: Profile) -> str:
    """Say which forms are usual for the needed gear when this one is not."""
    gear = outcome.needed.gear
    if advice.fits_gear is not False or gear is None:
        return ""
    usual = [label(form.name) for form in tables.forms if form.code in gear.forms]
    values = {"gear": gear.code, "forms": ", ".join(usual)}
    return _("With gear %(gear)s one usually sees: %(forms)s. Talk about why it would be otherwise here.") % values


# Health and agreements ------------------------------------------------------------------------------------------------


def _lens(number: int, state: LensState, words: Words) -> LensView:
    lagging = tuple(words.line(look.question, look.answer) for look in state.lagging)
    reading = state.reading
    if reading is not None:
        sentence = resting_on(label(state.lens.words[reading.code]), lagging)
    elif state.value is None:
        sentence = _("Nothing is answered yet.")
    else:
        sentence = _("What is enough shows when the questions about the task are answered.")
    return LensView(
        number=number,
        name=label(state.lens.name),
        why=label(state.lens.why),
        value=state.value,
        asked=state.asked,
        reading=reading.code if reading else "",
        reading_label=label(reading.name) if reading else _("Not known yet"),
        badge=READING_BADGES.get(reading.code, "neutral") if reading else "neutral",
        sentence=sentence,
        lagging=lagging,
        open=len(state.open),
        sources=source_lines(state.lens.sources),
    )


def _principle(state: PrincipleState, words: Words) -> PrincipleView:
    name, badge = MET[state.state]
    asks = []
    for each in state.asks:
        ask_label, ask_badge = MET[each.state]
        missing = label(each.ask.missing) if each.state is not Met.MET else ""
        answer = words.line(each.question, each.answer)
        asks.append(AskView(answer, each.state.value, str(ask_label), ask_badge, missing))
    return PrincipleView(
        name=label(state.principle.name),
        why=label(state.principle.why),
        state=state.state.value,
        state_label=str(name),
        badge=badge,
        sentence=_why(state, asks),
        asks=tuple(asks),
        sources=source_lines(state.principle.sources),
    )


def _why(state: PrincipleState, asks: Iterable[AskView]) -> str:
    """Say what is missing and on which answers that rests; of what is met, on which answers."""
    asks = list(asks)
    if state.state is Met.UNKNOWN:
        return _("Nothing is answered yet.")
    if state.state is Met.MET:
        return resting_on(_("All that is asked is arranged."), (ask.answer for ask in asks))
    missing = [ask for ask in asks if ask.missing]
    return " ".join(f"{ask.missing} ({quoted(ask.answer)})" for ask in missing)


def _once(sources: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    return tuple(dict.fromkeys(sources))
