"""The Django admin: accounts and outgoing mail. One gets in through the login of the site, with its second step."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.models import OutgoingMail, User
from accounts.rules import is_admin


@login_not_required
def login(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Send whoever is logged out to the login of the site; for anybody else there is nothing here."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next", resolve_url("admin:index")), resolve_url("account_login"))


def has_permission(request: HttpRequest) -> bool:
    """Open the Django admin to active staff with the role admin."""
    user = request.user
    return user.is_authenticated and user.is_active and user.is_staff and (user.is_superuser or is_admin(user))


def password_change(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Send to the page of the site, which also says by mail that the password was changed."""
    return redirect("account_change_password")


# On the one site that Django and every room register with: a site of our own would have to be named by all of them.
admin.site.has_permission = has_permission  # type: ignore[method-assign]
admin.site.login = login  # type: ignore[method-assign]
admin.site.password_change = password_change  # type: ignore[assignment, method-assign]
admin.site.site_header = admin.site.site_title = "Gebiedswijzer"
admin.site.unregister(Group)  # roles and rules decide, not groups


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Makes accounts and gives roles; nobody but its owner sets a password."""

    list_display = ["name", "email", "role", "province", "is_active", "last_login"]
    list_filter = ["role", "province", "is_active"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "role", "province", "language", "is_active", "is_staff", "last_login", "joined_at"]
    readonly_fields = ["last_login", "joined_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """An address is changed by its owner, who confirms the new one."""
        return [*self.readonly_fields, "email"] if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        if not change:
            obj.email = obj.email.lower()
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change and isinstance(request.user, User):
            actions.welcome(user=obj, by=request.user)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Switch an account off instead: what it did keeps its name."""
        return False


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    """Shows what went out and what waits; the text of a message is nobody's business."""

    list_display = ["subject", "receivers", "state", "attempts", "created_at", "sent_at"]
    list_filter = ["state"]
    fields = ["subject", "receivers", "state", "attempts", "try_at", "last_error", "created_at", "sent_at"]
    readonly_fields = ["receivers"]

    @admin.display(description=_("To"))
    def receivers(self, mail: OutgoingMail) -> str:
        return ", ".join([*mail.to, *mail.cc, *mail.bcc])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        return False
