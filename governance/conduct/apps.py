"""Registers the room with Django."""

from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "governance.conduct"
    label = "conduct"
