"""Registers the room with Django."""

from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "pilots.stakeholders"
    label = "stakeholders"
