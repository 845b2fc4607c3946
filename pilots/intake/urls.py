"""Addresses of this room: forms, rounds of an area, filling in by personal link, and results."""

from django.urls import URLPattern, URLResolver, path

from pilots.intake.views import composing, copying, filling, inviting, parts, results, rounds, sending, uploading

app_name = "intake"

FORMS = "intake/formulieren/"
VERSION = f"{FORMS}<slug:slug>/<int:number>/"
form_patterns: list[URLPattern | URLResolver] = [
    path(FORMS, composing.form_list, name="form-list"),
    path(f"{FORMS}nieuw/", composing.form_create, name="form-create"),
    path(f"{FORMS}<slug:slug>/", composing.form_detail, name="form-detail"),
    path(f"{FORMS}<slug:slug>/stand/", composing.form_move, name="form-move"),
    path(VERSION, composing.version_detail, name="version-detail"),
    path(f"{VERSION}voorbeeld/", composing.version_preview, name="version-preview"),
    path(f"{VERSION}publiceren/", composing.version_publish, name="version-publish"),
    path(f"{VERSION}stand/", composing.version_move, name="version-move"),
    path(f"{VERSION}kopie/", composing.version_copy, name="version-copy"),
    path(f"{VERSION}verschillen/", composing.version_differences, name="version-differences"),
    path(f"{VERSION}delen/nieuw/", parts.section_create, name="section-create"),
    path(f"{VERSION}delen/<slug:key>/", parts.section_edit, name="section-edit"),
    path(f"{VERSION}delen/<slug:section>/nieuw/<slug:kind>/", parts.question_create, name="question-create"),
    path(f"{VERSION}vragen/<slug:key>/", parts.question_edit, name="question-edit"),
    path(f"{VERSION}plaatsen/", parts.part_place, name="part-place"),
    path(f"{VERSION}onderdelen/<slug:key>/stand/", parts.part_move, name="part-move"),
    path(f"{VERSION}onderdelen/<slug:key>/verwijderen/", parts.part_remove, name="part-remove"),
]

ROUNDS = "gebieden/<slug:slug>/intake/"
round_patterns: list[URLPattern | URLResolver] = [
    path(ROUNDS, rounds.round_list, name="round-list"),
    path(f"{ROUNDS}nieuw/", rounds.round_create, name="round-create"),
    path(f"{ROUNDS}<int:pk>/", rounds.round_detail, name="round-detail"),
    path(f"{ROUNDS}<int:pk>/bewerken/", rounds.round_edit, name="round-edit"),
    path(f"{ROUNDS}<int:pk>/stand/", rounds.round_move, name="round-move"),
    path(f"{ROUNDS}<int:pk>/uitnodigen/", inviting.invite, name="round-invite"),
    path(f"{ROUNDS}<int:pk>/lijst/", inviting.paste, name="round-paste"),
    path(f"{ROUNDS}<int:pk>/uitnodigingen/<int:invitation>/", inviting.invitation_detail, name="invitation-detail"),
    path(f"{ROUNDS}<int:pk>/uitnodigingen/<int:invitation>/stand/", inviting.invitation_move, name="invitation-move"),
    path(f"{ROUNDS}<int:pk>/uitnodigingen/<int:invitation>/link/", inviting.invitation_link, name="invitation-link"),
]

filling_patterns: list[URLPattern | URLResolver] = [
    path("uitnodiging/werker.js", filling.worker, name="fill-worker"),
    path("uitnodiging/<str:secret>/", filling.landing, name="fill-start"),
    path("uitnodiging/<str:secret>/geopend/", filling.opened, name="fill-opened"),
    path("uitnodiging/<str:secret>/afzien/", filling.decline, name="fill-decline"),
    path("uitnodiging/<str:secret>/vragen/<slug:key>/", filling.section, name="fill-section"),
    path("uitnodiging/<str:secret>/berichten/", filling.messages, name="fill-messages"),
    path("uitnodiging/<str:secret>/bestanden/", uploading.upload, name="fill-upload"),
    path("uitnodiging/<str:secret>/controleren/", sending.summary, name="fill-summary"),
    path("uitnodiging/<str:secret>/antwoorden/", sending.given, name="fill-given"),
    path("uitnodiging/<str:secret>/antwoorden/pdf/", copying.copy, name="fill-copy"),
    path("uitnodiging/<str:secret>/antwoorden/pdf/bestand/", copying.copy_file, name="fill-copy-file"),
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
    path(f"{RESULTS}bestanden/<int:file>/", results.file, name="results-file"),
    path(f"{RESULTS}teksten/", results.texts, name="results-texts"),
    path(f"{RESULTS}teksten/<int:answer>/thema/", results.theme, name="results-theme"),
    path(f"{RESULTS}plekken/", results.places_list, name="results-places"),
    path(f"{RESULTS}plekken/kaart/", results.places_map, name="results-places-map"),
    path(f"{RESULTS}vergelijken/", results.compare, name="results-compare"),
    path(f"{RESULTS}export/<slug:kind>/", results.export, name="results-export"),
]

urlpatterns = [*form_patterns, *round_patterns, *filling_patterns, *result_patterns]
