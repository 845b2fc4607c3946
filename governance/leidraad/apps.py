"""Registers the room with Django."""

from django.apps import AppConfig


class LeidraadConfig(AppConfig):
    name = "governance.leidraad"
    label = "leidraad"
