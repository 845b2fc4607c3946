"""Addresses of this room: forms, rounds of an area, filling in by personal link, and results."""

from django.urls import URLPattern, URLResolver

app_name = "intake"

form_patterns: list[URLPattern | URLResolver] = []

round_patterns: list[URLPattern | URLResolver] = []

filling_patterns: list[URLPattern | URLResolver] = []

result_patterns: list[URLPattern | URLResolver] = []

urlpatterns = [*form_patterns, *round_patterns, *filling_patterns, *result_patterns]
