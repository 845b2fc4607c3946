"""Addresses of this room: forms, rounds of an area, filling in by personal link, and results."""

from django.urls import URLPattern, URLResolver, path

from pilots.intake.views import filling, sending

app_name = "intake"

form_patterns: list[URLPattern | URLResolver] = []

round_patterns: list[URLPattern | URLResolver] = []

filling_patterns: list[URLPattern | URLResolver] = [
    path("uitnodiging/werker.js", filling.worker, name="fill-worker"),
    path("uitnodiging/<str:secret>/", filling.landing, name="fill-start"),
    path("uitnodiging/<str:secret>/afzien/", filling.decline, name="fill-decline"),
    path("uitnodiging/<str:secret>/vragen/<slug:key>/", filling.section, name="fill-section"),
    path("uitnodiging/<str:secret>/berichten/", filling.messages, name="fill-messages"),
    path("uitnodiging/<str:secret>/controleren/", sending.summary, name="fill-summary"),
    path("uitnodiging/<str:secret>/antwoorden/", sending.given, name="fill-given"),
    path("uitnodiging/<str:secret>/intrekken/", sending.withdraw, name="fill-withdraw"),
    path("uitnodiging/<str:secret>/bestanden/<int:pk>/", sending.file, name="fill-file"),
    path("mijn-uitnodigingen/", sending.own_list, name="own-list"),
    path("mijn-uitnodigingen/<int:pk>/openen/", sending.own_open, name="own-open"),
]

result_patterns: list[URLPattern | URLResolver] = []

urlpatterns = [*form_patterns, *round_patterns, *filling_patterns, *result_patterns]
