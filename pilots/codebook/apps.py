"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CodebookConfig(AppConfig):
    name = "pilots.codebook"
    label = "codebook"
    verbose_name = _("Codebook")
