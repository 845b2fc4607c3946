"""Addresses of this room: those of an area, and those of the guide itself."""

from django.urls import URLPattern, URLResolver, path

from governance.leidraad import views

app_name = "leidraad"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.check_detail, name="check-detail"),
    path("samenvatting/", views.check_summary, name="check-summary"),
    path("beginnen/", views.check_start, name="check-start"),
    path("nieuwe-versie/", views.check_move, name="check-move"),
    path("voorwaarde/<slug:code>/", views.condition_detail, name="condition-detail"),
    path("vraag/<str:question>/", views.answer_save, name="answer-save"),
    path("vraag/<str:question>/bewijs/", views.evidence_add, name="evidence-add"),
    path("bewijs/<uuid:key>/", views.evidence_download, name="evidence-download"),
    path("bewijs/<uuid:key>/verwijderen/", views.evidence_remove, name="evidence-remove"),
    path("bewijs/<uuid:key>/terugzetten/", views.evidence_restore, name="evidence-restore"),
]

guide_urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.guide_detail, name="guide-detail"),
    path("versies/", views.version_list, name="version-list"),
]
