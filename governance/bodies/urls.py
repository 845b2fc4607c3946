"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from governance.bodies import views

app_name = "bodies"

_BASE = "gebieden/<slug:slug>/afspraken/overleg"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_BASE}/", views.model, name="model"),
    path(f"{_BASE}/begin/", views.model_start, name="model-start"),
    path(f"{_BASE}/nieuw/", views.body_create, name="body-create"),
    path(f"{_BASE}/<int:pk>/", views.body_edit, name="body-edit"),
    path(f"{_BASE}/<int:pk>/verwijderen/", views.body_delete, name="body-delete"),
    path(f"{_BASE}/<int:body>/leden/nieuw/", views.member_create, name="member-create"),
    path(f"{_BASE}/leden/<int:pk>/", views.member_edit, name="member-edit"),
    path(f"{_BASE}/leden/<int:pk>/verwijderen/", views.member_delete, name="member-delete"),
    path(f"{_BASE}/<int:body>/relaties/nieuw/", views.link_create, name="link-create"),
    path(f"{_BASE}/relaties/<int:pk>/verwijderen/", views.link_delete, name="link-delete"),
    path(f"{_BASE}/onderwerpen/nieuw/", views.topic_create, name="topic-create"),
    path(f"{_BASE}/onderwerpen/<int:pk>/", views.topic_edit, name="topic-edit"),
    path(f"{_BASE}/onderwerpen/<int:pk>/verwijderen/", views.topic_delete, name="topic-delete"),
]
