"""Publish the standard intake of content/intake/ as a version of the shared form."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.packs import PackError
from pilots.intake import imports


class Command(BaseCommand):
    """Loads the pack; a version that was loaded before changes nothing."""

    help = "Publish the standard intake of content/intake/ as a version of the shared form."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, help="Another folder than the one in content/.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pack = imports.read(options["folder"] or settings.CONTENT_DIR / "intake")
        except PackError as error:
            raise CommandError(f"intake: nothing was loaded.\n{error}") from error
        version, is_new = imports.load(pack)
        self.stdout.write(f"{pack.id} {pack.version} ({pack.status}): {'loaded' if is_new else 'unchanged'}, {version}")
