"""Write docs/permissions.md: every address of the site with who may open it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import access

INTRODUCTION = """# Who may open which address

Made by `manage.py url_access` from the `@opens` mark on each view (`core/access.py`); a test checks that it is complete
and up to date. Log in is the default for every page. What a page says is open to a permission asks for that permission
at its door, and answers 404 when it is refused, so nobody learns that something exists. Behind a permission stand the
predicates that grant it: `|` is or, `&` is and (see the `rules.py` of each room).

The roles admin and curator need a second step (authenticator app or passkey) before any of their pages opens, outside
the demo.

"""


class Command(BaseCommand):
    """Writes the table, or checks it."""

    help = "Write docs/permissions.md: every address with who may open it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say whether the file is up to date.")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = [entry.fault for entry in access.addresses() if entry.fault]
        if faults:
            raise CommandError("\n".join(faults))
        target = Path(settings.BASE_DIR) / "docs" / "permissions.md"
        text = INTRODUCTION + access.table()
        if options["check"]:
            if not target.exists() or target.read_text() != text:
                raise CommandError("docs/permissions.md is out of date: run manage.py url_access.")
            return
        target.write_text(text)
        self.stdout.write(f"{target} written.")
