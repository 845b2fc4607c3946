"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SigningConfig(AppConfig):
    name = "governance.signing"
    label = "signing"
    verbose_name = _("Signing")
