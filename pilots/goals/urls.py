"""Addresses of this room, all below the area they belong to."""

from django.urls import URLPattern, URLResolver, include, path

from pilots.goals.views import goals, initiatives, measures, pressures, tasks

app_name = "goals"

goal_patterns = [
    path("", goals.goal_list, name="goal-list"),
    path("samenvatting/", goals.goal_summary, name="goal-summary"),
    path("kaart/", goals.goal_map, name="goal-map"),
    path("export/", goals.goal_export, name="goal-export"),
    path("genoeg/", goals.goal_enough, name="goal-enough"),
    path("geschiedenis/", goals.goal_history, name="goal-history"),
    path("nieuw/", goals.goal_create, name="goal-create"),
    path("sporen/", pressures.track_list, name="track-list"),
    path("sporen/<slug:track>/", pressures.track_edit, name="track-edit"),
    path("drukfactoren/nieuw/", pressures.pressure_create, name="pressure-create"),
    path("drukfactoren/<int:pk>/", pressures.pressure_edit, name="pressure-edit"),
    path("drukfactoren/<int:pk>/verwijderen/", pressures.pressure_delete, name="pressure-delete"),
    path("<int:pk>/", goals.goal_detail, name="goal-detail"),
    path("<int:pk>/bewerken/", goals.goal_edit, name="goal-edit"),
    path("<int:pk>/verwijderen/", goals.goal_delete, name="goal-delete"),
]

measure_patterns = [
    path("", measures.measure_list, name="measure-list"),
    path("kaart/", measures.measure_map, name="measure-map"),
    path("export/", measures.measure_export, name="measure-export"),
    path("nieuw/", measures.measure_create, name="measure-create"),
    path("opnieuw-meten/", measures.measure_again, name="measure-again"),
    path("<int:pk>/", measures.measure_detail, name="measure-detail"),
    path("<int:pk>/bewerken/", measures.measure_edit, name="measure-edit"),
    path("<int:pk>/verwijderen/", measures.measure_delete, name="measure-delete"),
    path("<int:pk>/effect/<int:effect>/", measures.effect_edit, name="effect-edit"),
    path("<int:pk>/oordelen/nieuw/", measures.score_create, name="score-create"),
    path("<int:pk>/oordelen/<int:score>/", measures.score_edit, name="score-edit"),
    path("<int:pk>/oordelen/<int:score>/verwijderen/", measures.score_delete, name="score-delete"),
]

task_patterns = [
    path("", tasks.task_list, name="task-list"),
    path("kaart/<slug:task>/", tasks.task_map, name="task-map"),
    path("teken/", tasks.sign_edit, name="sign-edit"),
    path("teken/terug/", tasks.sign_restore, name="sign-restore"),
]

initiative_patterns = [
    path("", initiatives.initiative_list, name="initiative-list"),
    path("kaart/", initiatives.initiative_map, name="initiative-map"),
    path("nieuw/", initiatives.initiative_create, name="initiative-create"),
    path("<int:pk>/", initiatives.initiative_edit, name="initiative-edit"),
    path("<int:pk>/verwijderen/", initiatives.initiative_delete, name="initiative-delete"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("gebieden/<slug:slug>/doelen/", include(goal_patterns)),
    path("gebieden/<slug:slug>/maatregelen/", include(measure_patterns)),
    path("gebieden/<slug:slug>/opgaven/", include(task_patterns)),
    path("gebieden/<slug:slug>/initiatieven/", include(initiative_patterns)),
]
