"""Gathers all that the conditions of areas rest on, for many areas at once: what is judged is also what is signed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from governance.instruments.pages.facts import Facts
from governance.leidraad.facts import Derived
from governance.leidraad.gathering import derived_of, gate_of, gathered_of
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, Check, Evidence, GuideVersion
from governance.leidraad.signable import Material


def materials_of(areas: Collection[int], *, today: date) -> dict[int, Material]:
    """Return the material of every area whose guide was started, by its key. Runs thirteen queries at most.

    And one for each version of the guide that this process has not read yet.
    """
    rows = Check.objects.filter(area__in=areas).select_related("version").defer("version__content")
    checks = list(rows.order_by("pk"))
    guides = {check.version_id: guide_of(check.version_id, check.version.sha256) for check in checks}
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.current().filter(guide_check__in=checks).order_by("pk"):
        answers[answer.guide_check_id].append(answer)
    evidence = _evidence(checks)
    asking = [check.area_id for check in checks if guides[check.version_id].facts]
    gathered = gathered_of(asking, today=today) if asking else {}
    found = {}
    for check in checks:
        guide = guides[check.version_id]
        known, records = gathered.get(check.area_id, (None, None))
        derived = derived_of(guide, records) if records else {}
        own = {answer.question: answer for answer in answers[check.pk]}
        shown = {code: evidence.get(answer.pk, ()) for code, answer in own.items()}
        found[check.area_id] = material_of(check.version, guide, own, shown, derived, known)
    return found


def material_of(
    version: GuideVersion,
    guide: Guide,
    answers: Mapping[str, Answer],
    evidence: Mapping[str, tuple[Evidence, ...]],
    derived: Mapping[str, Derived],
    known: Facts | None,
) -> Material:
    """Put together what was fetched already. The gate in it is that of the content alone, without signatures."""
    gate = gate_of(guide, answers.values(), derived)
    return Material(guide, version.version, version.sha256, answers, evidence, derived, known, gate)


def _evidence(checks: Collection[Check]) -> dict[int, tuple[Evidence, ...]]:
    found: dict[int, tuple[Evidence, ...]] = {}
    rows = Evidence.objects.current().filter(answer__guide_check__in=checks, answer__archived_at=None)
    for each in rows.order_by("pk"):
        found[each.answer_id] = (*found.get(each.answer_id, ()), each)
    return found


@lru_cache(maxsize=8)
def guide_of(pk: int, sha256: str) -> Guide:
    """Read a version of the guide once per process: its content never changes."""
    return Guide(GuideVersion.objects.values_list("content", flat=True).get(pk=pk, sha256=sha256))
