"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from typology.gearbox.views import reading

app_name = "typology"

AREA = "gebieden/<slug:slug>/schakelbak/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("schakelbak/versnellingen/", reading.gear_list, name="gear-list"),
    path(AREA, reading.assessment_detail, name="assessment-detail"),
    path(f"{AREA}samenvatting/", reading.assessment_summary, name="assessment-summary"),
    path(f"{AREA}beginnen/", reading.assessment_start, name="assessment-start"),
    path(f"{AREA}vragen/<slug:part>/", reading.assessment_edit, name="assessment-edit"),
]
