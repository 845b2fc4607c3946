"""Loads the content pack of the guide."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.pack_versions import PackVersion
from core.packs import Pack
from governance.leidraad import publishing
from governance.leidraad.guide import read_guide
from governance.leidraad.models import GuideVersion


class Command(PackCommand):
    """Loads one version of the guide from content/leidraad/."""

    help = "Load the content pack of the guide. Loading the same content again changes nothing."
    folder = "leidraad"
    model = GuideVersion

    def read(self, folder: Path) -> Pack:
        return read_guide(folder)

    def keep(self, pack: Pack) -> tuple[PackVersion, bool]:
        return publishing.load_guide(pack=pack)
