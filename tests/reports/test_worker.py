"""What a person may count on: whatever dies or cannot be reached, a report that was asked for is made, once."""

import tempfile
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.urls import reverse

from config.celery_app import app
from reports import tasks
from reports.enums import JobState, ReportKind, Step
from reports.models import Report, ReportJob
from tests.reports.workers import Bench, until, use_broker

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bench():
    old = app.conf.broker_url
    with tempfile.TemporaryDirectory(prefix="gw-", ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder))
        use_broker(f"redis+socket://{bench.socket}?virtual_host=0")
        yield bench
        bench.close()
        use_broker(old)


def ask(login, person, area) -> ReportJob:
    login(person).post(reverse("reports:job-create", args=[area.slug, ReportKind.LEIDRAAD]))
    return ReportJob.objects.get()


def is_busy(job: ReportJob) -> bool:
    job.refresh_from_db()
    return job.state == JobState.RUNNING and job.step == Step.COLLECT


def swept_until_done(job: ReportJob) -> bool:
    """Do what beat does, every time we look."""
    tasks.sweep_jobs()
    job.refresh_from_db()
    return job.state == JobState.DONE


def test_report_of_a_worker_that_was_killed_is_made_once_by_the_next(bench, area, coordinator, login):
    bench.start_broker()
    job = ask(login, coordinator, area)
    with psycopg.connect(bench.database) as half_way:
        half_way.execute("LOCK TABLE reports_report IN ACCESS EXCLUSIVE MODE")  # the worker waits for it in step 1
        first = bench.start_worker()
        until(lambda: is_busy(job), "the worker has the job")
        bench.kill(first)

    bench.start_worker()

    until(lambda: swept_until_done(job), "the next worker made the report")
    assert job.attempts == 2
    assert Report.objects.count() == 1
    assert job.report.version == 1


def test_report_asked_for_while_the_broker_is_down_is_made_when_it_is_back(bench, area, coordinator, login):
    job = ask(login, coordinator, area)
    page = login(coordinator).get(job.get_absolute_url(), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "will be made as soon as possible" in page
    assert job.sent_at is None

    bench.start_broker()
    bench.start_worker()

    until(lambda: swept_until_done(job), "the report was made")
    assert job.attempts == 1
    assert Report.objects.count() == 1


def test_make_report_command_follows_the_worker_and_copies_the_file(bench, area, coordinator, tmp_path, capsys):
    bench.start_broker()
    bench.start_worker()
    out = tmp_path / "new" / "leidraad.pdf"

    call_command("make_report", area=area.slug, kind="leidraad", out=out)

    printed = capsys.readouterr().out
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert [f"{step}/4" in printed for step in range(1, 5)] == [True] * 4
    assert str(out) in printed
