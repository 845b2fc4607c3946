"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TypologyConfig(AppConfig):
    name = "typology.gearbox"
    label = "typology"
    verbose_name = _("Gearbox")

    def ready(self) -> None:
        from accounts import digest  # noqa: PLC0415 -- models are ready only now
        from typology.gearbox.pages.collaborations import asked_views  # noqa: PLC0415 -- idem
        from typology.gearbox.pages.told import arrangement_tasks  # noqa: PLC0415 -- idem

        digest.register(arrangement_tasks)
        digest.register(asked_views)
