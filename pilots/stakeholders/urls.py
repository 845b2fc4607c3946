"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "stakeholders"

urlpatterns: list[URLPattern | URLResolver] = []
