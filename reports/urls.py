"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from reports import home

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("over/", home.about, name="about"),
    path("toegankelijkheid/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
]
