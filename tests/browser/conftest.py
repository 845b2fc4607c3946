"""One browser and one running site for all browser tests."""

import os
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site, running_site
from tests.browser.steps import Person

expect.set_options(timeout=30_000)  # a machine that does much else

LOCALE = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    found = {"executable_path": program} if program else {}
    return {**browser_type_launch_args, **found, "args": [*quiet, "--disable-dev-shm-usage", "--no-first-run"]}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    with running_site(tmp_path_factory.mktemp("site"), os.environ.get("PYTEST_XDIST_WORKER", "alone")) as site:
        yield site


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, site):
    """Axe is put into the page by the test, which the site's own policy rightly forbids."""
    return {**browser_context_args, **LOCALE, "base_url": site.address, "bypass_csp": True}


@pytest.fixture
def person(page) -> Person:
    page.set_default_timeout(60_000)  # a machine that does much else
    return Person(page)


@pytest.fixture(autouse=True)
def only_this_site(context, site):
    """No request leaves the machine, background map tiles included."""
    context.route(lambda url: not url.startswith(site.address), lambda route: route.abort())
