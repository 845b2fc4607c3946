"""Loads the codebook from content/themes."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from pilots.codebook.models import Codebook
from pilots.codebook.tables import read


class Command(PackCommand):
    help = "Load the content pack of the codebook: themes for answers and interviews."
    folder = "themes"
    model = Codebook

    def read(self, folder: Path) -> Pack:
        return read(folder)
