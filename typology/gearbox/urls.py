"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from typology.gearbox.views import arranging, reading

app_name = "typology"

AREA = "gebieden/<slug:slug>/schakelbak/"
ONE = f"{AREA}<int:pk>/"
LIST = f"{ONE}te-regelen/"

arranging_patterns: list[URLPattern | URLResolver] = [
    path(f"{AREA}te-regelen/", arranging.arrangement_current, name="arrangement-current"),
    path(LIST, arranging.arrangement_list, name="arrangement-list"),
    path(f"{LIST}nieuw/", arranging.arrangement_add, name="arrangement-add"),
    path(f"{LIST}geschiedenis/", arranging.arrangement_history, name="arrangement-history"),
    path(f"{LIST}bestand/<slug:kind>/", arranging.arrangement_export, name="arrangement-export"),
    path(f"{LIST}punt/<slug:key>/", arranging.arrangement_edit, name="arrangement-edit"),
    path(f"{LIST}punt/<slug:key>/ongedaan/", arranging.arrangement_undo, name="arrangement-undo"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("schakelbak/versnellingen/", reading.gear_list, name="gear-list"),
    path(AREA, reading.assessment_detail, name="assessment-detail"),
    path(f"{AREA}samenvatting/", reading.assessment_summary, name="assessment-summary"),
    path(f"{AREA}vergelijkbaar/", reading.similar_areas, name="similar-areas"),
    path(f"{AREA}beginnen/", reading.assessment_start, name="assessment-start"),
    path(f"{AREA}vragen/<slug:part>/", reading.assessment_edit, name="assessment-edit"),
]

urlpatterns += arranging_patterns
