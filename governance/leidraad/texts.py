"""What the guide itself shows, apart from any area: version, chapters, process steps and sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import markdown
from core.pack_versions import PackStatus
from core.packs import label
from governance.leidraad.enums import Weight
from governance.leidraad.guide import Guide
from governance.leidraad.models import GuideVersion


@dataclass(frozen=True)
class SourceView:
    """Where a text comes from. kind: "deck", "public" or "proposal"; url and note may be ""."""

    code: str
    name: str
    kind: str
    kind_label: str
    url: str
    note: str


@dataclass(frozen=True)
class GuideView:
    """Which version of the guide is used, and how far it is."""

    name: str
    version: str
    status: str
    status_label: str
    is_concept: bool
    summary: str
    disclaimer: str
    sha256: str
    loaded_at: datetime


@dataclass(frozen=True)
class ChapterView:
    """One chapter of the guide. place: "introduction", or "steps" for the one about the process; html: rendered."""

    code: str
    name: str
    place: str
    html: SafeString
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class StepView:
    """One phase of the process. phase: the code of `areas.enums.Phase`; html: its numbered activities."""

    phase: str
    number: int
    name: str
    aim: str
    html: SafeString
    result: str
    conditions: tuple[str, ...]
    sources: tuple[SourceView, ...]
    is_current: bool


def guide_view(version: GuideVersion) -> GuideView:
    """Say which version this is."""
    return GuideView(
        name=version.name,
        version=version.version,
        status=version.status,
        status_label=version.get_status_display(),
        is_concept=version.status == PackStatus.CONCEPT,
        summary=label(version.content["summary"]),
        disclaimer=label(version.content["disclaimer"]),
        sha256=version.sha256,
        loaded_at=version.loaded_at,
    )


def condition_names() -> dict[str, str]:
    """Return the name of every condition of the guide on offer by its code, in its order; empty without one. One query.

    What a version holds never changes, so its names are read once per process and picked by language here.
    """
    key = GuideVersion.objects.offered().values_list("pk", "sha256").first()
    return {code: label(name) for code, name in _condition_names(*key)} if key else {}


@lru_cache(maxsize=8)
def _condition_names(pk: int, sha256: str) -> tuple[tuple[str, Mapping[str, str]], ...]:
    content = GuideVersion.objects.values_list("content", flat=True).get(pk=pk, sha256=sha256)
    return tuple((condition["code"], condition["name"]) for condition in Guide(content).conditions)


def condition_url(slug: str, code: str) -> str:
    """Return the page of a condition in the area with this slug."""
    return reverse("leidraad:condition-detail", args=[slug, code])


def chapter_views(guide: Guide) -> tuple[ChapterView, ...]:
    """Return the chapters in the order of the pack."""
    return tuple(
        ChapterView(
            code=chapter["code"],
            name=label(chapter["name"]),
            place=chapter["place"],
            html=markdown.render(label(chapter["text"]), is_wrapped=True),
            sources=source_views(guide, chapter),
        )
        for chapter in guide.content["chapters"]
    )


def step_views(guide: Guide, current: str = "") -> tuple[StepView, ...]:
    """Return the phases of the process; current: the code of the phase an area is in."""
    names = {condition["code"]: label(condition["name"]) for condition in guide.conditions}
    return tuple(
        StepView(
            phase=phase["code"],
            number=phase["number"],
            name=label(phase["name"]),
            aim=label(phase["aim"]),
            html=markdown.render(label(phase["steps"]), is_wrapped=True),
            result=label(phase["result"]),
            conditions=tuple(names[code] for code in phase["conditions"]),
            sources=source_views(guide, phase),
            is_current=phase["code"] == current,
        )
        for phase in guide.phases
    )


def source_view(source: Mapping[str, Any]) -> SourceView:
    """Name one source."""
    kinds = {"deck": _("Presentation (deck)"), "public": _("Public source"), "proposal": _("Own proposal (concept)")}
    return SourceView(
        code=source["code"],
        name=label(source["name"]),
        kind=source["kind"],
        kind_label=kinds[source["kind"]],
        url=source.get("url", ""),
        note=label(source["note"]) if "note" in source else "",
    )


def source_views(guide: Guide, entry: Mapping[str, Any]) -> tuple[SourceView, ...]:
    """Name the sources of an entry, which holds one code or a list of codes."""
    codes = entry["source"] if isinstance(entry["source"], list) else [entry["source"]]
    return tuple(source_view(guide.sources[code]) for code in codes)


@dataclass(frozen=True)
class QuestionText:
    """One question of the guide, to read."""

    code: str
    question: str
    why: str
    proof: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class ConditionText:
    """One condition of the guide, to read. html: the guidance, rendered; example may be ""."""

    code: str
    number: int
    name: str
    summary: str
    html: SafeString
    example: str
    example_source: SourceView | None
    is_hard: bool
    weight_label: str
    questions: tuple[QuestionText, ...]
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class GuidePage:
    """The whole guide, to read."""

    guide: GuideView
    chapters: tuple[ChapterView, ...]
    conditions: tuple[ConditionText, ...]
    steps: tuple[StepView, ...]
    sources: tuple[SourceView, ...]

    @property
    def introduction(self) -> tuple[ChapterView, ...]:
        return tuple(chapter for chapter in self.chapters if chapter.place == "introduction")

    @property
    def about_steps(self) -> tuple[ChapterView, ...]:
        return tuple(chapter for chapter in self.chapters if chapter.place == "steps")


def guide_page(version: GuideVersion) -> GuidePage:
    """Gather the text of one version. Runs no query."""
    guide = Guide(version.content)
    return GuidePage(
        guide=guide_view(version),
        chapters=chapter_views(guide),
        conditions=tuple(_condition_text(guide, condition) for condition in guide.conditions),
        steps=step_views(guide),
        sources=tuple(source_view(source) for source in guide.sources.values()),
    )


def _condition_text(guide: Guide, condition: Mapping[str, Any]) -> ConditionText:
    weight = Weight(condition["weight"])
    return ConditionText(
        code=condition["code"],
        number=condition["number"],
        name=label(condition["name"]),
        summary=label(condition["summary"]),
        html=markdown.render(label(condition["guidance"]), is_wrapped=True),
        example=label(condition["example"]) if "example" in condition else "",
        example_source=source_view(guide.sources[condition["example_source"]]) if "example" in condition else None,
        is_hard=weight == Weight.HARD,
        weight_label=str(weight.label),
        questions=tuple(
            QuestionText(
                code=question["code"],
                question=label(question["question"]),
                why=label(question["why"]),
                proof=label(question["proof"]),
                sources=source_views(guide, question),
            )
            for question in condition["questions"]
        ),
        sources=source_views(guide, condition),
    )
