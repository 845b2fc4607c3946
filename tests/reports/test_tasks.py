from io import BytesIO

import pytest
from pypdf import PdfReader

from core import pdf
from pilots.goals.models import Goal
from reports import actions, printing, tasks
from reports.enums import AREA_KINDS, JobState
from reports.models import Report
from tests.factories.goals import GoalFactory
from tests.factories.reports import ReportJobFactory, stored
from tests.pdf_checks import faults


@pytest.mark.parametrize("kind", AREA_KINDS)
def test_make_report_makes_version_one_of_an_area_with_nothing_in_it(area, coordinator, kind):
    job = ReportJobFactory(area=area, kind=kind, requested_by=coordinator)

    tasks.make_report(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert job.report.file_name == f"{kind}-landgoederen-brummen-v1.pdf"
    assert faults(stored(job.report)) == []


def test_make_report_of_the_same_facts_offers_the_same_version(area, coordinator, officer):
    for person in (coordinator, officer):
        tasks.make_report(ReportJobFactory(area=area, requested_by=person).pk)

    assert Report.objects.count() == 1
    assert [job.is_reused for job in area.report_jobs.order_by("pk")] == [False, True]


def test_make_report_says_what_changed_since_the_last_version_with_other_facts(area, coordinator):
    """There, the same, and back: each version compares with another one, nothing is made twice, nobody is named."""
    goal = GoalFactory(area=area, gap_low=4, gap_high=6, unit="ha")
    for high in (6, 7, 7, 6, 6):
        Goal.objects.filter(pk=goal.pk).update(gap_high=high)
        tasks.make_report(ReportJobFactory(area=area, requested_by=coordinator, language="en").pk)

    jobs = area.report_jobs.select_related("report").order_by("pk")
    assert [(job.report.version, job.is_reused) for job in jobs] == [
        (1, False), (2, False), (2, True), (3, False), (3, True),
    ]  # fmt: skip
    first, second, third = (_text(report) for report in Report.objects.order_by("version"))
    assert "There is no earlier version with other facts" in first
    assert "What changed since version 1 of" in second
    assert "4 to 6 ha 4 to 7 ha" in second
    assert "What changed since version 2 of" in third
    assert str(coordinator) in second
    assert str(coordinator) not in str(list(Report.objects.values_list("snapshot", flat=True)))


def _text(report: Report) -> str:
    pages = PdfReader(BytesIO(stored(report))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_make_report_twice_for_one_job_makes_it_once(area, coordinator):
    job = ReportJobFactory(area=area, requested_by=coordinator)

    tasks.make_report(job.pk)
    tasks.make_report(job.pk)

    job.refresh_from_db()
    assert job.attempts == 1
    assert Report.objects.count() == 1


def test_make_report_that_fails_says_so_and_is_tried_again(area, coordinator):
    job = ReportJobFactory(area=area, requested_by=coordinator, kind="unknown")

    tasks.make_report(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert job.problem
    assert job.next_try_at
    assert not Report.objects.exists()


def test_make_report_that_was_cancelled_makes_nothing(area, coordinator):
    job = actions.cancel_job(job=ReportJobFactory(area=area, requested_by=coordinator))

    tasks.make_report(job.pk)

    assert not Report.objects.exists()


def test_sweep_jobs_sends_what_waits_and_notes_it(area, coordinator):
    job = ReportJobFactory(area=area, requested_by=coordinator)

    assert tasks.sweep_jobs() == 1
    assert tasks.sweep_jobs() == 0
    job.refresh_from_db()
    assert job.sent_at


def test_same_job_gives_the_same_bytes_in_another_run(area, coordinator):
    job = ReportJobFactory(area=area, requested_by=coordinator)
    content = printing.collect(job.kind, area)
    colophon = printing.colophon(job, version=1, content_hash="a" * 64)

    made = [
        pdf.render(printing.html(content, colophon), made_at=job.created_at, data=printing.data(content, colophon))
        for _ in range(2)
    ]

    assert made[0] == made[1]
