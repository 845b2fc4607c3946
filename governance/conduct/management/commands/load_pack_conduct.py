"""Loads the rules of conduct on offer from content/conduct."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from governance.conduct.models import ConductPack
from governance.conduct.tables import read


class Command(PackCommand):
    help = "Load the content pack of the rules of conduct: what areas can pick from."
    folder = "conduct"
    model = ConductPack

    def read(self, folder: Path) -> Pack:
        return read(folder)
