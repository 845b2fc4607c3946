"""`manage.py import_natura2000 FILE` or `--pdok`: bring the official Natura 2000 sites in."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import geofiles, ogcapi
from pilots.areas.siteimport import Outcome, Report, import_sites

SIGNS = {Outcome.ADDED: "+", Outcome.CHANGED: "~", Outcome.UNCHANGED: "=", Outcome.WRONG: "!"}


class Command(BaseCommand):
    help = "Import Natura 2000 sites from a GeoJSON (plain or gzip) or GeoPackage file, or from the PDOK service."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="GeoJSON or GeoPackage, in WGS84 or RD New")
        parser.add_argument("--pdok", action="store_true", help="read from the service instead of a file")
        parser.add_argument("--url", default=settings.NATURA2000_URL, help="address of the service")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds before a second try, doubled each time")
        parser.add_argument("--timeout", type=float, default=30.0, help="seconds to wait for an answer")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--partial", action="store_true", help="keep the good rows when others are wrong")
        parser.add_argument("--schematic", action="store_true", help="mark the shapes as hand-drawn, not official")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["file"]) == options["pdok"]:
            raise CommandError("Give a FILE or --pdok, one of the two.")
        try:
            report = import_sites(
                self._features(options),
                partial=options["partial"],
                dry_run=options["dry_run"],
                is_schematic=options["schematic"],
            )
        except (geofiles.FileError, ogcapi.ServiceError) as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self._show(report, dry_run=options["dry_run"])
        if report.is_wrong:
            raise CommandError(
                "Wrong rows were left out." if report.is_saved else "There are wrong rows: nothing was changed."
            )

    def _features(self, options: dict[str, Any]) -> Iterable[geofiles.Feature]:
        if not options["pdok"]:
            return geofiles.read(options["file"])
        client = ogcapi.Client(options["url"], pause=options["pause"], timeout=options["timeout"])
        return client.features("natura2000")

    def _show(self, report: Report, *, dry_run: bool) -> None:
        for row in report.rows:
            self.stdout.write(f"{SIGNS[row.outcome]} {row.outcome:<9} {row.label}  {'; '.join(row.remarks)}".rstrip())
        for site in report.missing:
            self.stdout.write(f"? not in this source, kept: {site}")
        counts = ", ".join(f"{report.count(outcome)} {outcome}" for outcome in Outcome)
        end = "dry run, nothing written" if dry_run else "saved" if report.is_saved else "nothing written"
        self.stdout.write(f"{counts}: {end}.")
