"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstrumentsConfig(AppConfig):
    name = "governance.instruments"
    label = "instruments"
    verbose_name = _("Instruments")
