"""Loads the kinds of bodies, topics and start sets from content/bodies."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from governance.bodies.models import BodyPack
from governance.bodies.tables import read


class Command(PackCommand):
    help = "Load the content pack of bodies: kinds, topics to decide about, and start sets."
    folder = "bodies"
    model = BodyPack

    def read(self, folder: Path) -> Pack:
        return read(folder)
