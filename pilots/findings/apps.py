"""Registers the room with Django."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "pilots.findings"
    label = "findings"
