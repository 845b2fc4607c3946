"""Checks on the tables that came with version 0.2: governance forms, health, principles, and who uses a question."""

from collections.abc import Iterator, Mapping, Set
from itertools import product

from django.utils.translation import gettext as _

from core.packs import Draft, Spot
from typology.gearbox.tables.entries import HIGHEST, READINGS, Axis, Principle, Typology


def in_one_line(values: Mapping[str, str]) -> str:
    """Write a combination as `question=answer, question=answer`."""
    return ", ".join(f"{key}={value}" for key, value in values.items())


# Names: before the content becomes tables ---------------------------------------------------------------------------


def check_when(draft: Draft, kind: str, known: Mapping[str, Set[str]]) -> None:
    """Report every `when` that names what does not exist. known: the values per input."""
    for r, rule in enumerate(draft.content.get(kind, ())):
        spot, when = (kind, r, "when"), rule.get("when")
        if not isinstance(when, dict) or not all(isinstance(wanted, list) and wanted for wanted in when.values()):
            draft.report(spot, _("“when” must name a list of answers per question"))
            continue
        for question, wanted in when.items():
            for choice in wanted:
                if choice not in known.get(question, set()):
                    message = _("unknown answer “%(choice)s” to “%(question)s”")
                    draft.report((*spot, question), message % {"choice": choice, "question": question})


def check_names(draft: Draft) -> None:
    """Report codes that no list of the pack has, where the shape cannot see it: axes, their bands, their rules."""
    answers = _answers(draft)
    bands: dict[str, set[str]] = {}
    for a, axis in enumerate(draft.content.get("form_axes", ())):
        bands[axis["code"]] = {band["code"] for band in axis["bands"]}
        if axis["question"] not in answers:
            message = _("unknown code “%(code)s” in “%(key)s”") % {"code": axis["question"], "key": "question"}
            draft.report(("form_axes", a, "question"), message)
            continue
        _check_bands(draft, a, answers[axis["question"]])
    check_when(draft, "form_rules", bands)


def _answers(draft: Draft) -> dict[str, list[str]]:
    """Return the codes of the answers per question, of dials and task together."""
    dials = (question for dial in draft.content["dials"] for question in dial["questions"])
    found = {question["code"]: [level["code"] for level in question["levels"]] for question in dials}
    for question in draft.content["task_questions"]:
        found[question["code"]] = [choice["code"] for choice in question["choices"]]
    return found


def _check_bands(draft: Draft, a: int, answers: list[str]) -> None:
    """Every answer to the question stands in exactly one band."""
    axis = draft.content["form_axes"][a]
    seen: dict[str, str] = {}
    for b, band in enumerate(axis["bands"]):
        spot = ("form_axes", a, "bands", b, "answers")
        if not isinstance(band.get("answers"), list) or not band["answers"]:
            draft.report(spot, _("“answers” must be a list of answers"))
            continue
        for answer in band["answers"]:
            if answer not in answers:
                values = {"choice": answer, "question": axis["question"]}
                draft.report(spot, _("unknown answer “%(choice)s” to “%(question)s”") % values)
            elif answer in seen:
                values = {"choice": answer, "band": seen[answer]}
                draft.report(spot, _("answer “%(choice)s” already stands in band “%(band)s”") % values)
            seen.setdefault(answer, band["code"])
    for answer in answers:
        if answer not in seen:
            draft.report(("form_axes", a, "bands"), _("no band has answer “%(choice)s”") % {"choice": answer})


# Tables -------------------------------------------------------------------------------------------------------------


def check(draft: Draft, tables: Typology) -> None:
    """Report holes, contradictions and rows without use in the tables of 0.2, and questions without use."""
    if tables.forms or tables.form_rules:
        _check_forms(draft, tables)
    if tables.lenses or tables.readings:
        _check_health(draft, tables)
    for p, principle in enumerate(tables.principles):
        _check_principle(draft, p, principle, tables)
    if tables.forms or tables.lenses or tables.principles:
        _check_use(draft, tables)


def band_combinations(axes: tuple[Axis, ...]) -> Iterator[dict[str, str]]:
    """Yield every combination of bands: the input of the table of governance forms."""
    for bands in product(*([band.code for band in axis.bands] for axis in axes)):
        yield {axis.code: band for axis, band in zip(axes, bands, strict=True)}


