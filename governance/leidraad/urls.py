"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "leidraad"

urlpatterns: list[URLPattern | URLResolver] = []
