"""The toolbox in the Django admin: to look something up, not to go around the curators."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from toolbox.models import Practice


@admin.register(Practice)
class PracticeAdmin(admin.ModelAdmin):
    list_display = ["title", "kind", "state", "submitted_by", "reviewed_by", "reviewed_on"]
    list_filter = ["state", "kind"]
    search_fields = ["title", "summary"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
