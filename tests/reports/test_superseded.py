"""A withdrawal marks every older version of its area, and only there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from pilots.interviews.enums import WithdrawalKind
from reports import tasks
from reports.enums import ReportKind
from reports.heard import voices
from reports.models import Report
from tests.factories.findings import EvidenceFactory, FindingFactory, RecommendationFactory
from tests.factories.interviews import InterviewFactory, WithdrawalFactory, quote
from tests.factories.reports import ReportFactory, ReportJobFactory

MADE = datetime(2026, 11, 20, 9, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def report(area) -> Report:
    return ReportFactory(area=area, version=1, made_at=MADE)


def reason(report: Report) -> str:
    return Report.objects.with_withdrawals().get(pk=report.pk).superseded_because


@pytest.mark.parametrize(("after", "is_superseded"), [(-1, False), (0, True), (1, True)])
def test_version_is_superseded_by_what_was_withdrawn_since(area, report, after, is_superseded):
    WithdrawalFactory(area=area, at=MADE + timedelta(days=after))
    WithdrawalFactory(at=MADE + timedelta(days=5))  # of another area

    assert bool(reason(report)) == is_superseded


def test_list_says_why_and_the_file_is_only_for_who_makes_reports(area, report, coordinator, partner, login):
    area.visibility = "partners"
    area.save()
    WithdrawalFactory(area=area, at=MADE + timedelta(days=1), kind=WithdrawalKind.CONSENT)
    page = reverse("reports:report-list", args=[area.slug])
    address = report.get_absolute_url()

    for user in (coordinator, partner):
        assert "Consent was withdrawn" in login(user).get(page, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert address not in login(partner).get(page).content.decode()
    assert login(partner).get(f"{address}?toch=ja").status_code == 410

    warned = login(coordinator).get(address)
    assert warned["Content-Type"].startswith("text/html")
    sent = login(coordinator).get(f"{address}?toch=ja")
    assert sent["Content-Type"] == "application/pdf"
    sent.close()


def test_job_page_warns_too(area, report, coordinator, login):
    job = ReportJobFactory(area=area, requested_by=coordinator, state="done", report=report)
    assert b"superseded" not in login(coordinator).get(job.get_absolute_url(), HTTP_ACCEPT_LANGUAGE="en").content

    WithdrawalFactory(area=area, at=MADE)

    assert b"superseded" in login(coordinator).get(job.get_absolute_url(), HTTP_ACCEPT_LANGUAGE="en").content


def test_report_after_a_withdrawal_is_a_new_version_and_holds_no_quote(area, coordinator):
    excerpt = quote(transcript__interview=InterviewFactory(area=area))
    EvidenceFactory(finding=FindingFactory(areas=[area]), excerpt=excerpt)
    job = ReportJobFactory(area=area, requested_by=coordinator, kind=ReportKind.AREA)
    tasks.make_report(job.pk)
    assert "waterpeil" in str(voices(area))

    excerpt.participant.consents.update(withdrawn_at=datetime.now(UTC))
    WithdrawalFactory(area=area)
    again = ReportJobFactory(area=area, requested_by=coordinator, kind=ReportKind.AREA)
    tasks.make_report(again.pk)

    again.refresh_from_db()
    assert (again.state, again.is_reused, again.report.version) == ("done", False, 2)
    assert not reason(again.report)
    assert "waterpeil" not in str(voices(area))


def test_report_after_a_withdrawal_is_a_new_version_also_when_its_words_are_the_same(area, coordinator):
    first = ReportJobFactory(area=area, requested_by=coordinator, kind=ReportKind.AREA)
    tasks.make_report(first.pk)
    WithdrawalFactory(area=area)  # of a quote that no report prints
    second = ReportJobFactory(area=area, requested_by=coordinator, kind=ReportKind.AREA)
    tasks.make_report(second.pk)

    first.refresh_from_db()
    second.refresh_from_db()
    assert reason(first.report)
    assert (second.is_reused, second.report.version) == (False, 2)
    assert not reason(second.report)


def test_report_holds_pseudonyms_conditions_and_signals(area):
    excerpt = quote(transcript__interview=InterviewFactory(area=area), participant__label="Veehouder A")
    excerpt.participant.person.name = "Jan Geheim"
    excerpt.participant.person.save()
    finding = FindingFactory(areas=[area])
    EvidenceFactory(finding=finding, excerpt=excerpt)
    RecommendationFactory(finding=finding)
    RecommendationFactory(finding=finding, condition="budget", state="vervallen")
    RecommendationFactory(finding=finding, signal=True, text="Vraag aan het Rijk")

    said = voices(area)

    assert [words.who for words in said.findings[0].quotes] == ["Veehouder A"]
    assert said.behind("doel") == said.findings
    assert said.behind("budget") == ()
    assert [signal.text for signal in said.signals] == ["Vraag aan het Rijk"]
    assert "Geheim" not in str(said)
