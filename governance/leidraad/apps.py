"""Registers the room with Django."""

from django.apps import AppConfig


class LeidraadConfig(AppConfig):
    name = "governance.leidraad"
    label = "leidraad"

    def ready(self) -> None:
        from accounts import digest  # noqa: PLC0415 -- models are ready only now
        from governance.leidraad.pages import deviations, endings  # noqa: PLC0415 -- idem
        from pilots.areas import notices  # noqa: PLC0415 -- idem

        notices.register(deviations.notices)
        digest.register(endings.ending_lines)
