"""Every address of the site, room by room. Paths are Dutch and stable, their names English."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("reports.urls")),
    path("account/", include("accounts.urls")),
    path("gebieden/", include("pilots.areas.urls")),
    path("gebieden/<slug:slug>/leidraad/", include("governance.leidraad.urls")),
    path("gebieden/<slug:slug>/schakelbak/", include("typology.urls")),
    path("toolbox/", include("toolbox.urls")),
    path("beheer/", admin.site.urls),
]
