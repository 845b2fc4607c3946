import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from tests.accounts.people import ENGLISH, LOGIN, is_logged_in

LOGIN_SSO = "/account/sso/sso/inloggen/"


class Provider(BaseHTTPRequestHandler):
    """An identity provider that answers like a real one, on this machine."""

    person = {"sub": "42", "email": "nieuw@example.nl", "email_verified": True, "name": "Noor Nieuw"}

    def do_GET(self):
        base = f"http://127.0.0.1:{self.server.server_port}"
        if self.path == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
            return self._answer({"issuer": base} | {name: f"{base}/{path}" for name, path in names.items()})
        return self._answer(self.person)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "token", "token_type": "Bearer"})

    def _answer(self, data):
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Keep the test output quiet."""


@pytest.fixture
def provider(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    configure(settings, f"http://127.0.0.1:{server.server_port}")
    yield server
    server.shutdown()
    server.server_close()


def configure(settings, address):
    app = {
        "provider_id": "sso",
        "name": "Provincie Gelderland",
        "client_id": "client",
        "secret": "secret",
        "settings": {"server_url": address},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def come_back(client):
    """Walk to the provider and come back with its answer."""
    asked = parse_qs(urlsplit(client.post(LOGIN_SSO).url).query)
    return client.get("/account/sso/sso/terug/", {"code": "code", "state": asked["state"][0]})


def test_button_is_absent_without_a_provider(client, db):
    assert "sso" not in client.get(LOGIN).content.decode()
    assert client.post(LOGIN_SSO).status_code == 404


def test_button_leads_to_the_provider_with_state_and_proof_key(client, db, provider):
    page = client.get(LOGIN, **ENGLISH).content.decode()
    response = client.post(LOGIN_SSO)

    target = urlsplit(response.url)
    asked = parse_qs(target.query)
    assert "Log in with Provincie Gelderland" in page
    assert response.status_code == 302
    assert (target.netloc, target.path) == (f"127.0.0.1:{provider.server_port}", "/authorize")
    assert asked["client_id"] == ["client"]
    assert asked["redirect_uri"] == ["http://testserver/account/sso/sso/terug/"]
    assert asked["response_type"] == ["code"]
    assert set(asked["scope"][0].split()) >= {"openid", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]


def test_button_with_get_asks_first(client, db, provider):
    response = client.get(LOGIN_SSO)

    assert response.status_code == 200
    assert "Provincie Gelderland" in response.content.decode()


def test_unknown_person_gets_an_account_as_stakeholder(client, db, provider):
    come_back(client)

    user = User.objects.get()
    assert is_logged_in(client)
    assert (user.email, user.name, user.role) == ("nieuw@example.nl", "Noor Nieuw", Role.STAKEHOLDER)
    assert not user.has_usable_password()
    assert not user.is_staff


def test_known_person_is_the_account_with_that_address(client, officer, provider, monkeypatch):
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    monkeypatch.setattr(Provider, "person", Provider.person | {"email": officer.email})

    come_back(client)
    page = client.get(reverse("socialaccount_connections"))

    assert client.session["_auth_user_id"] == str(officer.pk)
    assert page.status_code == 200
    assert officer.socialaccount_set.count() == 1


def test_address_the_provider_does_not_vouch_for_is_no_way_in(client, officer, provider, monkeypatch):
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    monkeypatch.setattr(Provider, "person", Provider.person | {"email": officer.email, "email_verified": False})

    response = come_back(client)

    assert not is_logged_in(client)
    assert client.get(response.url).status_code == 200


def test_answer_without_our_state_is_refused(client, db, provider):
    client.post(LOGIN_SSO)

    response = client.get("/account/sso/sso/terug/", {"code": "code", "state": "forged"}, **ENGLISH)

    assert not is_logged_in(client)
    assert "Logging in did not work" in response.content.decode()


def test_person_who_stops_at_the_provider_is_told_so(client, db, provider):
    asked = parse_qs(urlsplit(client.post(LOGIN_SSO).url).query)

    response = client.get(
        "/account/sso/sso/terug/", {"error": "access_denied", "state": asked["state"][0]}, follow=True, **ENGLISH
    )

    assert "You have not logged in" in response.content.decode()


def test_provider_that_does_not_answer_gives_a_page_not_an_error(client, db, settings):
    configure(settings, "http://127.0.0.1:1")

    response = client.post(LOGIN_SSO, **ENGLISH)

    assert response.status_code == 502
    assert "Logging in did not work" in response.content.decode()


def test_person_without_address_fills_it_in_and_confirms_it(client, db, provider, monkeypatch):
    monkeypatch.setattr(Provider, "person", {"sub": "43", "name": "Noor Nieuw"})

    asked = come_back(client)
    page = client.get(asked.url)
    sent = client.post(asked.url, {"email": "noor@example.nl"})

    assert asked.url == reverse("socialaccount_signup")
    assert page.status_code == 200
    assert sent.url == reverse("account_email_verification_sent")
    assert not is_logged_in(client)


def test_curator_who_comes_by_single_sign_on_still_needs_a_second_step(client, curator, provider, monkeypatch):
    EmailAddress.objects.create(user=curator, email=curator.email, verified=True, primary=True)
    monkeypatch.setattr(Provider, "person", Provider.person | {"email": curator.email})

    come_back(client)

    assert client.get("/account/").url == reverse("mfa_index")
