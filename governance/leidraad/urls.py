"""Addresses of this room: those of an area, and those of the guide itself."""

from django.urls import URLPattern, URLResolver, path

from governance.leidraad.views import (
    assigning,
    checks,
    conditions,
    deviations,
    evidence,
    guides,
    phases,
    reviews,
    versions,
)

app_name = "leidraad"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", checks.check_detail, name="check-detail"),
    path("samenvatting/", checks.check_summary, name="check-summary"),
    path("beginnen/", checks.check_start, name="check-start"),
    path("nieuwe-versie/", checks.check_move, name="check-move"),
    path("fase/", phases.phase_move, name="phase-move"),
    path("voorwaarde/<slug:code>/", conditions.condition_detail, name="condition-detail"),
    path("bewust-starten/", deviations.deviation_list, name="deviation-list"),
    path("bewust-starten/besluit/", deviations.deviation_create, name="deviation-create"),
    path("bewust-starten/<int:pk>/beeindigen/", deviations.deviation_end, name="deviation-end"),
    path("toewijzen/", assigning.assign, name="assign"),
    path("vraag/<str:question>/tonen/", reviews.question_find, name="question-find"),
    path("vraag/<str:question>/beoordelen/", reviews.review_save, name="review-save"),
    path("vraag/<str:question>/beoordelaar/", reviews.review_ask, name="review-ask"),
    path("vraag/<str:question>/", conditions.answer_save, name="answer-save"),
    path("vraag/<str:question>/bewijs/", evidence.evidence_add, name="evidence-add"),
    path("bewijs/<uuid:key>/", evidence.evidence_download, name="evidence-download"),
    path("bewijs/<uuid:key>/verwijderen/", evidence.evidence_remove, name="evidence-remove"),
    path("bewijs/<uuid:key>/terugzetten/", evidence.evidence_restore, name="evidence-restore"),
]

guide_urlpatterns: list[URLPattern | URLResolver] = [
    path("", guides.guide_detail, name="guide-detail"),
    path("versies/", versions.version_list, name="version-list"),
    path("versies/verschil/", versions.version_difference, name="version-difference"),
    path("versies/<str:version>/", versions.version_detail, name="version-detail"),
    path("versies/<str:version>/besluit/", versions.version_decide, name="version-decide"),
]
