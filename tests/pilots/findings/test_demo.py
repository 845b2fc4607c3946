"""The findings of the demo rest on whatever quotes and answers of a theme the demo holds."""

import pytest
import yaml
from django.conf import settings
from django.utils import timezone

from pilots.areas.models import PilotArea
from pilots.findings import demo, pages
from pilots.findings.enums import RecommendationKind, RecommendationState
from pilots.findings.models import Evidence, Finding, Recommendation
from pilots.findings.tables import condition_choices
from tests.factories.areas import AreaFactory
from tests.factories.codebook import CodebookFactory, pack
from tests.factories.intake import AnswerFactory, ResponseFactory
from tests.factories.interviews import CodingFactory, InterviewFactory, quote

ENTRIES = yaml.safe_load((settings.CONTENT_DIR / "demo" / "findings.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def filled(area, coordinator):
    coordinator.email = demo.AUTHOR
    coordinator.save()
    for slug in {slug for entry in ENTRIES for slug in entry["areas"]} - {area.slug}:
        AreaFactory(slug=slug)
    for theme in ("task-unclear.what", "mistrust", "mistrust", "good-practice.monitoring"):
        made = quote(transcript__interview=InterviewFactory(area=area))
        CodingFactory(excerpt=made, theme=theme, codebook=CodebookFactory())
    response = ResponseFactory(submitted=True, invitation__round__area=area)
    AnswerFactory(response=response, value="De grote bedrijven kunnen wachten, ik niet.")
    demo.load()


def test_every_finding_names_what_exists():
    codes = {theme["code"] for theme in pack().content["themes"]}
    codes |= {sub["code"] for theme in pack().content["themes"] for sub in theme["subthemes"]}
    conditions = dict(condition_choices())

    for entry in ENTRIES:
        assert set(entry["themes"]) | {source["theme"] for source in entry["sources"]} <= codes, entry["statement"]
        assert {source["area"] for source in entry["sources"]} <= set(entry["areas"])
        assert all(advice.get("condition", "doel") in conditions for advice in entry.get("recommendations", []))


def test_findings_rest_on_what_there_is_and_loading_twice_adds_nothing(filled, area):
    before = (Finding.objects.count(), Evidence.objects.count(), Recommendation.objects.count())
    demo.load()

    assert before == (Finding.objects.count(), Evidence.objects.count(), Recommendation.objects.count())
    assert before == (10, 6, 6), before
    found = pages.with_parts(Finding.objects.filter(themes__contains=["mistrust"]))
    (line,) = pages.lines(found, None, timezone.localdate(), PilotArea.objects.get(pk=area.pk))
    assert (line.strength.sources, line.strength.counter_sources) == (3, 1)


def test_one_signal_is_overdue_and_one_is_answered(filled):
    signals = Recommendation.objects.filter(kind=RecommendationKind.SIGNAL)

    assert {signal.state for signal in signals} == {RecommendationState.SENT, RecommendationState.ANSWERED}
    assert signals.get(state=RecommendationState.SENT).answer_due_on < timezone.localdate()