def _check_forms(draft: Draft, tables: Typology) -> None:
    """Exactly one row fits every combination, and every form and every axis is used."""
    places = {rule.code: place for place, rule in enumerate(tables.form_rules)}
    holes: list[str] = []
    told: set[tuple[str, ...]] = set()
    for bands in band_combinations(tables.form_axes):
        fitting = tuple(rule.code for rule in tables.form_rules if rule.allows(bands))
        if not fitting:
            holes.append(in_one_line(bands))
        elif len(fitting) > 1 and fitting not in told:
            told.add(fitting)
            values = {"rule": fitting[0], "answers": in_one_line(bands)}
            message = _("rule “%(rule)s” already answers this combination: %(answers)s") % values
            draft.report(("form_rules", places[fitting[1]]), message)
    if holes:
        values = {"answers": holes[0], "count": str(len(holes))}
        message = _("no rule covers this combination: %(answers)s (combinations without a rule: %(count)s)") % values
        draft.report(("form_rules",), message)
    _check_form_use(draft, tables)


def _check_form_use(draft: Draft, tables: Typology) -> None:
    for f, form in enumerate(tables.forms):
        if form.code not in {rule.form for rule in tables.form_rules}:
            draft.report(("forms", f), _("no rule ever gives this"))
    for a, axis in enumerate(tables.form_axes):
        if not any(axis.code in rule.when for rule in tables.form_rules):
            draft.report(("form_axes", a), _("no rule looks at this"))


def _check_health(draft: Draft, tables: Typology) -> None:
    """The readings cover every shortfall from 0 to the highest level, and no lens looks at one question twice."""
    limits = [reading.up_to for reading in tables.readings]
    if tuple(reading.code for reading in tables.readings) != READINGS:
        message = _("the readings must be, in this order: %(codes)s") % {"codes": ", ".join(READINGS)}
        draft.report(("readings",), message)
    elif limits != sorted(set(limits)) or limits[0] != 0:
        draft.report(("readings",), _("the readings must rise, and the first be for a shortfall of 0"))
    elif limits[-1] != HIGHEST:
        message = _("no reading covers a shortfall of %(levels)s") % {"levels": limits[-1] + 1}
        draft.report(("readings",), message)
    for n, lens in enumerate(tables.lenses):
        if not lens.questions or len(set(lens.questions)) < len(lens.questions):
            draft.report(("lenses", n, "questions"), _("must name every question once"))


def _check_principle(draft: Draft, p: int, principle: Principle, tables: Typology) -> None:
    """Every outcome (met, partly, not) has a combination of answers that leads to it."""
    spot: Spot = ("principles", p, "asks")
    asked = [ask.question for ask in principle.asks]
    if not asked or len(set(asked)) < len(asked):
        draft.report(spot, _("must name every question once"))
        return
    for n, ask in enumerate(principle.asks):
        levels = [level.level for level in tables.questions[ask.question].levels]
        if not 0 < ask.partly < ask.level <= HIGHEST:
            message = _("“partly” must lie above 0 and below “level”, and “level” not above %(highest)s")
            draft.report((*spot, n), message % {"highest": HIGHEST})
        elif not any(ask.partly <= level < ask.level for level in levels):
            draft.report((*spot, n), _("no answer to “%(question)s” meets it partly") % {"question": ask.question})


def _check_use(draft: Draft, tables: Typology) -> None:
    """Every question counts for a dial, is used by a table, or says itself that it only informs."""
    axes = {axis.question for axis in tables.form_axes}
    used = axes | {question for lens in tables.lenses for question in lens.questions}
    used |= {ask.question for principle in tables.principles for ask in principle.asks}
    for d, dial in enumerate(tables.dials):
        for q, question in enumerate(dial.questions):
            spot: Spot = ("dials", d, "questions", q)
            if question.is_informative and question.code in used:
                draft.report(spot, _("is said to inform only, and a table uses it"))
            elif question.enough is not None and question.code not in used:
                draft.report(spot, _("nothing uses this question: say “informative: true” or leave it out"))
    ruled = axes | {question for rule in tables.rules for question in rule.when}
    for q, task in enumerate(tables.task_questions):
        if task.code not in ruled:
            draft.report(("task_questions", q), _("nothing uses this question: leave it out"))
