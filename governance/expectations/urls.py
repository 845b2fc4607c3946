"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from governance.expectations import views

app_name = "expectations"

_BASE = "gebieden/<slug:slug>/afspraken/verwachtingen"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_BASE}/", views.timeline, name="timeline"),
    path(f"{_BASE}/nieuw/", views.expectation_create, name="expectation-create"),
    path(f"{_BASE}/verloop/", views.progress_edit, name="progress-edit"),
    path(f"{_BASE}/<int:pk>/", views.expectation_edit, name="expectation-edit"),
    path(f"{_BASE}/<int:pk>/verwijderen/", views.expectation_delete, name="expectation-delete"),
]
