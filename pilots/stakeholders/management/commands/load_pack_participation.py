"""Loads the participation levels from content/participation."""

from pathlib import Path

from core.management.pack_command import PackCommand
from core.packs import Pack
from pilots.stakeholders.models import ParticipationVersion
from pilots.stakeholders.tables import read


class Command(PackCommand):
    help = "Load the content pack of the participation levels: what a party may decide."
    folder = "participation"
    model = ParticipationVersion

    def read(self, folder: Path) -> Pack:
        return read(folder)
