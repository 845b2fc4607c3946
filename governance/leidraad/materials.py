"""Gathers all that the conditions of areas rest on, for many areas at once: what is judged is also what is signed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from governance.leidraad.gathering import Gathered, derived_of, gate_of, gathered_of
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, Check, Evidence, GuideVersion
from governance.leidraad.signable import Material


class Started(NamedTuple):
    """The guide of one area: keys of the area, of the check and of the version, with its SHA-256 and number."""

    area: int
    check: int
    version: int
    sha256: str
    number: str


STARTED: Final = ("area", "pk", "version", "version__sha256", "version__version")  # of a check, in that order


def materials_of(areas: Collection[int], *, today: date) -> dict[int, Material]:
    """Return the material of every area whose guide was started, by its key. Runs twelve queries at most.

    And one for each version of the guide that this process has not read yet.
    """
    rows = Check.objects.filter(area__in=areas).order_by("pk").values_list(*STARTED)
    return gather([Started(*row) for row in rows], today=today)


def gather(started: Sequence[Started], *, today: date) -> dict[int, Material]:
    """Return the material of areas of which the check is known already. Runs eleven queries at most."""
    guides = {each.version: guide_of(each.version, each.sha256) for each in started}
    checks = [each.check for each in started]
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.current().filter(guide_check__in=checks).order_by("pk"):
        answers[answer.guide_check_id].append(answer)
    evidence = _evidence(checks)
    asking = [each.area for each in started if guides[each.version].facts]
    gathered = gathered_of(asking, today=today) if asking else {}
    found = {}
    for each in started:
        records = gathered.get(each.area)
        own = {answer.question: answer for answer in answers[each.check]}
        shown = {code: evidence.get(answer.pk, ()) for code, answer in own.items()}
        found[each.area] = material_of((each.number, each.sha256), guides[each.version], own, shown, records)
    return found


def material_of(
    version: tuple[str, str],
    guide: Guide,
    answers: Mapping[str, Answer],
    evidence: Mapping[str, tuple[Evidence, ...]],
    gathered: Gathered | None,
) -> Material:
    """Put together what was fetched already. The gate in it is that of the content alone, without signatures.

    version: number and SHA-256 of the guide. gathered: None for a guide that asks the records nothing.
    """
    derived = derived_of(guide, gathered.records) if gathered else {}
    gate = gate_of(guide, answers.values(), derived)
    return Material(guide, *version, answers, evidence, derived, gathered, gate)


def _evidence(checks: Collection[int]) -> dict[int, tuple[Evidence, ...]]:
    found: dict[int, tuple[Evidence, ...]] = {}
    rows = Evidence.objects.current().filter(answer__guide_check__in=checks, answer__archived_at=None)
    for each in rows.order_by("pk"):
        found[each.answer_id] = (*found.get(each.answer_id, ()), each)
    return found


@lru_cache(maxsize=8)
def guide_of(pk: int, sha256: str) -> Guide:
    """Read a version of the guide once per process: its content never changes."""
    return Guide(GuideVersion.objects.values_list("content", flat=True).get(pk=pk, sha256=sha256))
