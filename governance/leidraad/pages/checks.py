"""Builds what the pages and PDF chapters about the check of an area show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import markdown
from core.packs import label
from governance.leidraad.enums import (
    ANSWER_BADGES,
    CONDITION_BADGES,
    GATE_BADGES,
    AnswerValue,
    GateStatus,
    Weight,
)
from governance.leidraad.facts import Derived
from governance.leidraad.gate import ConditionResult, GateResult, Reason
from governance.leidraad.gathering import gate_of, gathered_in
from governance.leidraad.guide import Guide
from governance.leidraad.materials import material_of
from governance.leidraad.models import Answer, Check, Evidence, GuideVersion
from governance.leidraad.pages.derived import derived_view, in_short
from governance.leidraad.pages.shapes import CheckPage, ConditionView, EvidenceView, GateView, QuestionView, ReasonView
from governance.leidraad.pages.signatures import signings, states_of
from governance.leidraad.texts import chapter_views, guide_view, source_view, source_views, step_views
from governance.signing.pages import SigningView
from pilots.areas.enums import Phase
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class ReadCheck:
    """The guide of an area with all that was filled in and recorded, fetched once. check: None before it is started.

    newer: the version it may move to, "" without one.
    """

    area: PilotArea
    version: GuideVersion
    check: Check | None
    guide: Guide
    answers: Mapping[str, Answer]
    derived: Mapping[str, Derived]
    signings: Mapping[str, SigningView]
    newer: str
    today: date


def read_check(area: PilotArea, *, today: date | None = None) -> ReadCheck | None:
    """Fetch the check of an area, or the newest guide when there is none; None when no guide was ever loaded.

    Runs fifteen queries at most, however many answers, evidence and records there are: nine of them for what the
    records answer, when the guide asks for that.
    """
    newest = GuideVersion.objects.offered().without_content().first()
    check = Check.objects.filter(area=area).select_related("version").first()
    version = check.version if check else newest
    if version is None:
        return None
    answers = _answers(check) if check else {}
    guide, today = Guide(version.content), today or timezone.localdate()
    newer = newest.version if newest and newest != version else ""
    if check is None:
        return ReadCheck(area, version, None, guide, answers, {}, {}, newer, today)
    shown = {code: tuple(answer.evidence.all()) for code, answer in answers.items()}
    gathered = gathered_in(guide, area.pk, today=today)
    material = material_of((version.version, version.sha256), guide, answers, shown, gathered)
    signed = signings(area, material, today)
    return ReadCheck(area, version, check, guide, answers, material.derived, signed, newer, today)


def check_page(area: PilotArea, *, today: date | None = None, with_people: bool = True) -> CheckPage | None:
    """Gather the guide of an area: its check, or the newest guide without answers when there is no check yet.

    with_people: False for readers who are not involved: no names, no downloads.
    None when no guide was ever loaded. Runs the queries of `read_check`.
    """
    found = read_check(area, today=today)
    return page_of(found, with_people=with_people) if found else None


def page_of(found: ReadCheck, *, with_people: bool) -> CheckPage:
    """Say what was read in words. Runs no query."""
    area, answers = found.area, found.answers
    reader = _Reader(found.guide, area, answers, found.derived, found.signings, found.today, with_people)
    gate = gate_of(found.guide, answers.values(), found.derived, states_of(found.signings))
    conditions = tuple(reader.condition(result) for result in gate.conditions)
    return CheckPage(
        area_name=area.name,
        area_slug=area.slug,
        url=reverse("leidraad:check-detail", args=[area.slug]),
        is_started=found.check is not None,
        guide=guide_view(found.version),
        gate=_gate_view(gate, conditions, area),
        conditions=conditions,
        chapters=chapter_views(reader.guide),
        steps=step_views(reader.guide, area.phase),
        sources=tuple(source_view(source) for source in reader.guide.sources.values()),
        answered=sum(condition.answered for condition in conditions),
        total=sum(condition.total for condition in conditions),
        evidence_count=sum(condition.evidence_count for condition in conditions),
        overdue=sum(condition.overdue for condition in conditions),
        newer_version=found.newer,
        updated_at=max((answer.answered_at for answer in answers.values() if answer.answered_at), default=None),
    )


def _answers(check: Check) -> dict[str, Answer]:
    """Return the current answers of a check by question, with owner, answerer and evidence: two queries."""
    evidence = Prefetch("evidence", Evidence.objects.current().select_related("added_by"))
    rows = check.answers.current().select_related("owner", "answered_by").prefetch_related(evidence)
    return {answer.question: answer for answer in rows}


@dataclass(frozen=True)
class _Reader:
    """Turns the guide and the answers of one area into views."""

    guide: Guide
    area: PilotArea
    answers: Mapping[str, Answer]
    derived: Mapping[str, Derived]
    signings: Mapping[str, SigningView]
    today: date
    with_people: bool

    def name(self, person: User | None) -> str:
        """Name somebody to readers who are involved."""
        return str(person) if person and self.with_people else ""

    def evidence(self, evidence: Evidence) -> EvidenceView:
        download = reverse("leidraad:evidence-download", args=[self.area.slug, evidence.key])
        return EvidenceView(
            key=str(evidence.key),
            title=evidence.title,
            kind=evidence.kind.value,
            kind_label=str(evidence.kind.label),
            url=evidence.url or (download if self.with_people else ""),
            file_name=evidence.file_name,
            content_type=evidence.content_type,
            effective_on=evidence.effective_on,
            sha256=evidence.sha256,
            size=evidence.size,
            added_by=self.name(evidence.added_by),
            added_at=evidence.added_at,
        )

    def condition(self, result: ConditionResult) -> ConditionView:
        entry = self.guide.condition(result.code) or {}
        url = reverse("leidraad:condition-detail", args=[self.area.slug, result.code])
        questions = tuple(self.question(question, url) for question in entry["questions"])
        return ConditionView(
            code=result.code,
            number=entry["number"],
            name=label(entry["name"]),
            summary=label(entry["summary"]),
            html=markdown.render(label(entry["guidance"]), is_wrapped=True),
            example=label(entry["example"]) if "example" in entry else "",
            example_source=source_view(self.guide.sources[entry["example_source"]]) if "example" in entry else None,
            sources=source_views(self.guide, entry),
            is_hard=result.is_hard,
            weight_label=str(Weight(entry["weight"]).label),
            status=result.status.value,
            status_label=str(result.status.label),
            badge=CONDITION_BADGES[result.status],
            questions=questions,
            reasons=tuple(self.reason(reason, url) for reason in result.reasons),
            answered=result.answered,
            total=result.total,
            evidence_count=sum(len(question.evidence) for question in questions),
            overdue=sum(question.is_overdue for question in questions),
            url=url,
            signing=self.signing(result.code),
        )

    def signing(self, code: str) -> SigningView | None:
        """Return the signatures under a condition, without names for readers who are not involved."""
        found = self.signings.get(code)
        return found.without_names() if found and not self.with_people else found

    def question(self, entry: Mapping[str, Any], url: str) -> QuestionView:
        answer = self.answers.get(entry["code"]) or Answer(question=entry["code"])
        evidence = answer.evidence.all() if answer.pk else ()
        found = self.derived.get(entry["code"])
        value = self.value(answer)
        return QuestionView(
            code=entry["code"],
            question=label(entry["question"]),
            why=label(entry["why"]),
            proof=label(entry["proof"]),
            sources=source_views(self.guide, entry),
            value=value,
            answer=str(AnswerValue(value).label) if value else "",
            badge=ANSWER_BADGES.get(value, "neutral"),
            text=answer.explanation,
            html=markdown.render(answer.explanation),
            owner=self.name(answer.owner),
            owner_id=answer.owner_id,
            due_on=answer.due_on,
            is_overdue=self.is_overdue(answer),
            is_reworded=answer.is_reworded and found is None,
            revision=answer.revision,
            answered_by=self.name(answer.answered_by) if found is None else "",
            answered_at=answer.answered_at,
            evidence=tuple(self.evidence(each) for each in evidence),
            anchor=anchor(entry["code"]),
            url=f"{url}#{anchor(entry['code'])}",
            derived=derived_view(found, self.area.slug, is_involved=self.with_people) if found else None,
            earlier=answer.get_value_display() if found else "",
        )

    def value(self, answer: Answer) -> str:
        """Return the answer that counts: of the records when they answer the question, otherwise what was stored."""
        found = self.derived.get(answer.question)
        return str((found.value if found else answer.value) or "")

    def reason(self, reason: Reason, url: str) -> ReasonView:
        answer = self.answers.get(reason.question)
        entry = self.guide.questions.get(reason.question)
        found = self.derived.get(reason.question)
        return ReasonView(
            code=reason.question,
            question=label(entry["question"]) if entry else "",
            url=f"{url}#{anchor(reason.question)}" if entry else url,
            answer=str(reason.value.label) if reason.value else "",
            rule=" ".join(filter(None, (str(reason.rule.label), in_short(found) if found else ""))),
            rule_code=reason.rule.value,
            is_blocking=reason.is_blocking,
            owner=self.name(answer.owner) if answer else "",
            due_on=answer.due_on if answer else None,
            is_overdue=self.is_overdue(answer) if answer else False,
        )

    def is_overdue(self, answer: Answer) -> bool:
        """Say whether the date passed while there is still something to arrange."""
        is_done = self.value(answer) in {AnswerValue.YES, AnswerValue.NOT_APPLICABLE}
        return answer.due_on is not None and answer.due_on < self.today and not is_done


def anchor(question: str) -> str:
    """Return the id of the question with this code on its page: "2.1" is "vraag-2-1"."""
    return f"vraag-{question.replace('.', '-')}"


def _gate_view(gate: GateResult, conditions: tuple[ConditionView, ...], area: PilotArea) -> GateView:
    sentences = {
        GateStatus.OPEN: _("Every hard condition is met and signed. The area process may start."),
        GateStatus.CONDITIONAL: _(
            "The area process may start. Some points are still being arranged, by name and date."
        ),
        GateStatus.CLOSED: _("The area process may not start yet. First arrange what is listed here."),
    }
    held = {each.code for each in gate.deciding}
    deciding = tuple(each for each in conditions if each.code in held)
    return GateView(
        status=gate.status.value,
        status_label=str(gate.status.label),
        badge=GATE_BADGES[gate.status],
        sentence=sentences[gate.status],
        deciding=deciding,
        is_passed_early=gate.status == GateStatus.CLOSED and area.phase != Phase.PRE_EXPLORATION,
    )
