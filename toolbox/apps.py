"""Registers the room with Django."""

from django.apps import AppConfig


class ToolboxConfig(AppConfig):
    name = "toolbox"
    label = "toolbox"
