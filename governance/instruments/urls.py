"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from governance.instruments import views

app_name = "instruments"

urlpatterns: list[URLPattern | URLResolver] = [
    path("instrumenten/", views.catalogue, name="catalogue"),
]
