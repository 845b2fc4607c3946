"""What the pages of the composer show: forms with their versions, and a version with its sections and questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.intake.enums import Comparison, FormState, QuestionKind, RoundState
from pilots.intake.models import Form, FormVersion, Round
from pilots.intake.questionnaire import Condition, Fault, Question, Questionnaire, Section, faults, parse


@dataclass(frozen=True)
class FormRow:
    """One form in the list. published: its newest published version; None when there is none."""

    form: Form
    published: FormVersion | None
    draft: FormVersion | None
    rounds: int
    can_edit: bool


def form_rows(forms: QuerySet[Form], user: User) -> tuple[FormRow, ...]:
    """Gather the list of forms. Runs two queries."""
    found = list(forms.annotate(number_of_rounds=Count("versions__rounds", distinct=True)))
    versions: dict[int, list[FormVersion]] = {form.pk: [] for form in found}
    for version in FormVersion.objects.filter(form__in=found).without_body().order_by("-number"):
        versions[version.form_id].append(version)
    return tuple(_form_row(form, versions[form.pk], user) for form in found)


def _form_row(form: Form, versions: Iterable[FormVersion], user: User) -> FormRow:
    by_state: dict[str, FormVersion] = {}
    for version in versions:
        version.form = form
        by_state.setdefault(version.state, version)
    rounds: int = form.number_of_rounds  # type: ignore[attr-defined]
    can_edit = user.has_perm("intake.change_form", form)
    return FormRow(form, by_state.get(FormState.PUBLISHED), by_state.get(FormState.DRAFT), rounds, can_edit)


@dataclass(frozen=True)
class VersionRow:
    """One version of a form, with the number of rounds that ask it and of those that are open."""

    version: FormVersion
    rounds: int
    open_rounds: int


@dataclass(frozen=True)
class FormPage:
    """One form with its versions, newest first. newest: to copy from; None without versions."""

    rows: tuple[VersionRow, ...]
    has_draft: bool

    @property
    def newest(self) -> FormVersion | None:
        return self.rows[0].version if self.rows else None


def form_page(form: Form) -> FormPage:
    """Gather one form."""
    versions = list(form.versions.without_body().select_related("published_by").order_by("-number"))
    counts: dict[int, list[int]] = {version.pk: [0, 0] for version in versions}
    for key, state in Round.objects.filter(form_version__in=versions).values_list("form_version", "state"):
        counts[key][0] += 1
        counts[key][1] += state == RoundState.OPEN
    for version in versions:
        version.form = form
    rows = tuple(VersionRow(version, *counts[version.pk]) for version in versions)
    return FormPage(rows, any(version.is_draft for version in versions))


# One version -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuestionRow:
    """One question in the composer. when: its condition in words, "" without one; faults: what is wrong with it."""

    question: Question
    kind: str
    when: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class SectionRow:
    """One section in the composer. faults: of the section itself."""

    section: Section
    questions: tuple[QuestionRow, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class ComposerPage:
    """One version, with what is wrong where when it is a draft."""

    version: FormVersion
    sections: tuple[SectionRow, ...]
    faults: tuple[Fault, ...]
    number_of_questions: int
    can_edit: bool


def composer_page(version: FormVersion, *, can_edit: bool) -> ComposerPage:
    """Gather one version for reading or editing."""
    questionnaire = parse(version.body)
    found = faults(questionnaire, version.languages) if version.is_draft else ()
    sections = tuple(_section_row(section, questionnaire, found) for section in questionnaire.sections)
    return ComposerPage(version, sections, found, len(questionnaire.questions), can_edit)


def _section_row(section: Section, questionnaire: Questionnaire, found: tuple[Fault, ...]) -> SectionRow:
    questions = tuple(
        QuestionRow(
            question,
            str(QuestionKind(question.kind).label),
            condition_words(question.condition, questionnaire),
            tuple(fault for fault in found if fault.question == question.key),
        )
        for question in section.questions
    )
    own = tuple(fault for fault in found if fault.section == section.key and not fault.question)
    return SectionRow(section, questions, own)


def condition_words(condition: Condition | None, questionnaire: Questionnaire) -> str:
    """Say in the active language when a question is asked; "" when always."""
    if condition is None:
        return ""
    asked = questionnaire.question(condition.question)
    label = str(asked.label) if asked else condition.question
    if condition.test == Comparison.ANSWERED:
        return _("only when “%(question)s” is answered") % {"question": label}
    value = asked.option_label(str(condition.value)) if asked else str(condition.value)
    words = {"question": label, "test": Comparison(condition.test).label, "value": value}
    return _("only when “%(question)s” %(test)s “%(value)s”") % words


@dataclass(frozen=True)
class PreviewQuestion:
    """One question as an invited person sees it. template: what draws its fields; when: its condition in words."""

    question: Question
    when: str

    @property
    def kind(self) -> str:
        return self.question.kind.value

    @property
    def steps(self) -> range:
        return range(1, self.question.steps + 1)


@dataclass(frozen=True)
class PreviewSection:
    """One section as an invited person sees it: one page."""

    section: Section
    questions: tuple[PreviewQuestion, ...]


@dataclass(frozen=True)
class PreviewPage:
    """A whole version as invited people see it, all pages under each other, in the active language."""

    sections: tuple[PreviewSection, ...]


def preview_page(version: FormVersion) -> PreviewPage:
    """Gather the preview of a version, complete or not."""
    questionnaire = parse(version.body)
    return PreviewPage(
        tuple(
            PreviewSection(
                section,
                tuple(PreviewQuestion(one, condition_words(one.condition, questionnaire)) for one in section.questions),
            )
            for section in questionnaire.sections
        )
    )
