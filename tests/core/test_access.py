import io

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from core import access
from core.access import ACCOUNT, ADMIN, EVERYBODY, opens


def page(request, **kwargs):
    return HttpResponse("page")


class Faulty:
    """A site whose views forget to say who may open them, or say something that is not so."""

    inner = [path("x/", login_not_required(opens(EVERYBODY)(lambda request: page(request))))]
    urlpatterns = [
        path("fine/", opens(ACCOUNT)(lambda request: page(request)), name="fine"),
        path("unmarked/", page, name="unmarked"),
        path("unknown/", opens("areas.fly_pilotarea")(lambda request: page(request)), name="unknown"),
        path("closed/", opens(EVERYBODY)(lambda request: page(request)), name="closed"),
        path("open/", include((inner, "inner"))),
    ]


def test_every_address_of_the_site_says_who_may_open_it():
    faults = [address.fault for address in access.addresses() if address.fault]

    assert faults == []


def test_table_in_the_docs_is_up_to_date():
    file = settings.BASE_DIR / "docs" / "permissions.md"

    assert file.read_text().endswith(access.table()), "Run manage.py url_access and commit docs/permissions.md."


@override_settings(ROOT_URLCONF=Faulty)
def test_faults_say_what_to_mend():
    faults = {address.path: address.fault for address in access.addresses()}

    assert faults["/fine/"] == faults["/open/x/"] == ""
    assert "put @opens" in faults["/unmarked/"]
    assert "areas.fly_pilotarea" in faults["/unknown/"]
    assert "login_not_required" in faults["/closed/"]


@override_settings(ROOT_URLCONF=Faulty)
def test_command_refuses_a_site_with_faults():
    with pytest.raises(CommandError, match="unmarked"):
        call_command("url_access", "--check", stdout=io.StringIO())


def test_command_check_is_content_when_the_file_is_up_to_date():
    call_command("url_access", "--check", stdout=io.StringIO())


def test_table_names_the_predicates_behind_a_permission_and_the_admin_once():
    table = access.table()

    assert [address.path for address in access.addresses() if address.who == ADMIN] == ["/beheer/"]
    assert "| `/account/inloggen/` | no | everybody |" in table
    assert "| `/account/` | yes | everybody with an account |" in table


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in access.addresses() if a.needs_login], ids=lambda address: address.path)
def test_anonymous_is_sent_to_the_login_everywhere(client, address):
    response = client.get(_fill_in(address.path), follow=True)

    assert response.redirect_chain[-1][0].startswith("/account/inloggen/?next=")


def _fill_in(template: str) -> str:
    values = {"slug": "x", "int": "1", "uuid": "6f1c1cf4-9ff5-4a5e-9d4c-1a1b9be2b1a0", "str": "x", "path": "x"}
    parts = template.split("<")
    return parts[0] + "".join(_value(part, values) for part in parts[1:])


def _value(part: str, values: dict[str, str]) -> str:
    converter, rest = part.split(">", 1)
    return values[converter.split(":")[0] if ":" in converter else "str"] + rest
