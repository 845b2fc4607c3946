"""The codebook in the Django admin: to look something up; versions are loaded, never typed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from pilots.codebook.models import Codebook


@admin.register(Codebook)
class CodebookAdmin(admin.ModelAdmin):
    list_display = ["pack", "version", "status", "loaded_at", "loaded_by"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
