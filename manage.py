#!/usr/bin/env python
"""Run a management command of Gebiedswijzer."""

import os
import sys


def main() -> None:
    """Hand the command line to Django, with the development settings unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings module must be set first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
