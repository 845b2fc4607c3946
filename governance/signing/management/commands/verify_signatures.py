"""Recomputes signatures and says what was tampered with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from governance.signing.pages import verify
from pilots.areas.models import PilotArea


class Command(BaseCommand):
    """Checks every signature: its content, its seal, the chain of its area, the head of that and the history."""

    help = "Recompute every signature; ends with code 1 when something was tampered with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--area", help="only the area with this slug")

    def handle(self, *args: Any, **options: Any) -> None:
        area = None
        if slug := options["area"]:
            area = PilotArea.objects.without_shapes().filter(slug=slug).first()
            if area is None:
                raise CommandError(f"There is no area {slug}.")
        found = verify(area)
        for fault in found.faults:
            self.stdout.write(self.style.ERROR(str(fault)))
        checked = f"{found.signatures} signatures of {found.areas} areas checked"
        if found.faults:
            raise CommandError(f"{checked}: {len(found.faults)} faults.")
        self.stdout.write(f"{checked}: all in order.")
