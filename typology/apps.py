"""Registers the room with Django."""

from django.apps import AppConfig


class TypologyConfig(AppConfig):
    name = "typology"
    label = "typology"
