from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.pdf import Pdf
from reports import actions
from reports.enums import JOB_MOVES, JobState, ReportKind, Step
from reports.models import Report, ReportJob
from reports.retries import MAX_ATTEMPTS
from tests.factories.reports import ReportFactory, ReportJobFactory, stored

PDF = Pdf(b"%PDF-1.7 test", 3)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def job(area, coordinator) -> ReportJob:
    return ReportJobFactory(area=area, requested_by=coordinator)


@pytest.fixture
def claimed(job) -> ReportJob:
    return actions.claim_job(job_id=job.pk)


def test_request_report_twice_returns_the_open_job(area, coordinator, officer):
    first = actions.request_report(area=area, kind=ReportKind.LEIDRAAD, by=coordinator)

    again = actions.request_report(area=area, kind=ReportKind.LEIDRAAD, by=officer)
    other = actions.request_report(area=area, kind=ReportKind.AREA, by=coordinator)

    assert again == first
    assert other != first
    assert first.requested_by == coordinator


def test_claim_job_takes_it_once(job):
    claimed = actions.claim_job(job_id=job.pk)

    assert claimed.state == JobState.RUNNING
    assert claimed.attempts == 1
    assert actions.claim_job(job_id=job.pk) is None


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED])
def test_claim_job_leaves_what_is_over(job, state):
    ReportJob.objects.filter(pk=job.pk).update(state=state)

    assert actions.claim_job(job_id=job.pk) is None
    assert actions.claim_job(job_id=0) is None


def test_claim_job_waits_for_the_next_try(claimed):
    actions.give_back(job=claimed, problem="kapot")

    assert actions.claim_job(job_id=claimed.pk) is None
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        assert actions.claim_job(job_id=claimed.pk).attempts == 2


def test_claim_job_of_a_dead_worker_takes_it_over_and_shuts_the_old_one_out(claimed):
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=5)):
        heir = actions.claim_job(job_id=claimed.pk)

    assert heir.claim != claimed.claim
    with pytest.raises(actions.ClaimLost):
        actions.start_step(job=claimed, step=Step.DRAW)


def test_claim_job_gives_up_when_every_worker_died(job):
    ReportJob.objects.filter(pk=job.pk).update(attempts=MAX_ATTEMPTS)

    assert actions.claim_job(job_id=job.pk) is None
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.problem


def test_start_step_after_cancel_stops_the_attempt(claimed):
    actions.start_step(job=claimed, step=Step.COLLECT)
    actions.cancel_job(job=claimed)

    with pytest.raises(actions.ClaimLost):
        actions.start_step(job=claimed, step=Step.LAY_OUT)
    claimed.refresh_from_db()
    assert (claimed.state, claimed.step) == (JobState.CANCELLED, Step.COLLECT)


def test_store_version_keeps_the_file_and_ends_the_job(claimed):
    report = actions.store_version(job=claimed, version=1, content_hash="a" * 64, pdf=PDF)

    claimed.refresh_from_db()
    assert (claimed.state, claimed.report, claimed.is_reused) == (JobState.DONE, report, False)
    assert stored(report) == PDF.content
    assert (report.size, report.pages, report.made_by) == (13, 3, claimed.requested_by)
    assert report.made_at == claimed.created_at


def test_store_version_replaces_half_a_file_of_an_attempt_that_was_killed(claimed):
    first = actions.store_version(job=claimed, version=1, content_hash="a" * 64, pdf=PDF)
    name = first.file.name
    Report.objects.all().delete()
    default_storage.delete(name)
    default_storage.save(name, ContentFile(PDF.content[:5]))
    heir = actions.claim_job(job_id=ReportJobFactory(area=claimed.area).pk)

    second = actions.store_version(job=heir, version=1, content_hash="a" * 64, pdf=PDF)

    assert second.file.name == name
    assert stored(second) == PDF.content


