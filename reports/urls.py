"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from reports import guides, home, views

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("over/", home.about, name="about"),
    path("toegankelijkheid/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
    path("leidraad/pdf/", guides.guide_list, name="guide-list"),
    path("leidraad/pdf/maken/", guides.guide_create, name="guide-create"),
    path("leidraad/pdf/v<int:version>/", guides.guide_download, name="guide-download"),
    path("leidraad/pdf/opdracht/<uuid:key>/", guides.guide_job_detail, name="guide-job-detail"),
    path("leidraad/pdf/opdracht/<uuid:key>/annuleren/", guides.guide_job_cancel, name="guide-job-cancel"),
    path("leidraad/pdf/opdracht/<uuid:key>/opnieuw/", guides.guide_job_retry, name="guide-job-retry"),
    path("gebieden/<slug:slug>/rapporten/", views.report_list, name="report-list"),
    path("gebieden/<slug:slug>/rapporten/<slug:kind>/maken/", views.job_create, name="job-create"),
    path("gebieden/<slug:slug>/rapporten/<slug:kind>/v<int:version>/", views.report_download, name="report-download"),
    path("gebieden/<slug:slug>/rapporten/opdracht/<uuid:key>/", views.job_detail, name="job-detail"),
    path("gebieden/<slug:slug>/rapporten/opdracht/<uuid:key>/annuleren/", views.job_cancel, name="job-cancel"),
    path("gebieden/<slug:slug>/rapporten/opdracht/<uuid:key>/opnieuw/", views.job_retry, name="job-retry"),
]
