"""Addresses of this room: forms, rounds of an area, filling in by personal link, and results."""

from django.urls import URLPattern, URLResolver, path

from pilots.intake.views import filling, results, sending

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

RESULTS = "gebieden/<slug:slug>/intake/<int:pk>/uitkomsten/"

result_patterns: list[URLPattern | URLResolver] = [
    path(RESULTS, results.detail, name="results-detail"),
    path(f"{RESULTS}antwoorden/", results.responses, name="results-responses"),
    path(f"{RESULTS}antwoorden/<int:response>/", results.response, name="results-response"),
    path(f"{RESULTS}teksten/", results.texts, name="results-texts"),
    path(f"{RESULTS}teksten/<int:answer>/thema/", results.theme, name="results-theme"),
    path(f"{RESULTS}plekken/", results.places_list, name="results-places"),
    path(f"{RESULTS}plekken/kaart/", results.places_map, name="results-places-map"),
    path(f"{RESULTS}vergelijken/", results.compare, name="results-compare"),
    path(f"{RESULTS}export/<slug:kind>/", results.export, name="results-export"),
]

urlpatterns = [*form_patterns, *round_patterns, *filling_patterns, *result_patterns]
