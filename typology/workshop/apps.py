"""Registers the room with Django."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "typology.workshop"
    label = "workshop"
