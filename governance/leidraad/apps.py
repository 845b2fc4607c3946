"""Registers the room with Django."""

from django.apps import AppConfig


class LeidraadConfig(AppConfig):
    name = "governance.leidraad"
    label = "leidraad"

    def ready(self) -> None:
        from governance.leidraad.pages import deviations  # noqa: PLC0415 -- models are ready only now
        from pilots.areas.notices import register  # noqa: PLC0415 -- idem

        register(deviations.notices)
