"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from toolbox import views

app_name = "toolbox"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.practice_list, name="practice-list"),
    path("bijdragen/", views.practice_desk, name="practice-desk"),
    path("bijdragen/nieuw/", views.practice_create, name="practice-create"),
    path("bevinding/<int:finding>/", views.finding_practices, name="finding-practices"),
    path("passend/<slug:area>/", views.practice_suggestions, name="practice-suggestions"),
    path("passend/<slug:area>/zoeken/", views.suggestion_search, name="suggestion-list"),
    path("<slug:slug>/", views.practice_detail, name="practice-detail"),
    path("<slug:slug>/wijzigen/", views.practice_edit, name="practice-edit"),
    path("<slug:slug>/stap/", views.practice_move, name="practice-move"),
]
