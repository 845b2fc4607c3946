import pytest

from core import pdf
from pilots.areas.models import PilotArea
from reports import actions, printing, tasks
from reports.enums import JobState, ReportKind
from reports.models import Report
from tests.factories.reports import ReportJobFactory, stored
from tests.pdf_checks import faults


@pytest.mark.parametrize("kind", ReportKind)
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


def test_make_report_after_a_change_makes_the_next_version(area, coordinator):
    tasks.make_report(ReportJobFactory(area=area, requested_by=coordinator).pk)
    PilotArea.objects.filter(pk=area.pk).update(name="Brummen en Voorst")

    tasks.make_report(ReportJobFactory(area=area, requested_by=coordinator).pk)

    assert sorted(Report.objects.values_list("version", flat=True)) == [1, 2]
    assert len(set(Report.objects.values_list("sha256", flat=True))) == 2


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
