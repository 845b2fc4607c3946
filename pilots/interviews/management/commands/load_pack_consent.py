"""Loads the consent texts of interviews."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from pilots.interviews.models import ConsentText
from pilots.interviews.tables import read


class Command(PackCommand):
    """Loads one version of the consent texts from content/consent/."""

    help = "Load the consent texts of interviews. Loading the same content again changes nothing."
    folder = "consent"
    model = ConsentText

    def read(self, folder: Path) -> Pack:
        return read(folder)
