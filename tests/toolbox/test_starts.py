"""An item that is made from a finding starts with its text, never with a quote, and keeps the link."""

import pytest
from django.urls import reverse

from tests.factories.findings import EvidenceFactory, FindingFactory, RecommendationFactory
from tests.factories.interviews import InterviewFactory, quote
from tests.factories.toolbox import PracticeFactory
from toolbox.models import Practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def finding(area):
    found = FindingFactory(areas=[area], statement="Samen meten werkt", explanation="Boeren lazen zelf de peilen af.")
    EvidenceFactory(finding=found, excerpt=quote(transcript__interview=InterviewFactory(area=area)))
    RecommendationFactory(finding=found, kind="toolbox", condition="", text="Beschrijf hoe zij dit deden.")
    RecommendationFactory(finding=found, kind="toolbox", condition="", text="Niet meer nodig.", state="vervallen")
    return found


def address(finding) -> str:
    return f"{reverse('toolbox:practice-create')}?bevinding={finding.pk}"


def test_form_starts_with_what_the_finding_says(finding, officer, login):
    response = login(officer).get(address(finding))

    form = response.context["form"]
    assert form["title"].value() == "Samen meten werkt"
    assert form["summary"].value() == "Beschrijf hoe zij dit deden."
    assert form["what_was_done"].value() == "Boeren lazen zelf de peilen af."
    assert response.context["sources"][0]["url"].value().endswith(finding.get_absolute_url())
    assert "waterpeil" not in response.content.decode()


def test_item_keeps_the_link_in_both_directions(finding, officer, stranger, login):
    data = {
        "title": "Samen meten", "kind": "example", "summary": "Kort.", "what_was_done": "Lang.", "language": "nl",
        "sources-TOTAL_FORMS": "1", "sources-INITIAL_FORMS": "1", "sources-MIN_NUM_FORMS": "1",
        "sources-MAX_NUM_FORMS": "12", "sources-0-title": "Bevinding", "sources-0-url": "https://example.nl/1/",
    }  # fmt: skip
    login(officer).post(address(finding), data)

    practice = Practice.objects.get()
    assert practice.finding == finding
    part = login(officer).get(reverse("toolbox:finding-practices", args=[finding.pk])).content.decode()
    assert practice.get_absolute_url() in part
    assert finding.get_absolute_url() in login(officer).get(practice.get_absolute_url()).content.decode()
    Practice.objects.update(state="published")
    assert finding.get_absolute_url() not in login(stranger).get(practice.get_absolute_url()).content.decode()


def test_finding_that_somebody_may_not_read_starts_nothing(finding, stranger, login, client):
    part = reverse("toolbox:finding-practices", args=[finding.pk])

    assert login(stranger).get(address(finding)).status_code == 404
    assert login(stranger).get(part).status_code == 404
    assert login(stranger).get(f"{reverse('toolbox:practice-create')}?bevinding=x").status_code == 404
    assert client.get(part).status_code == 302
    assert login(stranger).post(part).status_code == 405


def test_item_made_by_somebody_without_a_finding_says_nothing_about_one(officer, login):
    practice = PracticeFactory(submitted_by=officer)

    assert login(officer).get(practice.get_absolute_url()).context["finding"] is None
