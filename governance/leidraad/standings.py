"""The start gate of many areas at once, from what is stored; what is stale is judged again and stored (ADR 15).

A standing is fresh while the clock of its area, the day and the code that judged are the same. The clock is read before
the facts, so a change that comes in between leaves the stored standing stale, never wrong. Two requests that judge the
same area at once store the same outcome, or one of them a stale one.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from governance.instruments import budget, duties, mix
from governance.instruments.pages import facts as recorded
from governance.leidraad import facts, gate, gathering, guide
from governance.leidraad.enums import AnswerValue, GateStatus
from governance.leidraad.facts import Records
from governance.leidraad.gate import GateResult, Given, assess_gate
from governance.leidraad.gathering import derived_of, given_of, records_of
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, Check, Deviation, GuideVersion, Standing
from pilots.goals import stack

_JUDGES = (budget, duties, mix, recorded, facts, gate, gathering, guide, stack)
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
    """One check with what is stored about its area; None where nothing is."""

    area: int
    check: int
    version: int
    version_sha256: str
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
        "area", "pk", "version", "version__sha256", "area__clock__ticks", "is_deviating", *stored,
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


@dataclass(slots=True)
class _Answered:
    """What is answered by hand: by question, and the questions for which is stored who arranges it and when."""

    given: dict[str, Given] = field(default_factory=dict)
    planned: set[str] = field(default_factory=set)


def _judge(rows: Sequence[_Row], day: date) -> dict[int, GateStanding]:
    """Judge these areas: a query for the answers, ten for the records where a guide asks for them, one to store."""
    if not rows:
        return {}
    answered = _answers([row.check for row in rows])
    asking = [row.area for row in rows if guide_of(row.version, row.version_sha256).facts]
    records = records_of(asking, today=day) if asking else {}
    judged = {row.area: _standing(row, answered[row.check], records.get(row.area, Records())) for row in rows}
    _store(rows, judged, day)
    return judged


def _answers(checks: Sequence[int]) -> Mapping[int, _Answered]:
    """Return what is answered, by check. One query."""
    rows = Answer.objects.current().filter(guide_check__in=checks).order_by()
    found: dict[int, _Answered] = defaultdict(_Answered)
    for check, question, value, owner, due_on in rows.values_list(
        "guide_check", "question", "value", "owner", "due_on"
    ):
        is_planned = owner is not None and due_on is not None
        if is_planned:
            found[check].planned.add(question)
        if value:
            found[check].given[question] = Given(AnswerValue(value), is_planned)
    return found


def _standing(row: _Row, answered: _Answered, records: Records) -> GateStanding:
    guide = guide_of(row.version, row.version_sha256)
    given = given_of(guide, answered.given, answered.planned, derived_of(guide, records))
    result = assess_gate(guide.gate_conditions(), given)
    return GateStanding(
        row.area, row.version, row.version_sha256, result.status.value, _source(result), row.is_deviating
    )


def _source(result: GateResult) -> str:
    conditions = [
        ConditionStanding(
            each.code,
            each.status.value,
            tuple((why.question, why.rule.value, why.value.value if why.value else "") for why in each.reasons),
        )
        for each in result.conditions
    ]
    return json.dumps([asdict(each) for each in conditions])


def _store(rows: Sequence[_Row], judged: Mapping[int, GateStanding], day: date) -> None:
    """Keep what was judged, in the order of the areas, so that two requests cannot wait for each other."""
    standings = [
        Standing(
            area_id=row.area,
            ticks=row.ticks,
            reckoned_on=day,
            edition=EDITION,
            gate=judged[row.area].gate,
            conditions=json.loads(judged[row.area].source),
        )
        for row in sorted(rows, key=lambda row: row.area)
    ]
    Standing.objects.bulk_create(
        standings,
        update_conflicts=True,
        unique_fields=["area"],
        update_fields=["ticks", "reckoned_on", "edition", "gate", "conditions"],
    )


@lru_cache(maxsize=8)
def guide_of(pk: int, sha256: str) -> Guide:
    """Read a version of the guide once per process: its content never changes."""
    return Guide(GuideVersion.objects.values_list("content", flat=True).get(pk=pk, sha256=sha256))
