"""Registers the room with Django."""

from django.apps import AppConfig


class CodebookConfig(AppConfig):
    name = "pilots.codebook"
    label = "codebook"
