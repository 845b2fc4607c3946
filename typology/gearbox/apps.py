"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TypologyConfig(AppConfig):
    name = "typology.gearbox"
    label = "typology"
    verbose_name = _("Gearbox")
