"""Rules of conduct in the Django admin: to look something up. Areas change their list on their own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from governance.conduct.models import ConductPack, ConductVersion, Rule


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Rule)
class RuleAdmin(ReadOnlyAdmin):
    list_display = ["area", "place", "title", "theme", "removed_at"]
    list_select_related = ["area"]


@admin.register(ConductVersion)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ["area", "number", "review_on", "made_at"]
    list_select_related = ["area"]


admin.site.register(ConductPack, ReadOnlyAdmin)
