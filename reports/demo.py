"""Fills the demo: every room's content packs and demo data, lowest room first."""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def load() -> None:
    """Load the packs and the demo data of every room below this one; running it twice changes nothing."""
    for room in apps.get_app_configs():  # INSTALLED_APPS names them from the lowest room up
        if room.name != "reports" and module_has_submodule(room.module, "demo"):
            import_module(f"{room.name}.demo").load()
