"""From the chapters of a report to the HTML that is printed and the data that travels inside the PDF."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from core.pdf import DataFile, data_file
from core.plain import plain
from pilots.areas.models import PilotArea
from reports.chapters import AreaReport, Colophon, LeidraadReport
from reports.collect import area_report, leidraad_report
from reports.enums import ReportKind
from reports.general import GuideReport, guide_report
from reports.models import ReportJob, file_name

Content = LeidraadReport | AreaReport | GuideReport
EDITION = 11
BUILDERS: dict[ReportKind, Callable[[PilotArea], Content]] = {
    ReportKind.LEIDRAAD: leidraad_report,
    ReportKind.AREA: area_report,
}


def collect(kind: str, area: PilotArea | None) -> Content:
    """Read everything this kind of report says, in the active language; without an area the guide itself."""
    if area is None:
        return guide_report()
    return BUILDERS[ReportKind(kind)](area)


def colophon(job: ReportJob, *, version: int, content_hash: str) -> Colophon:
    """Say what the PDF says about itself; nothing in it depends on when the worker got to it."""
    kind = ReportKind(job.kind)
    return Colophon(
        title=f"{kind.label}: {job.area.name}" if job.area else str(kind.label),
        kind=str(kind.label),
        file_name=file_name(kind, job.area, version),
        language=job.language,
        version=version,
        author=str(job.requested_by or _("Unknown")) if job.area else settings.SITE_NAME,
        made_at=timezone.localtime(job.created_at).replace(microsecond=0),
        content_hash=content_hash,
        site_name=settings.SITE_NAME,
        site_url=settings.SITE_URL,
    )


def html(content: Content, colophon: Colophon) -> str:
    """Return the whole page that is printed."""
    if isinstance(content, GuideReport):
        return _print("reports/pdf/guide.html", content, colophon, {})
    if isinstance(content, LeidraadReport):
        cover = {"area": content.area, "place": content.place}
        return _print("reports/pdf/leidraad.html", content, colophon, cover)
    cover = {"area": content.area.name, "place": content.area.place}
    return _print("reports/pdf/area_report.html", content, colophon, cover)


def _print(template: str, content: Content, colophon: Colophon, cover: dict[str, str]) -> str:
    return render_to_string(template, {"report": content, "colophon": colophon, "cover": cover})


def data(content: Content, colophon: Colophon) -> DataFile:
    """Return the facts of the report as a JSON file for inside the PDF."""
    facts: dict[str, Any] = {"colophon": plain(colophon), "report": plain(content)}
    return data_file(colophon.file_name.replace(".pdf", ".json"), facts, _("The facts of this report"))
