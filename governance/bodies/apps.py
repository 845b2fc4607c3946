"""Registers the room with Django."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "governance.bodies"
    label = "bodies"
