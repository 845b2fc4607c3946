"""Registers the room with Django."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "pilots.goals"
    label = "goals"
