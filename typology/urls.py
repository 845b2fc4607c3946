"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "typology"

urlpatterns: list[URLPattern | URLResolver] = []
