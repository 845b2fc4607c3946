"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from typology.gearbox import views

app_name = "typology"

AREA = "gebieden/<slug:slug>/schakelbak/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("schakelbak/versnellingen/", views.gear_list, name="gear-list"),
    path(AREA, views.assessment_detail, name="assessment-detail"),
    path(f"{AREA}samenvatting/", views.assessment_summary, name="assessment-summary"),
    path(f"{AREA}beginnen/", views.assessment_start, name="assessment-start"),
    path(f"{AREA}vragen/<slug:part>/", views.assessment_edit, name="assessment-edit"),
]
