"""Loads the sources of money from content/budget."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from governance.instruments.models import Catalogue
from governance.instruments.tables import read_budget


class Command(PackCommand):
    help = "Load the content pack of sources of money."
    folder = "budget"
    model = Catalogue

    def read(self, folder: Path) -> Pack:
        return read_budget(folder)
