"""The command that loads one room's content pack; `load_packs` runs them all."""

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.pack_versions import PackVersion, load
from core.packs import Pack, PackError


class PackCommand(BaseCommand):
    """Base of a command called `load_pack_<id>`: the room says which folder, how to read it and where to keep it."""

    folder: ClassVar[str]
    model: ClassVar[type[PackVersion]]

    def read(self, folder: Path) -> Pack:
        """Read and check the pack. Raises PackError."""
        raise NotImplementedError

    def keep(self, pack: Pack) -> tuple[PackVersion, bool]:
        """Store the pack as a version; says whether it is new. Raises PackError."""
        return load(self.model, pack)

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--folder", type=Path, help="Another folder than the one in content/.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pack = self.read(options["folder"] or settings.CONTENT_DIR / self.folder)
            version, is_new = self.keep(pack)
        except PackError as error:
            raise CommandError(f"{self.folder}: nothing was loaded.\n{error}") from error
        word = "loaded" if is_new else "unchanged"
        self.stdout.write(f"{version.pack} {version.version} ({version.status}): {word}, sha256 {version.sha256[:12]}")
