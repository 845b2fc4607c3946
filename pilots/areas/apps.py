"""Registers the room with Django."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "pilots.areas"
    label = "areas"
