"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PulseConfig(AppConfig):
    name = "governance.pulse"
    label = "pulse"
    verbose_name = _("Trust pulse")
