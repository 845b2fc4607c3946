"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from pilots.findings.views import evidence, invited, reading, writing

app_name = "findings"

ONE = "bevindingen/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("gebieden/<slug:slug>/bevindingen/", reading.finding_list, name="finding-list"),
    path("bevindingen/", reading.finding_programme, name="finding-programme"),
    path("bevindingen/export/<slug:kind>/", reading.finding_export, name="finding-export"),
    path("bevindingen/nieuw/", writing.finding_create, name="finding-create"),
    path("bevindingen/themas/", reading.theme_list, name="theme-list"),
    path("bevindingen/signalen/", reading.signal_list, name="signal-list"),
    path("bevindingen/voorwaarde/<slug:code>/", reading.condition_findings, name="condition-findings"),
    path("bevindingen/citaat/<int:pk>/", reading.excerpt_findings, name="excerpt-findings"),
    path(ONE, reading.finding_detail, name="finding-detail"),
    path(f"{ONE}wijzigen/", writing.finding_edit, name="finding-edit"),
    path(f"{ONE}status/", writing.finding_move, name="finding-move"),
    path(f"{ONE}bronnen/", evidence.evidence_add, name="evidence-add"),
    path(f"{ONE}bronnen/<int:evidence>/weghalen/", evidence.evidence_remove, name="evidence-remove"),
    path(f"{ONE}bronnen/<int:evidence>/terugzetten/", evidence.evidence_restore, name="evidence-restore"),
    path(f"{ONE}aanbevelingen/nieuw/", writing.recommendation_create, name="recommendation-create"),
    path(f"{ONE}aanbevelingen/<int:recommendation>/", writing.recommendation_edit, name="recommendation-edit"),
    path(
        f"{ONE}aanbevelingen/<int:recommendation>/<slug:to>/", writing.recommendation_move, name="recommendation-move"
    ),
    path("uitnodiging/<str:secret>/uitkomst/", invited.answer_outcome, name="answer-outcome"),
]
