from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from core import pdf
from governance.leidraad.guide import read_guide
from governance.leidraad.publishing import load_guide
from pilots.areas.enums import Visibility
from reports import printing, tasks
from reports.enums import JobState, ReportKind
from reports.models import Report, ReportJob
from tests.factories.areas import AreaFactory
from tests.factories.findings import EvidenceFactory, FindingFactory, RecommendationFactory
from tests.factories.leidraad import AnswerFactory, CheckFactory
from tests.factories.reports import ReportFactory, ReportJobFactory, stored
from tests.pdf_checks import bookmarks, faults, is_clean

LIST, CREATE = reverse("reports:guide-list"), reverse("reports:guide-create")


def general_job(by) -> ReportJob:
    return ReportJobFactory(area=None, kind=ReportKind.GUIDE, requested_by=by)


@pytest.fixture
def facts(area):
    """The real guide, an answer, a public finding, and a finding of an area that not everybody may see."""
    version = load_guide(pack=read_guide(settings.CONTENT_DIR / "leidraad"))[0]
    area.visibility = Visibility.PUBLIC
    area.save()
    AnswerFactory(guide_check=CheckFactory(area=area, version=version), question="2.1", explanation="Geheim besluit")
    for words, where in (("Openbare bevinding", area), ("Geheime bevinding", AreaFactory())):
        finding = FindingFactory(areas=[where], statement=words)
        EvidenceFactory(finding=finding)
        RecommendationFactory(finding=finding, text=f"Advies bij de {words.lower()}")
    return version


def test_general_guide_is_a_clean_pdf_that_tells_public_findings_only(facts, coordinator, partner):
    job = general_job(coordinator)
    content = printing.collect(job.kind, None)
    colophon = printing.colophon(job, version=1, content_hash="a" * 64)
    made = [
        pdf.render(printing.html(content, colophon), made_at=job.created_at, data=printing.data(content, colophon))
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert faults(made[0].content) == []
    assert is_clean(made[0].content)
    reader = PdfReader(BytesIO(made[0].content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("Concept.", "Openbare bevinding", "Advies bij de openbare bevinding", "2.1", "8. Uitvoering"):
        assert words in text, words
    for words in ("Geheim", "geheime", coordinator.name, partner.name):
        assert words not in text, words
    with pikepdf.open(BytesIO(made[0].content)) as opened:
        assert len(bookmarks(opened)) > 12

    tasks.make_report(job.pk)
    again = general_job(partner)
    tasks.make_report(again.pk)

    again.refresh_from_db()
    assert (again.state, again.is_reused, Report.objects.count()) == (JobState.DONE, True, 1)
    assert again.report.file_name == "algemene-leidraad-v1.pdf"
    assert faults(stored(again.report)) == []


def test_general_guide_is_asked_for_followed_and_downloaded_by_whoever_has_an_account(
    client, login, partner, stranger, curator, admin_user
):
    report = ReportFactory(area=None, kind=ReportKind.GUIDE, version=1)
    one, other = login(partner), login(stranger)

    job_url = one.post(CREATE).url
    assert other.post(CREATE).url == job_url  # one at a time
    job = ReportJob.objects.get()
    shown = other.get(job_url, headers={"HX-Request": "true"})
    assert (job.area, job.requested_by, shown.status_code) == (None, partner, 200)
    assert b"<html" not in shown.content
    assert other.post(job.address("cancel")).status_code == 404  # only who asked for it, or who keeps the guide
    assert (job.address("cancel") in shown.text, job.address("cancel") in one.get(job_url).text) == (False, True)
    assert [person.has_perm("reports.cancel_reportjob", job) for person in (curator, admin_user)] == [True, True]
    listed = one.get(LIST)
    assert listed.context["shelf"].versions == (report,)
    assert report.made_by.name not in listed.text
    for name, state in (("cancel", JobState.CANCELLED), ("retry", JobState.QUEUED)):
        assert one.post(job.address(name)).url == job_url
        job.refresh_from_db()
        assert job.state == state
    assert other.get(reverse("reports:guide-download", args=[2])).status_code == 404
    for url in (LIST, CREATE, job_url, report.get_absolute_url(), job.address("cancel"), job.address("retry")):
        assert client.get(url).status_code == 302
    assert (one.get(CREATE).status_code, one.post(LIST).status_code) == (405, 405)
    answer = other.get(report.get_absolute_url())
    assert answer["Content-Disposition"] == 'attachment; filename="algemene-leidraad-v1.pdf"'
    answer.close()


def test_a_report_is_about_an_area_or_about_the_guide(area, coordinator):
    for about, kind in ((area, ReportKind.GUIDE), (None, ReportKind.AREA)):
        for factory in (ReportFactory, ReportJobFactory):
            with pytest.raises(IntegrityError), transaction.atomic():
                factory(area=about, kind=kind)
    ReportJobFactory(area=None, kind=ReportKind.GUIDE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportJobFactory(area=None, kind=ReportKind.GUIDE)
    assert coordinator.has_perm("reports.view_report", ReportFactory(area=None, kind=ReportKind.GUIDE))
