"""Addresses of the rules of conduct of an area."""

from django.urls import URLPattern, URLResolver, path

from governance.conduct.views import rules, versions

app_name = "conduct"
HOME = "gebieden/<slug:slug>/afspraken/gedragsregels/"
VERSION = f"{HOME}versies/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(HOME, rules.rule_list, name="rules"),
    path(f"{HOME}kiezen/", rules.rule_pick, name="rule-pick"),
    path(f"{HOME}beginnen/", rules.start_set, name="start-set"),
    path(f"{HOME}nieuw/", rules.rule_add, name="rule-add"),
    path(f"{HOME}<int:pk>/wijzigen/", rules.rule_edit, name="rule-edit"),
    path(f"{HOME}<int:pk>/verplaatsen/", rules.rule_move, name="rule-move"),
    path(f"{HOME}<int:pk>/weghalen/", rules.rule_delete, name="rule-delete"),
    path(f"{HOME}<int:pk>/terugzetten/", rules.rule_restore, name="rule-restore"),
    path(f"{HOME}vastleggen/", versions.freeze, name="freeze"),
    path(VERSION, versions.version_detail, name="version-detail"),
    path(f"{VERSION}afdrukken/", versions.version_print, name="version-print"),
    path(f"{VERSION}vragen/", versions.ask, name="ask"),
    path(f"{VERSION}verschil/<int:other>/", versions.difference, name="difference"),
]
