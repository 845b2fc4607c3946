"""Registers the room with Django."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "governance.agreements"
    label = "agreements"
