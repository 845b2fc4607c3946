"""Every address of the site, room by room. Paths are Dutch and stable, their names English."""

from django.contrib import admin
from django.urls import include, path

import accounts.views
from config import health, public
from governance.leidraad.urls import guide_urlpatterns

urlpatterns = [
    path("gezond/", health.live, name="health-live"),
    path("gereed/", health.ready, name="health-ready"),
    path("robots.txt", public.robots, name="robots"),
    path("favicon.ico", public.favicon, name="favicon"),
    path(".well-known/security.txt", public.security, name="security"),
    path("", include("reports.urls")),
    path("taal/", accounts.views.language, name="set_language"),
    path("mijn-taken/", accounts.views.task_list, name="task-list"),
    path("mijn-taken/kort/", accounts.views.task_short, name="task-short"),
    path("account/", include("accounts.urls")),
    path("gebieden/", include("pilots.areas.urls")),
    path("", include("pilots.stakeholders.urls")),
    path("", include("pilots.goals.urls")),
    path("", include("pilots.codebook.urls")),
    path("", include("pilots.intake.urls")),
    path("", include("pilots.interviews.urls")),
    path("", include("pilots.findings.urls")),
    path("gebieden/<slug:slug>/leidraad/", include("governance.leidraad.urls")),
    path("leidraad/", include((guide_urlpatterns, "guide"))),
    path("", include("typology.gearbox.urls")),
    path("", include("typology.workshop.urls")),
    path("", include("governance.instruments.urls")),
    path("", include("governance.signing.urls")),
    path("", include("governance.comments.urls")),
    path("", include("governance.bodies.urls")),
    path("", include("governance.conduct.urls")),
    path("", include("governance.agreements.urls")),
    path("", include("governance.expectations.urls")),
    path("", include("governance.pulse.urls")),
    path("toolbox/", include("toolbox.urls")),
    path("beheer/", admin.site.urls),
]
