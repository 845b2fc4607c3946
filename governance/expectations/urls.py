"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "expectations"

urlpatterns: list[URLPattern | URLResolver] = []
