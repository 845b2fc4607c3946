"""Registers the room with Django."""

from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "governance.pulse"
    label = "pulse"
