"""Registers the room with Django."""

from django.apps import AppConfig


class ExpectationsConfig(AppConfig):
    name = "governance.expectations"
    label = "expectations"
