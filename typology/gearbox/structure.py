"""Which governance form fits a collaboration: pure, total, and with the row of the table that decided.

The table stands in the content pack (after Provan and Kenis 2008; their conditions still have to be checked). Exactly
one row fits when everything is answered. Before that there is advice as soon as all rows that may still fit agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from typology.gearbox.tables import Axis, Band, Choice, Form, FormRule, Gear, Level, Question, TaskQuestion, Typology


@dataclass(frozen=True, slots=True)
class Placed:
    """One input of the table with the answer that was given and the band it falls in; None when not answered."""

    axis: Axis
    question: Question | TaskQuestion
    answer: Level | Choice | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class Advice:
    """The form that fits, and why.

    form: None while an answer in `missing` could change it; `possible` are the forms that are left. rules: the rows
    that decided: one, or a few that agree. because_of: the inputs that those rows look at. fits_gear: whether the form
    is usual for the gear that is needed; None when either is unknown.
    """

    form: Form | None
    rules: tuple[FormRule, ...]
    because_of: tuple[Placed, ...]
    missing: tuple[Placed, ...]
    possible: tuple[Form, ...]
    fits_gear: bool | None


def advise(tables: Typology, answers: Mapping[str, str], gear: Gear | None = None) -> Advice:
    """Return the fitting form. answers: code of the answer per code of the question, of dials and task together.

    gear: the needed gear. A typology without this table (0.1) has no forms and nothing is missing.
    """
    placed = tuple(_place(tables, axis, answers) for axis in tables.form_axes)
    bands = {each.axis.code: each.band.code for each in placed if each.band}
    rules = tuple(rule for rule in tables.form_rules if rule.allows(bands))
    left = {rule.form for rule in rules}
    possible = tuple(form for form in tables.forms if form.code in left)
    looked_at = tuple(each for each in placed if any(each.axis.code in rule.when for rule in rules))
    if len(possible) != 1:
        return Advice(None, (), (), tuple(each for each in looked_at if each.band is None), possible, None)
    because_of = tuple(each for each in looked_at if each.band)
    return Advice(possible[0], rules, because_of, (), possible, _fits(possible[0], gear))


def _place(tables: Typology, axis: Axis, answers: Mapping[str, str]) -> Placed:
    question = tables.all_questions[axis.question]
    answer = question.answer(answers.get(question.code))
    return Placed(axis, question, answer, axis.band(answer.code) if answer else None)


def _fits(form: Form, gear: Gear | None) -> bool | None:
    return form.code in gear.forms if gear and gear.forms else None
