"""Addresses of this room. Those of somebody with a code name no area, and stay out of the access log."""

from django.urls import URLPattern, URLResolver, path

from governance.pulse import views

app_name = "pulse"

_BASE = "gebieden/<slug:slug>/afspraken/vertrouwen"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_BASE}/", views.pulse, name="pulse"),
    path(f"{_BASE}/nieuw/", views.round_create, name="round-create"),
    path(f"{_BASE}/<int:pk>/codes/", views.codes, name="codes"),
    path(f"{_BASE}/<int:pk>/sluiten/", views.round_close, name="round-close"),
    path(f"{_BASE}/<int:pk>/gedaan/", views.follow_up, name="follow-up"),
    path("vertrouwenspuls/", views.code, name="code"),
    path("vertrouwenspuls/dank/", views.thanks, name="thanks"),
    path("vertrouwenspuls/<uuid:key>/<str:ticket>/", views.ballot, name="ballot"),
]
