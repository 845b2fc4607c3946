"""The typology in the Django admin: to look something up; versions are loaded, never typed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from typology.gearbox.models import Collaboration, TypologyVersion


class ReadOnly(admin.ModelAdmin):
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(TypologyVersion)
class TypologyVersionAdmin(ReadOnly):
    list_display = ["pack", "version", "status", "loaded_at", "loaded_by"]


@admin.register(Collaboration)
class CollaborationAdmin(ReadOnly):
    list_display = ["area", "version", "updated_at", "updated_by"]
