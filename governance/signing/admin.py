"""Signing in the Django admin: to look something up. Nothing of it is added, changed or removed here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from governance.signing.models import Chain, Delegation, Mandate, Signature, Signer


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Signature)
class SignatureAdmin(ReadOnlyAdmin):
    list_display = ["area", "number", "title", "decision", "name", "function", "signed_at"]
    list_filter = ["decision", "kind"]
    search_fields = ["title", "name", "sha256"]


@admin.register(Mandate)
class MandateAdmin(ReadOnlyAdmin):
    list_display = ["name", "function", "area", "province", "starts_on", "ends_on"]


@admin.register(Signer)
class SignerAdmin(ReadOnlyAdmin):
    list_display = ["area", "kind", "code", "mandate", "place", "asked_at", "withdrawn_at"]
    list_select_related = ["area", "mandate"]


admin.site.register([Chain, Delegation], ReadOnlyAdmin)
