"""Loads the typology from content/typology."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from typology.gearbox.models import TypologyVersion
from typology.gearbox.tables import read


class Command(PackCommand):
    help = "Load the content pack of the typology: dials, gears and decision tables."
    folder = "typology"
    model = TypologyVersion

    def read(self, folder: Path) -> Pack:
        return read(folder)
