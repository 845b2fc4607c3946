"""Publishes the toolbox items of a folder."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from toolbox.imports import LibraryError, load_library
from toolbox.rules import can_curate


class Command(BaseCommand):
    help = "Publish the toolbox items in content/toolbox. Loading again mends what changed in the files."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--by", required=True, help="E-mail address of the curator who stands for them.")
        parser.add_argument("--folder", type=Path, help="Another folder than the one in content/.")

    def handle(self, *args: Any, **options: Any) -> None:
        curator = User.objects.filter(email=options["by"].lower()).first()
        if curator is None or not can_curate(curator):
            raise CommandError(f"{options['by']} is not the address of a curator.")
        try:
            loaded = load_library(options["folder"] or settings.CONTENT_DIR / "toolbox", by=curator)
        except LibraryError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        self.stdout.write(f"toolbox: {loaded.total} items, {loaded.new} new")
