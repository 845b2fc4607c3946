"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from governance.instruments.views import catalogue, editing, reading

app_name = "instruments"

AREA = "gebieden/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("instrumenten/", catalogue.catalogue, name="catalogue"),
    path(f"{AREA}dekking/", reading.coverage, name="coverage"),
    path(f"{AREA}verplichtingen/", reading.obligation_list, name="obligation-list"),
    path(f"{AREA}verplichtingen/<int:goal>/", editing.obligation_edit, name="obligation-edit"),
    path(f"{AREA}instrumenten/", reading.mix, name="mix"),
    path(f"{AREA}instrumenten/<int:pk>/", editing.choice_edit, name="choice-edit"),
    path(f"{AREA}instrumenten/<int:pk>/verwijderen/", editing.choice_delete, name="choice-delete"),
    path(f"{AREA}instrumenten/maatregel/<int:measure>/", editing.choice_create, name="choice-create"),
    path(f"{AREA}budget/", reading.budget, name="budget"),
    path(f"{AREA}budget/kosten/nieuw/", editing.cost_create, name="cost-create"),
    path(f"{AREA}budget/kosten/<int:pk>/", editing.cost_edit, name="cost-edit"),
    path(f"{AREA}budget/kosten/<int:pk>/verwijderen/", editing.cost_delete, name="cost-delete"),
    path(f"{AREA}budget/dekking/nieuw/", editing.cover_create, name="cover-create"),
    path(f"{AREA}budget/dekking/<int:pk>/", editing.cover_edit, name="cover-edit"),
    path(f"{AREA}budget/dekking/<int:pk>/verwijderen/", editing.cover_delete, name="cover-delete"),
]
