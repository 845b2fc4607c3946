"""Every page that each role can reach by following links: it opens, fits a telephone, and axe finds nothing grave.

Links are followed over plain HTTP; a page is drawn and looked at once, for the role that comes to it first. All pages
share their frame, so axe looks at each of them on a telephone, where tables scroll and menus fold, and on a wide screen
at one page of every layout.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser.steps import Person, grave_faults, is_wider_than_screen

ROLES = ["coordinator", "", "medewerker", "redacteur", "belanghebbende", "bestuurder", "ambassadeur", "beheerder"]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
LAYOUTS = {"reports:home", "areas:area-list", "areas:area-detail", "leidraad:check-detail", "toolbox:practice-list"}
NOT_A_PAGE = {"report-download", "evidence-download", "recovery-codes-download", "mfa_download_recovery_codes"}
LINK = re.compile(r"""(?:<a\b(?![^>]*\sdownload)[^>]*?\shref|\shx-get)="(/[^"]*)\"""")
SETTLED = "document.readyState === 'complete' && !document.querySelector('.htmx-request')"
pytestmark = pytest.mark.browser


def pages_by_links(page: Page) -> Iterator[tuple[str, str]]:
    """Follow links from the front page; of the pages behind one name only the first is opened. Gives name, address."""
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
        response = page.request.get(address)
        assert response.status == 200, f"{address}: {response.status}"
        if "text/html" not in response.headers["content-type"]:
            continue
        text = response.text()
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(text)]
        if "</html>" in text:  # or it is a part that a page fetches
            yield name, address


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory) -> Path:
    """A folder with one file per page that was looked at, shared by all processes that run tests."""
    folder = tmp_path_factory.getbasetemp().parent / "looked-at"
    folder.mkdir(exist_ok=True)
    return folder


def is_first(folder: Path, name: str) -> bool:
    """Claim a page; says whether nobody did before."""
    try:
        (folder / name.replace(":", "-")).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_fits_and_is_accessible(person: Person, role, looked_at):
    page = person.page
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    if role:
        person.log_in(role)
    faults = []
    for name, address in pages_by_links(page):
        if not is_first(looked_at, name):
            continue
        page.set_viewport_size(PHONE)
        page.goto(address)
        page.wait_for_function(SETTLED)
        faults += grave_faults(page)
        if is_wider_than_screen(page):
            faults.append(f"{page.url} is wider than {PHONE['width']} pixels")
        if name in LAYOUTS:
            page.set_viewport_size(DESKTOP)
            faults += grave_faults(page)

    assert faults == []
    assert errors == []
