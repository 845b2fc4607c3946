"""Loads the content packs of every room, or none of them."""

from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import transaction

PREFIX = "load_pack_"


class Command(BaseCommand):
    """Runs every command called `load_pack_<id>`: core knows no rooms, so a room joins by the name of its command."""

    help = "Load the content packs of every room from content/. Loading again changes nothing."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for name in sorted(get_commands()):
            if name.startswith(PREFIX):
                call_command(name, stdout=self.stdout, stderr=self.stderr)
