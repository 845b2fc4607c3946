"""Check that the Dutch catalogue is complete: nothing missing, nothing uncertain, nothing left over."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
LEFT_OUT = {".git", ".venv", "bench", "locale", "node_modules", "staticfiles", "tests", "var"}


class Command(BaseCommand):
    help = "Check that locale/nl holds every text of the code, translated, and nothing else."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        faults = [
            *_entries("untranslated", root / CATALOGUE, "--untranslated"),
            *_entries("fuzzy", root / CATALOGUE, "--only-fuzzy"),
            *_entries("obsolete", root / CATALOGUE, "--only-obsolete"),
        ]
        with tempfile.TemporaryDirectory() as folder:
            faults += _difference(root, Path(folder))
        if faults:
            raise CommandError("\n".join([*faults, "Run `make messages` and translate what is new."]))


def _entries(fault: str, catalogue: Path, choice: str) -> list[str]:
    return [f"{fault}: {text}" for text in sorted(_ids(_run("msgattrib", choice, str(catalogue))))]


def _difference(root: Path, copy: Path) -> list[str]:
    """Collect the texts of the code again, in a copy, and compare."""
    for path in root.iterdir():
        if path.name not in LEFT_OUT:
            (copy / path.name).symlink_to(path)
    target = copy / CATALOGUE
    target.parent.mkdir(parents=True)
    target.write_bytes((root / CATALOGUE).read_bytes())
    command = ["makemessages", "--locale", "nl", "--symlinks", "--no-location", "--no-obsolete", "--verbosity", "0"]
    _run(sys.executable, "-m", "django", *command, cwd=copy)
    before, after = _texts(root / CATALOGUE), _texts(target)
    return [
        *(f"not in the catalogue: {text}" for text in sorted(after - before)),
        *(f"no longer in the code: {text}" for text in sorted(before - after)),
    ]


def _texts(catalogue: Path) -> set[str]:
    return _ids(_run("msgattrib", "--no-obsolete", str(catalogue)))


def _ids(entries: str) -> set[str]:
    """Return the message ids in gettext's own notation; "#~ " marks an obsolete entry, the header has the empty id."""
    found: list[str] = []
    is_id = False
    for line in (line.removeprefix("#~ ") for line in entries.splitlines()):
        if line.startswith("msgid "):
            is_id = True
            found.append(line.removeprefix("msgid ").strip('"'))
        elif is_id and line.startswith('"'):
            found[-1] += line.strip('"')
        else:
            is_id = False
    return {text for text in found if text}


def _run(*command: str, cwd: Path | None = None) -> str:
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603 -- fixed commands
    if result.returncode:
        raise CommandError(result.stderr.strip() or f"{command[0]} failed")
    return result.stdout
