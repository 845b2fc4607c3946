"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConductConfig(AppConfig):
    name = "governance.conduct"
    label = "conduct"
    verbose_name = _("Rules of conduct")

    def ready(self) -> None:
        from accounts import digest  # noqa: PLC0415 -- models are ready only now
        from governance.comments import registry as comments  # noqa: PLC0415 -- idem
        from governance.conduct.pages import reminders, signatures, threads  # noqa: PLC0415 -- idem
        from governance.conduct.versions import KIND  # noqa: PLC0415 -- idem
        from governance.signing import registry as signing  # noqa: PLC0415 -- idem

        signing.register(KIND, signatures.PROVIDER)
        comments.register(threads.KIND, threads.TARGET)
        digest.register(reminders.lines)
