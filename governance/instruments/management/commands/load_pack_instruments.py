"""Loads the catalogue of instruments from content/instruments."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from governance.instruments.models import Catalogue
from governance.instruments.tables import read


class Command(PackCommand):
    help = "Load the content pack of instruments: voluntary, under pressure or compulsory."
    folder = "instruments"
    model = Catalogue

    def read(self, folder: Path) -> Pack:
        return read(folder)
