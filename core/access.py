"""Who may open which address: each view says so itself, and the table in docs/permissions.md is made from that.

    @opens("areas.view_pilotarea")
    def area_detail(request: Request, slug: str) -> HttpResponse:

The mark changes nothing about what a view does: its door still asks for the permission. A test fails when a view has no
mark, when its mark is an unknown permission, or when it asks a login although everybody may come in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver, get_resolver
from rules.permissions import permissions

View = TypeVar("View", bound=Callable[..., Any])

EVERYBODY = "everybody"  # the view is marked login_not_required too
ACCOUNT = "account"  # whoever is logged in, for what is their own or shared by all
ADMIN = "admin"  # the Django admin: staff with the role admin

WORDS = {
    EVERYBODY: "everybody",
    ACCOUNT: "everybody with an account",
    ADMIN: "role admin with *may open the Django admin*",
}
# Views of others cannot carry our mark: the package of the view decides.
THIRD_PARTY = {
    "django.views.i18n": EVERYBODY,
    "health_check": EVERYBODY,
    "allauth": ACCOUNT,
}


def opens(who: str) -> Callable[[View], View]:
    """Mark a view with who may open it: EVERYBODY, ACCOUNT or the name of a permission ("areas.view_pilotarea")."""

    def mark(view: View) -> View:
        view.opens = who  # type: ignore[attr-defined]  # a mark on a function
        return view

    return mark


@dataclass(frozen=True)
class Address:
    """One address of the site. who: a word of `WORDS`, the name of a permission, or "" when its view has no mark."""

    path: str
    name: str
    needs_login: bool
    who: str

    @property
    def fault(self) -> str:
        """Say what is wrong with the mark, or "" when it is fine."""
        if not self.who:
            return f"{self.path} ({self.name}) has no mark: put @opens(...) of core.access on its view."
        if self.who not in WORDS and self.who not in permissions:
            return f"{self.path} ({self.name}) names the unknown permission {self.who}."
        if self.needs_login and self.who == EVERYBODY:
            return f"{self.path} ({self.name}) is open to everybody but its view is not @login_not_required."
        return ""

    @property
    def answer(self) -> str:
        """Say who may open it, for the table: a permission with the predicates behind it."""
        if self.who in permissions:
            return f"`{self.who}`: {str(permissions[self.who]).strip('()')}"
        return WORDS.get(self.who, self.who)


def addresses() -> list[Address]:
    """List every address of the site in the order of the URL configuration; the Django admin is one address."""
    found = list(_walk(get_resolver().url_patterns, "/", ""))
    admin = next((address.path for address in found if address.who == ADMIN), None)
    return [address for address in found if address.who != ADMIN or address.path == admin]


def _walk(patterns: list[Any], path: str, namespace: str) -> Iterator[Address]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, path + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            yield _address(entry, path + str(entry.pattern), namespace)


def _address(entry: URLPattern, path: str, namespace: str) -> Address:
    needs_login = getattr(entry.callback, "login_required", True)
    who = getattr(entry.callback, "opens", "") or _who_of_third_party(entry.callback, needs_login)
    if namespace == "admin:":
        who = ADMIN
    return Address(path, f"{namespace}{entry.name or ''}", needs_login, who)


def _who_of_third_party(view: Callable[..., Any], needs_login: bool) -> str:
    package = next((name for name in THIRD_PARTY if view.__module__.startswith(f"{name}.")), "")
    if package == "allauth" and not needs_login:
        return EVERYBODY
    return THIRD_PARTY.get(package, "")


def table() -> str:
    """Return the table of docs/permissions.md."""
    rows = [f"| `{entry.path}` | {'yes' if entry.needs_login else 'no'} | {entry.answer} |" for entry in addresses()]
    return "\n".join(["| address | login | who may open it |", "|---|---|---|", *rows]) + "\n"
