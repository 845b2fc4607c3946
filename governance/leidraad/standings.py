"""The start gate of many areas at once, from what is stored; what is stale is judged again and stored (ADR 15).

A standing is fresh while the clock of its area, the day and the code that judged are the same. The clock is read before
the facts, so a change that comes in between leaves the stored standing stale, never wrong. Two requests that judge the
same area at once store the same outcome, or one of them a stale one.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from governance.instruments import budget, duties, mix
from governance.instruments.pages import facts as recorded
from governance.leidraad import facts, gate, gathering, guide, materials, signable
from governance.leidraad.enums import GateStatus
from governance.leidraad.gate import GateResult
from governance.leidraad.gathering import gate_of
from governance.leidraad.materials import STARTED, Started, gather
from governance.leidraad.models import Check, Deviation, Standing
from governance.leidraad.signable import KIND, Material, contents
from governance.signing import canonical, judging
from governance.signing.canonical import fingerprint
from governance.signing.pages import Tally, tallies_of
from pilots.goals import stack

_JUDGES = (
    budget, duties, mix, recorded, facts, gate, gathering, guide, stack, signable, materials, canonical, judging
)  # fmt: skip
_CODE = (__file__, *(str(judge.__file__) for judge in _JUDGES))
EDITION = sha256(b"".join(Path(name).read_bytes() for name in _CODE)).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ConditionStanding:
    """How far one condition is. reasons: (question, rule, answer), each "" where there is none."""

    code: str
    status: str
    reasons: tuple[tuple[str, str, str], ...] = ()
    sha256: str = ""
    signing: str = ""
    signed: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class GateStanding:
    """How far the start gate of one area is. version, version_sha256: of the guide it was judged with.

    source: its conditions as the text that is stored. is_deviating: it started deliberately, and that runs today.
    """

    area: int
    version: int
    version_sha256: str
    gate: str
    source: str
    is_deviating: bool

    @property
    def conditions(self) -> tuple[ConditionStanding, ...]:
        """How far each condition is, in the order of the guide."""
        return read_conditions(self.source)

    @property
    def is_open(self) -> bool:
        """Say whether the process may start by its conditions."""
        return self.gate != GateStatus.CLOSED


@dataclass(frozen=True, slots=True)
class _Row:
    """One check with what is stored about its area; None where nothing is. number: of the version of the guide."""

    area: int
    check: int
    version: int
    version_sha256: str
    number: str
    ticks: int
    is_deviating: bool
    stored_ticks: int | None
    reckoned_on: date | None
    edition: str | None
    gate: str | None
    conditions: str | None

    def is_fresh(self, today: date) -> bool:
        return (self.stored_ticks, self.reckoned_on, self.edition) == (self.ticks, today, EDITION)


def standings_of(areas: Collection[int], *, today: date | None = None) -> dict[int, GateStanding]:
    """Return the start gate of these areas by key; an area whose guide was not started is absent.

    One query when all are fresh. What is stale is judged together, in a constant number of queries, and stored.
    """
    day = today or timezone.localdate()
    rows = _rows(areas, day)
    judged = _judge([row for row in rows if not row.is_fresh(day)], day)
    return {row.area: judged.get(row.area) or _stored(row) for row in rows}


def standing_of(area: int, *, today: date | None = None) -> GateStanding | None:
    """Return the start gate of one area; None while its guide was not started."""
    return standings_of([area], today=today).get(area)


def _rows(areas: Collection[int], day: date) -> list[_Row]:
    running = Deviation.objects.running(day).filter(area=OuterRef("area"))
    stored = [f"area__standing__{name}" for name in ("ticks", "reckoned_on", "edition", "gate")]
    checks = Check.objects.filter(area__in=areas).order_by().annotate(is_deviating=Exists(running))
    found = checks.values_list(
        *STARTED, "area__clock__ticks", "is_deviating", *stored,
        Cast("area__standing__conditions", TextField()),
    )  # fmt: skip
    return [_Row(*row) for row in found]


def _stored(row: _Row) -> GateStanding:
    source = row.conditions or "[]"
    return GateStanding(row.area, row.version, row.version_sha256, row.gate or "", source, row.is_deviating)


@lru_cache(maxsize=1024)
def read_conditions(source: str) -> tuple[ConditionStanding, ...]:
    """Read the stored text of the conditions of one area."""
    entries = json.loads(source)
    return tuple(
        ConditionStanding(**{**entry, "reasons": tuple(tuple(reason) for reason in entry["reasons"])})
        for entry in entries
    )


# Judging again -------------------------------------------------------------------------------------------------------


def _judge(rows: Sequence[_Row], day: date) -> dict[int, GateStanding]:
    """Judge these areas: eleven queries for what they rest on, two for their signatures, one to store."""
    if not rows:
        return {}
    started = [Started(row.area, row.check, row.version, row.version_sha256, row.number) for row in rows]
    materials = gather(started, today=day)
    hashes = {
        area: {code: fingerprint(content) for code, content in contents(material).items()}
        for area, material in materials.items()
    }
    tallies = tallies_of(KIND, {(area, code): own[code] for area, own in hashes.items() for code in own})
    judged = {row.area: _standing(row, materials[row.area], hashes[row.area], tallies) for row in rows}
    _store(rows, judged, day)
    return judged


def _standing(
    row: _Row, material: Material, hashes: Mapping[str, str], tallies: Mapping[tuple[int, str], Tally]
) -> GateStanding:
    own = {code: tallies[row.area, code] for code in hashes}
    states = {code: tally.state for code, tally in own.items()}
    result = gate_of(material.guide, material.answers.values(), material.derived, states)
    source = _source(result, hashes, own)
    return GateStanding(row.area, row.version, row.version_sha256, result.status.value, source, row.is_deviating)


def _source(result: GateResult, hashes: Mapping[str, str], tallies: Mapping[str, Tally]) -> str:
    conditions = [
        ConditionStanding(
            each.code,
            each.status.value,
            tuple((why.question, why.rule.value, why.value.value if why.value else "") for why in each.reasons),
            hashes[each.code],
            tallies[each.code].state.value,
            tallies[each.code].signed,
            tallies[each.code].asked,
        )
        for each in result.conditions
    ]
    return json.dumps([asdict(each) for each in conditions])


def _store(rows: Sequence[_Row], judged: Mapping[int, GateStanding], day: date) -> None:
    """Keep what was judged, in the order of the areas, so that two requests cannot wait for each other.

    One standing that was there already is changed in its place: that needs no transaction around it.
    """
    values = {
        row.area: {
            "ticks": row.ticks,
            "reckoned_on": day,
            "edition": EDITION,
            "gate": judged[row.area].gate,
            "conditions": json.loads(judged[row.area].source),
        }
        for row in sorted(rows, key=lambda row: row.area)
    }
    if len(rows) == 1 and Standing.objects.filter(area=rows[0].area).update(**values[rows[0].area]):
        return
    Standing.objects.bulk_create(
        [Standing(area_id=area, **own) for area, own in values.items()],
        update_conflicts=True,
        unique_fields=["area"],
        update_fields=["ticks", "reckoned_on", "edition", "gate", "conditions"],
    )
