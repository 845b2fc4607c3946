"""The main job, walked in a real browser against the whole site: with the keyboard, and without JavaScript."""

import time

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.steps import Person, grave_faults

AREA = "/gebieden/landgoederen-brummen/"
REPORT_MS = 120_000  # a loaded machine makes a report in well under a minute
pytestmark = [pytest.mark.browser, pytest.mark.worker]


class Walk:
    """One walk through the site; looks at every page with axe on the way."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page: Page = person.page
        self.faults: list[str] = []

    def look(self) -> None:
        self.page.wait_for_load_state("networkidle")
        self.faults += grave_faults(self.page)

    def follow(self, selector: str, where: str) -> None:
        """Go to a link or button with Tab, press Enter, and arrive."""
        self.person.press(self.page.locator(selector).first)
        self.page.wait_for_url(where)
        self.look()


def test_coordinator_does_the_main_job_with_only_the_keyboard(person, tmp_path):
    walk = Walk(person)
    page = person.page
    person.log_in("coordinator")
    walk.look()

    walk.follow(f".programme a[href='{AREA}']", f"**{AREA}")
    walk.follow(f".tabs a[href='{AREA}leidraad/']", f"**{AREA}leidraad/")
    walk.follow("main a[href$='/leidraad/voorwaarde/samenwerking/']", "**/voorwaarde/samenwerking/")
    question = page.locator("article.card").first
    person.choose(question.locator("[name=value]"), "ja")
    saved = question.locator("[id$='-opgeslagen']")
    expect(saved).not_to_be_empty()
    person.write(question.locator("[name=explanation]"), "Vastgelegd in het gebiedsplan, met de kaart erbij.")
    with page.expect_response(lambda response: "/leidraad/vraag/" in response.url):
        person.press(question.locator("form .form-actions button").first)
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(question.locator("input[value=ja]")).to_be_checked()
    expect(question.locator("[name=explanation]")).to_have_value("Vastgelegd in het gebiedsplan, met de kaart erbij.")

    walk.follow(f".tabs a[href='{AREA}schakelbak/']", f"**{AREA}schakelbak/")
    walk.follow("main a[href*='/vragen/']", "**/schakelbak/*/vragen/*/")
    person.choose(page.locator("fieldset").first.locator("input[type=radio]"), None)
    expect(page.locator("#opgeslagen")).not_to_be_empty()
    with page.expect_navigation():
        person.press(page.locator("main form .form-actions button").first)
    walk.look()

    page.goto(AREA)
    walk.follow(f".tabs a[href='{AREA}rapporten/']", f"**{AREA}rapporten/")
    walk.follow("form[action*='/rapporten/leidraad/maken/'] button", "**/rapporten/opdracht/**")
    download = page.locator("#voortgang a[download]")
    expect(download).to_be_visible(timeout=REPORT_MS)
    walk.look()
    with page.expect_download() as found:
        person.press(download)
    found.value.save_as(tmp_path / "leidraad.pdf")
    reader = PdfReader(tmp_path / "leidraad.pdf")
    assert "Brummen" in reader.metadata.title
    assert len(reader.pages) > 5

    person.press(page.locator(".menu summary"))
    with page.expect_navigation():
        person.press(page.locator(".menu form button"))
    expect(page.locator(".site-header__login")).to_be_visible()
    assert walk.faults == []


def test_main_steps_work_without_javascript(browser, browser_context_args, site, tmp_path):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/account/inloggen/")
    page.fill("[name=login]", "coordinator@gebiedswijzer.example")
    page.fill("[name=password]", "gebiedswijzer-demo")
    page.click("main button[type=submit]")
    expect(page.locator(".menu__name")).to_be_visible()

    page.click(f".programme a[href='{AREA}']")
    page.click(f".tabs a[href='{AREA}leidraad/']")
    page.click("main a[href$='/leidraad/voorwaarde/uitvoering/']")
    question = page.locator("article.card").first
    question.locator("input[value=deels]").check()
    question.locator("[name=explanation]").fill("De provincie heeft de helft toegezegd.")
    question.locator("form .form-actions button").first.click()
    expect(question.locator("input[value=deels]")).to_be_checked()
    expect(question.locator("[name=explanation]")).to_have_value("De provincie heeft de helft toegezegd.")

    page.goto(f"{AREA}schakelbak/vragen/subject/")
    page.locator("fieldset").first.locator("input[type=radio]").last.check()
    page.locator("main form button").first.click()
    expect(page.locator("h1")).to_be_visible()

    page.goto(f"{AREA}rapporten/")
    page.click("form[action*='/rapporten/gebiedsrapport/maken/'] button")
    expect(page.locator("#voortgang")).to_be_visible()
    download = page.locator("#voortgang a[download]")
    deadline = time.monotonic() + REPORT_MS / 1000
    while not download.is_visible() and time.monotonic() < deadline:
        page.click("#voortgang a[href*='/rapporten/opdracht/']")  # look again
        page.wait_for_timeout(1000)
    expect(download).to_be_visible()
    with page.expect_download() as found:
        download.click()
    found.value.save_as(tmp_path / "rapport.pdf")
    assert len(PdfReader(tmp_path / "rapport.pdf").pages) > 3
    context.close()
