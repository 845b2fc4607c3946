"""Every page that each role can reach by following links: it opens, fits a telephone, and axe finds nothing grave."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser.steps import Person, grave_faults, is_wider_than_screen

ROLES = ["", "coordinator", "medewerker", "redacteur", "belanghebbende", "bestuurder", "ambassadeur", "beheerder"]
SIZES = [(1280, 900), (360, 780)]
NOT_A_PAGE = {"report-download", "evidence-download", "recovery-codes-download", "mfa_download_recovery_codes"}
pytestmark = pytest.mark.browser


def pages_by_links(page: Page) -> Iterator[str]:
    """Follow links from the front page; of the pages behind one address name only the first is opened."""
    waiting, names = ["/"], set()
    while waiting:
        address = waiting.pop(0)
        try:
            name = resolve(urlsplit(address).path).view_name
        except Resolver404:
            continue
        if name in names or name.startswith("admin:") or name.rpartition(":")[2] in NOT_A_PAGE:
            continue
        names.add(name)
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, f"{address}: {response.status}"
        if "text/html" not in response.headers["content-type"]:
            continue
        yield name
        links = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.getAttribute('href'))")
        waiting += [link for link in links if link.startswith("/")]


@pytest.fixture(scope="session")
def seen() -> set[str]:
    """Pages that were looked at before, in this or another role."""
    return set()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_fits_and_is_accessible(person: Person, role, seen):
    page = person.page
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    if role:
        person.log_in(role)
    faults = []
    for name in pages_by_links(page):
        if name in seen and role != "coordinator":
            continue
        seen.add(name)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_load_state("networkidle")
            faults += grave_faults(page)
            if is_wider_than_screen(page):
                faults.append(f"{page.url} is wider than {width} pixels")
        page.set_viewport_size({"width": 1280, "height": 900})

    assert faults == []
    assert errors == []
