"""Loads the types of measures from content/measures."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from pilots.goals.models import ReferenceVersion
from pilots.goals.tables import read_measures


class Command(PackCommand):
    help = "Load the content pack of types of measures."
    folder = "measures"
    model = ReferenceVersion

    def read(self, folder: Path) -> Pack:
        return read_measures(folder)
