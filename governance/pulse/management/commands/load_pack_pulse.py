"""Loads the questions of the trust pulse from content/pulse."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from governance.pulse.models import PulsePack
from governance.pulse.tables import read


class Command(PackCommand):
    help = "Load the content pack of the trust pulse: three questions and their scale."
    folder = "pulse"
    model = PulsePack

    def read(self, folder: Path) -> Pack:
        return read(folder)
