"""Account pages as a person meets them: with a passkey of a virtual device, with the keyboard, and checked by axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.site import PASSWORD
from tests.browser.steps import grave_faults, is_wider_than_screen

pytestmark = pytest.mark.browser
OUTSIDE = ["inloggen/", "inloggen/code/", "wachtwoord/vergeten/", "wachtwoord/vergeten/verstuurd/", "aanmelden/"]
INSIDE = ["", "e-mail/", "wachtwoord/wijzigen/", "tweede-stap/", "tweede-stap/passkeys/", "sessies/", "uitloggen/"]
PROTECTED = ["tweede-stap/app/", "tweede-stap/passkeys/nieuw/"]


@pytest.fixture
def passkey_device(context, page):
    """A device with a fingerprint reader that always says yes."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def confirm(page):
    page.locator("main [name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/bevestigen/" not in url)


def test_passkey_is_added_and_then_logs_in_without_a_password(page, person, passkey_device):
    person.log_in("nieuw")
    page.goto("/account/tweede-stap/passkeys/nieuw/")
    confirm(page)
    page.locator("[name=passwordless]").check()
    person.press(page.locator("#mfa_webauthn_add"))
    page.wait_for_url("**/tweede-stap/herstelcodes/")
    page.context.clear_cookies()

    page.goto("/account/inloggen/")
    person.press(page.locator("#passkey_login"))

    page.wait_for_url(lambda url: "/inloggen/" not in url)
    page.goto("/account/")
    expect(page.locator("[name=name]")).to_have_value("Nina Nieuw")


def test_passkey_that_is_not_there_says_so_on_the_page(page, person, passkey_device):
    page.goto("/account/inloggen/")
    expect(page.locator("#passkey-error")).to_be_hidden()

    person.press(page.locator("#passkey_login"))

    expect(page.locator("#passkey-error")).to_be_visible()


@pytest.mark.parametrize("path", OUTSIDE)
def test_page_logged_out_has_no_grave_faults_and_fits_a_phone(page, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/account/{path}")

    assert grave_faults(page) == []
    assert not is_wider_than_screen(page)


def test_pages_logged_in_have_no_grave_faults_and_fit_a_phone(page, person):
    person.log_in("medewerker")
    page.set_viewport_size({"width": 360, "height": 740})
    faults, wide = [], []
    for path in [*INSIDE, *PROTECTED]:
        page.goto(f"/account/{path}")
        if "/bevestigen/" in page.url:
            faults += grave_faults(page)
            confirm(page)
        faults += grave_faults(page)
        wide += [page.url] if is_wider_than_screen(page) else []

    assert faults == []
    assert wide == []


def test_page_without_javascript_lets_in(browser, site):
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/inloggen/?next=/account/")
    page.locator("[name=login]").fill("bestuurder@gebiedswijzer.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()

    expect(page.locator("[name=name]")).to_have_value("Bas van Rijn")
    context.close()
