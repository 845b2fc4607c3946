"""What a form asks, as values: parts, conditions, checks of answers, progress, edits and differences. No database."""

from pilots.intake.questionnaire.conditions import holds, visible_questions, visible_sections
from pilots.intake.questionnaire.differences import Difference, differences
from pilots.intake.questionnaire.faults import Fault, faults
from pilots.intake.questionnaire.parts import (
    Condition,
    Option,
    Question,
    Questionnaire,
    QuestionnaireError,
    Section,
    Text,
    parse,
    serialise,
)
from pilots.intake.questionnaire.progress import Progress, SectionProgress, progress
from pilots.intake.questionnaire.values import Checked, check_answer, is_empty, show_answer

__all__ = [
    "Checked",
    "Condition",
    "Difference",
    "Fault",
    "Option",
    "Progress",
    "Question",
    "Questionnaire",
    "QuestionnaireError",
    "Section",
    "SectionProgress",
    "Text",
    "check_answer",
    "differences",
    "faults",
    "holds",
    "is_empty",
    "parse",
    "progress",
    "serialise",
    "show_answer",
    "visible_questions",
    "visible_sections",
]
