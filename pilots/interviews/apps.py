"""Registers the room with Django."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "pilots.interviews"
    label = "interviews"
