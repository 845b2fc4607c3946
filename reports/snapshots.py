"""What two versions of a report are compared by, taken from its chapters. No persons, no quotes: see `differences`."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from reports import chapters as ch
from reports.approach import Aim, Approach, Planned
from reports.differences import Chapter, Item, Thing, store
from reports.heard import Around, Voices


def snapshot(content: ch.LeidraadReport | ch.AreaReport) -> dict[str, Any]:
    """Return the comparable facts of a report as plain data, in the active language."""
    parts = [*_gate(content.guide), *_approach(content.approach)]
    if isinstance(content, ch.AreaReport):
        parts = [*_area(content), *parts]
    return store([*parts, _findings(content.voices), *_collaboration(content.collaboration)])


def _day(row: ch.Answer | Aim) -> str:
    return date_format(row.due_on, "j F Y") if row.due_on else ""


# Guide and gate -----------------------------------------------------------------------------------------------------


def _gate(guide: ch.Guide) -> Iterator[Chapter]:
    start = guide.deliberate.text if guide.deliberate else ""  # names who decided, so only its change is told
    gate = (
        Item("state", _("State"), guide.gate.status.label),
        Item("guide", _("Guide"), guide.version),
        Item("start", _("Deliberate start"), start, is_told=False),
    )
    yield Chapter("gate", _("The start gate"), (Thing("gate", "", gate),))
    yield Chapter("conditions", _("The conditions"), tuple(map(_condition, guide.conditions)))


def _condition(condition: ch.Condition) -> Thing:
    items = [Item("state", _("State"), condition.status.label)]
    items.append(Item("signatures", _("Signatures"), condition.signed.label if condition.signed else ""))
    for answer in condition.answers:
        items += _answer(answer)
    return Thing(condition.number, f"{condition.number}. {condition.name}", tuple(items))


def _answer(answer: ch.Answer) -> Iterator[Item]:
    """A text or a document may name somebody: of both only the change is told."""
    proofs = sorted("\n".join((proof.title, proof.url, proof.digest)) for proof in answer.evidence)
    words = {"code": answer.code}
    yield Item(f"answer {answer.code}", _("answer %(code)s") % words, answer.status.label)
    yield Item(f"due {answer.code}", _("due date %(code)s") % words, _day(answer))
    yield Item(
        f"text {answer.code}", _("explanation %(code)s") % words, strip_tags(answer.reason).strip(), is_told=False
    )
    yield Item(f"evidence {answer.code}", _("evidence %(code)s") % words, "\n\n".join(proofs), is_told=False)


# From goal to budget ------------------------------------------------------------------------------------------------


def _approach(approach: Approach) -> Iterator[Chapter]:
    yield Chapter("goals", _("Goals"), tuple(map(_aim, approach.aims)))
    yield Chapter("measures", _("Measures and instruments"), tuple(map(_measure, approach.measures)))
    money = approach.money
    years = [
        Thing(
            str(year.year),
            str(year.year),
            (
                Item("need", _("Need"), year.need),
                Item("secured", _("Secured"), year.secured),
                Item("pledged", _("Pledged"), year.pledged),
                Item("missing", _("Missing"), year.missing),
            ),
        )
        for year in money.years
    ]
    whole = Thing("whole", "", (Item("state", _("State"), money.state),))
    yield Chapter("budget", _("Budget"), (whole, *years))


def _aim(aim: Aim) -> Thing:
    owed = aim.owed
    items = (
        Item("direction", _("Direction"), aim.direction),
        Item("gap", _("What is lacking"), aim.gap),
        Item("place", _("Place"), aim.place),
        Item("due", _("By when"), _day(aim)),
        Item("openness", _("Fixed or open"), aim.openness),
        Item("enough", _("Is it enough?"), aim.enough),
        Item("measures", _("Measures"), ", ".join(sorted(aim.measures))),
        Item(
            "obligation", _("Obligation"), ", ".join(filter(None, (owed.clarity, owed.duty, owed.aim, owed.weighing)))
        ),
        Item("basis", _("Legal basis"), owed.legal_basis),
        Item("question", _("Open question"), owed.open_question, is_told=False),
        Item("instruments", _("Instruments"), aim.mix),
        Item("source", _("Source"), aim.source),
    )
    return Thing(aim.key, aim.name, items)


def _measure(measure: Planned) -> Thing:
    items = [
        Item("state", _("State"), measure.status),
        Item("place", _("Place"), measure.place),
        Item("years", _("Years"), measure.period),
        Item("costs", _("Costs"), measure.costs),
        Item("effects", _("Expected effect"), "; ".join(sorted(measure.effects))),
        Item(
            "instruments",
            _("Instruments"),
            ", ".join(sorted(f"{each.name} ({each.force})" for each in measure.instruments)),
        ),
    ]
    return Thing(measure.key, measure.name, tuple(items))


# The rest -----------------------------------------------------------------------------------------------------------


def _area(report: ch.AreaReport) -> Iterator[Chapter]:
    facts = [Item(f"tile {place}", tile.name, tile.value) for place, tile in enumerate(report.tiles)]
    sites = ", ".join(sorted(site.name for site in report.area.sites))
    yield Chapter("area", _("The area"), (Thing("area", "", (*facts, Item("sites", _("Natura 2000 sites"), sites))),))
    yield Chapter("people", _("Who takes part"), (_people(report.people, report.around),))


def _people(people: Iterable[ch.Participant], around: Around) -> Thing:
    """Only numbers: who left must not come back by being named as gone."""
    parties = len(around.parties) + around.hidden
    items = (Item("people", _("People"), str(len(tuple(people)))), Item("parties", _("Parties"), str(parties)))
    return Thing("people", "", items)


def _findings(voices: Voices) -> Chapter:
    """Only numbers: a finding may have been taken back with the quotes it rested on."""
    counted: dict[str, int] = {}
    for finding in voices.findings:
        counted[finding.strength] = counted.get(finding.strength, 0) + 1
    strengths = tuple(Item(f"strength {name}", name, str(number)) for name, number in sorted(counted.items()))
    items = (Item("findings", _("Findings"), str(len(voices.findings))), *strengths)
    return Chapter("findings", _("What people say"), (Thing("findings", "", items),))


def _collaboration(profile: ch.Collaboration | None) -> Iterator[Chapter]:
    if profile is None:
        return
    gears = (
        Item("now", _("Gear now"), profile.now.code if profile.now else ""),
        Item("needed", _("Gear that is needed"), profile.needed.code if profile.needed else ""),
        Item("outcome", _("Outcome"), profile.verdict.label),
    )
    dials = (
        Thing(
            f"dial {dial.name}",
            dial.name,
            (Item("now", _("now"), str(dial.now)), Item("needed", _("needed"), dial.needed_level)),
        )
        for dial in profile.dials
    )
    yield Chapter("collaboration", _("The collaboration"), (Thing("gears", "", gears), *dials))
