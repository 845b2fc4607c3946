"""Loads the habitat types and species from content/habitats."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from pilots.goals.models import ReferenceVersion
from pilots.goals.tables import read_habitats


class Command(PackCommand):
    help = "Load the content pack of habitat types and species."
    folder = "habitats"
    model = ReferenceVersion

    def read(self, folder: Path) -> Pack:
        return read_habitats(folder)
