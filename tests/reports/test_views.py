from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pilots.areas.enums import Visibility
from reports import tasks
from reports.enums import JobState, ReportKind
from reports.models import ReportJob
from tests.factories.reports import SAMPLE, ReportFactory, ReportJobFactory

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def job(area, coordinator) -> ReportJob:
    return ReportJobFactory(area=area, requested_by=coordinator)


@pytest.fixture
def addresses(area, job) -> dict[str, str]:
    report = ReportFactory(area=area, version=1)
    return {
        "list": reverse("reports:report-list", args=[area.slug]),
        "create": reverse("reports:job-create", args=[area.slug, ReportKind.AREA]),
        "detail": job.get_absolute_url(),
        "cancel": reverse("reports:job-cancel", args=[area.slug, job.key]),
        "retry": reverse("reports:job-retry", args=[area.slug, job.key]),
        "download": report.get_absolute_url(),
    }


def downloaded(response) -> bytes:
    content = b"".join(response.streaming_content)
    response.close()
    return content


POSTED = ("create", "cancel", "retry")
EVERY = ("list", "create", "detail", "cancel", "retry", "download")


def call(client: Client, name: str, address: str):
    return client.post(address) if name in POSTED else client.get(address)


@pytest.mark.parametrize("name", EVERY)
def test_anonymous_is_sent_to_the_login(db, addresses, name):
    response = call(Client(), name, addresses[name])

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", EVERY)
def test_stranger_finds_nothing(addresses, login, stranger, name):
    assert call(login(stranger), name, addresses[name]).status_code == 404


@pytest.mark.parametrize("name", ["create", "detail", "cancel", "retry"])
def test_partner_may_read_but_not_make(addresses, area, login, partner, name):
    area.visibility = Visibility.PARTNERS
    area.save()

    assert call(login(partner), name, addresses[name]).status_code == 404
    assert downloaded(login(partner).get(addresses["download"])) == SAMPLE


@pytest.mark.parametrize("name", EVERY)
def test_wrong_method_is_refused(addresses, login, coordinator, name):
    client = login(coordinator)

    response = client.get(addresses[name]) if name in POSTED else client.post(addresses[name])

    assert response.status_code == 405


def test_report_list_of_a_public_area_names_nothing_to_a_visitor(addresses, area, login, stranger):
    area.visibility = Visibility.PUBLIC
    area.save()

    page = login(stranger).get(addresses["list"], **ENGLISH)

    assert page.status_code == 200
    assert addresses["download"] not in page.content.decode()
    assert "for those who take part in it" in page.content.decode()
    assert login(stranger).get(addresses["download"]).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_report_list_runs_as_many_queries_for_any_number_of_versions(
    area, coordinator, login, rows, django_assert_max_num_queries
):
    ReportFactory.create_batch(rows, area=area)
    client = login(coordinator)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("reports:report-list", args=[area.slug]), **ENGLISH)

    assert page.content.decode().count("utrecht-table__header-cell") == 5
    assert page.content.decode().count("(PDF)") == rows


def test_report_list_without_versions_says_what_to_do(area, coordinator, login):
    page = login(coordinator).get(reverse("reports:report-list", args=[area.slug]), **ENGLISH)

    assert page.content.decode().count("Make the first one") == 2
    assert page.content.decode().count("/maken/") == 2


def test_job_create_makes_a_row_and_shows_the_progress(area, coordinator, login):
    response = login(coordinator).post(reverse("reports:job-create", args=[area.slug, ReportKind.LEIDRAAD]))

    job = ReportJob.objects.get()
    assert response.url == job.get_absolute_url()
    assert (job.state, job.requested_by, job.kind) == (JobState.QUEUED, coordinator, ReportKind.LEIDRAAD)


def test_job_create_sends_the_message_when_the_row_is_committed(
    area, coordinator, login, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        login(coordinator).post(reverse("reports:job-create", args=[area.slug, ReportKind.LEIDRAAD]))

    assert ReportJob.objects.get().sent_at


def test_job_create_of_an_unknown_kind_is_404(area, coordinator, login):
    assert login(coordinator).post(reverse("reports:job-create", args=[area.slug, "roman"])).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "will be made as soon as possible"),
        ({"sent_at": datetime(2026, 11, 23, tzinfo=UTC)}, "is in the queue"),
        ({"next_try_at": datetime(2026, 11, 23, tzinfo=UTC), "problem": "Kapotte kaart"}, "Kapotte kaart"),
        ({"state": JobState.FAILED, "problem": "Kapotte kaart"}, "Try again"),
        ({"state": JobState.CANCELLED}, "was cancelled"),
    ],
)
def test_job_detail_says_how_it_stands(area, coordinator, login, fields, words):
    job = ReportJobFactory(area=area, requested_by=coordinator, **fields)

    page = login(coordinator).get(job.get_absolute_url(), **ENGLISH).content.decode()

    assert words in page
    assert ("hx-get" in page) == job.is_open


def test_job_detail_of_a_report_that_is_ready_offers_it(area, coordinator, job, login):
    tasks.make_report(job.pk)

    page = login(coordinator).get(job.get_absolute_url(), **ENGLISH).content.decode()

    assert "leidraad-landgoederen-brummen-v1.pdf" in page
    assert "hx-get" not in page


def test_job_detail_fragment_is_the_same_part_of_the_page(coordinator, job, login):
    client = login(coordinator)

    page = client.get(job.get_absolute_url(), **ENGLISH).content.decode()
    part = client.get(job.get_absolute_url(), HTTP_HX_REQUEST="true", **ENGLISH).content.decode()

    assert _without_tokens(part.strip()) in _without_tokens(page)
    assert "<html" not in part


def _without_tokens(html: str) -> str:
    return " ".join(line.strip() for line in html.splitlines() if "csrfmiddlewaretoken" not in line)


def test_job_cancel_and_retry(coordinator, addresses, job, login):
    client = login(coordinator)

    client.post(addresses["cancel"])
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED

    assert client.post(addresses["retry"]).url == job.get_absolute_url()
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_report_download_gives_the_file_with_its_name(area, coordinator, login):
    report = ReportFactory(area=area, version=3)

    response = login(coordinator).get(report.get_absolute_url())

    assert downloaded(response) == SAMPLE
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="leidraad-landgoederen-brummen-v3.pdf"'
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_report_download_of_another_area_is_404(area, coordinator, login):
    report = ReportFactory()

    address = reverse("reports:report-download", args=[area.slug, report.kind, report.version])

    assert login(coordinator).get(address).status_code == 404


def test_report_download_of_a_lost_file_does_not_exist(coordinator, area, login):
    report = ReportFactory(area=area, file="reports/lost.pdf")

    assert login(coordinator).get(report.get_absolute_url()).status_code == 404
