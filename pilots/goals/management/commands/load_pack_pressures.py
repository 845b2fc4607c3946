"""Loads the pressures from content/pressures."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from pilots.goals.models import ReferenceVersion
from pilots.goals.tables import read_pressures


class Command(PackCommand):
    help = "Load the content pack of pressures."
    folder = "pressures"
    model = ReferenceVersion

    def read(self, folder: Path) -> Pack:
        return read_pressures(folder)
