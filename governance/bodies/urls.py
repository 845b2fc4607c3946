"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "bodies"

urlpatterns: list[URLPattern | URLResolver] = []
