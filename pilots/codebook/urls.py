"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from pilots.codebook import views

app_name = "codebook"

urlpatterns: list[URLPattern | URLResolver] = [
    path("codeboek/", views.codebook_newest, name="codebook-newest"),
    path("codeboek/versies/", views.version_list, name="version-list"),
    path("codeboek/versies/<str:version>/", views.codebook_detail, name="codebook-detail"),
]
