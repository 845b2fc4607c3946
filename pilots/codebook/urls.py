"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "codebook"

urlpatterns: list[URLPattern | URLResolver] = []