def test_store_version_after_cancel_stores_nothing(claimed):
    actions.cancel_job(job=claimed)

    with pytest.raises(actions.ClaimLost):
        actions.store_version(job=claimed, version=1, content_hash="a" * 64, pdf=PDF)
    assert not Report.objects.exists()


def test_reuse_version_ends_the_job_without_a_new_one(claimed):
    known = ReportFactory(area=claimed.area, content_hash="b" * 64)

    found = actions.find_version(job=claimed, content_hash="b" * 64)
    actions.reuse_version(job=claimed, report=found)

    claimed.refresh_from_db()
    assert (claimed.state, claimed.report, claimed.is_reused) == (JobState.DONE, known, True)


def test_reserve_version_is_one_more_than_the_newest(claimed):
    known = ReportFactory(area=claimed.area, kind=claimed.kind)

    assert actions.reserve_version(job=claimed) == known.version + 1
    assert actions.reserve_version(job=claimed) == known.version + 1  # another attempt


def test_reserve_version_leaves_the_number_of_the_same_report_in_another_language(claimed):
    other = actions.claim_job(job_id=ReportJobFactory(area=claimed.area, kind=claimed.kind, language="en").pk)

    numbers = [actions.reserve_version(job=job) for job in (claimed, other)]
    stored = [
        actions.store_version(job=job, version=number, content_hash=str(number) * 64, pdf=PDF)
        for job, number in ((other, numbers[1]), (claimed, numbers[0]))
    ]

    assert numbers == [1, 2]
    assert [report.language for report in stored] == ["en", "nl"]


def test_give_back_tries_three_times_and_then_says_why(job):
    for attempt in range(1, MAX_ATTEMPTS + 1):
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=attempt)):
            actions.give_back(job=actions.claim_job(job_id=job.pk), problem=f"kapot {attempt}")
        job.refresh_from_db()
        assert job.state == (JobState.FAILED if attempt == MAX_ATTEMPTS else JobState.QUEUED)

    assert job.problem == "kapot 3"
    assert job.finished_at


def test_retry_job_starts_again_with_all_attempts(job):
    ReportJob.objects.filter(pk=job.pk).update(state=JobState.FAILED, attempts=3, problem="kapot")

    again = actions.retry_job(job=job)

    assert (again.pk, again.state, again.attempts, again.problem) == (job.pk, JobState.QUEUED, 0, "")


def test_retry_job_while_another_is_open_returns_that_one(job, coordinator):
    ReportJob.objects.filter(pk=job.pk).update(state=JobState.CANCELLED)
    other = actions.request_report(area=job.area, kind=ReportKind.LEIDRAAD, by=coordinator)

    assert actions.retry_job(job=job) == other


def test_cancel_job_that_is_done_changes_nothing(claimed):
    actions.store_version(job=claimed, version=1, content_hash="a" * 64, pdf=PDF)

    assert actions.cancel_job(job=claimed).state == JobState.DONE


def test_find_unsent_returns_what_the_broker_never_took_and_what_got_lost(area, job):
    fresh = ReportJobFactory(sent_at=datetime.now(UTC))
    lost = ReportJobFactory(sent_at=datetime.now(UTC) - timedelta(hours=1))
    later = ReportJobFactory(next_try_at=datetime.now(UTC) + timedelta(hours=1))

    found = actions.find_unsent()

    assert found == [job.pk, lost.pk]
    assert not {fresh.pk, later.pk} & set(found)


def test_find_unsent_frees_the_job_of_a_dead_worker(claimed):
    assert actions.find_unsent() == []

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=5)):
        assert actions.find_unsent() == [claimed.pk]
    claimed.refresh_from_db()
    assert (claimed.state, claimed.claim, claimed.step) == (JobState.QUEUED, None, None)


def test_note_sent_after_the_attempt_failed_leaves_the_next_try_alone(claimed):
    actions.give_back(job=claimed, problem="Broken")

    actions.note_sent(job_id=claimed.pk)

    claimed.refresh_from_db()
    assert claimed.sent_at is None


def test_moves_name_every_state():
    assert set(JOB_MOVES) == set(JobState)
