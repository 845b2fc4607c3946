"""Report jobs and versions for admins, to look at."""

from django.contrib import admin
from django.http import HttpRequest

from reports.models import Report, ReportJob


class ReadOnly(admin.ModelAdmin):
    """Shows rows; the site makes them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Report)
class ReportAdmin(ReadOnly):
    list_display = ["area", "kind", "version", "made_by", "made_at", "pages", "size"]
    list_filter = ["kind"]


@admin.register(ReportJob)
class ReportJobAdmin(ReadOnly):
    list_display = ["area", "kind", "state", "step", "attempts", "requested_by", "created_at", "finished_at"]
    list_filter = ["state", "kind"]
