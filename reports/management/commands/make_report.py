"""`manage.py make_report`: asks for a report, follows the worker that makes it, and copies the file."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from pilots.areas.models import PilotArea
from reports import actions, tasks
from reports.enums import JobState, ReportKind, Step
from reports.models import ReportJob

LOOK_AGAIN = 0.2  # seconds


class Command(BaseCommand):
    help = "Ask a running worker for a report of an area, show the progress, and copy the file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--area", help="slug of the area; leave it out for the general guide")
        parser.add_argument("--kind", required=True, choices=ReportKind.values)
        parser.add_argument("--out", required=True, type=Path, help="where to put the PDF")
        parser.add_argument("--by", help="e-mail address of who asks; the coordinator of the area by default")
        parser.add_argument("--timeout", type=float, default=180, help="seconds to wait for the worker (180)")

    def handle(self, *args: Any, **options: Any) -> None:
        area = PilotArea.objects.filter(slug=options["area"]).first()
        if area is None and options["kind"] != ReportKind.GUIDE:
            raise CommandError(f"There is no area {options['area']}.")
        coordinator = area.coordinator if area else None
        by = User.objects.filter(email=options["by"]).first() if options["by"] else coordinator
        if by is None:
            raise CommandError("Nobody to ask for the report: give --by, or the area a coordinator.")
        job = actions.request_report(area=area, kind=options["kind"], by=by, language=by.language)
        tasks.send(job.pk)
        self._copy(self._follow(job, options["timeout"]), options["out"])

    def _follow(self, job: ReportJob, timeout: float) -> ReportJob:
        """Print each step once, until the job has ended."""
        shown: set[int | str | None] = {None}
        deadline = time.monotonic() + timeout
        while job.is_open:
            if time.monotonic() > deadline:
                raise CommandError(f"No worker made the report within {timeout:g} seconds. Does one run?")
            time.sleep(LOOK_AGAIN)
            job.refresh_from_db()
            self._show(job, shown)
        if job.state != JobState.DONE:
            raise CommandError(f"{job.get_state_display()}: {job.problem}")
        return job

    def _show(self, job: ReportJob, shown: set[int | str | None]) -> None:
        for step in Step:
            if job.step is not None and step <= job.step and step not in shown and not job.is_reused:
                shown.add(step)
                self.stdout.write(f"  {step}/{len(Step)} {step.label}")
        if job.problem and job.problem not in shown:
            shown.add(job.problem)
            self.stdout.write(f"  {job.problem}")

    def _copy(self, job: ReportJob, out: Path) -> None:
        report = job.report
        if report is None:
            raise CommandError("The report has no file.")
        out.parent.mkdir(parents=True, exist_ok=True)
        with report.file.open() as file:
            out.write_bytes(file.read())
        again = ", nothing had changed" if job.is_reused else ""
        self.stdout.write(f"  v{report.version}, {report.pages} p., {report.size // 1024} kB{again}: {out}")
