"""Loads the other tasks, and how measures usually work out on them, from content/opgaven."""

from pathlib import Path

from django.conf import settings

from core.management.pack_command import PackCommand
from core.packs import Pack
from pilots.goals.models import ReferenceVersion
from pilots.goals.tables import read_measures, read_tasks


class Command(PackCommand):
    help = "Load the content pack of other tasks and their interactions with types of measures."
    folder = "opgaven"
    model = ReferenceVersion

    def read(self, folder: Path) -> Pack:
        measures = read_measures(settings.CONTENT_DIR / "measures")
        return read_tasks(folder, measures=frozenset(entry["code"] for entry in measures.content["measures"]))
