"""What a person does in a browser, and what axe says about the page they see."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.site import PASSWORD, ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
GRAVE = {"serious", "critical"}
REPORT_MS = 120_000  # a worker that does much else
TABS = 250  # more than any page has controls


@dataclass
class Person:
    """Somebody at a keyboard."""

    page: Page

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus; fails when the keyboard cannot reach it."""
        expect(target).to_be_visible()
        for _ in range(TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Go to the target with Tab and press a key on it."""
        self.tab_to(target)
        self.page.keyboard.press(key)

    def write(self, target: Locator, text: str) -> None:
        """Go to the field with Tab and type."""
        self.tab_to(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, options: Locator, value: str | None) -> None:
        """Go to a group of radio buttons with Tab and choose with the arrow keys; without a value, another one."""
        for _ in range(TABS):
            if options.evaluate_all("all => all.includes(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        for _ in range(options.count()):
            self.page.keyboard.press("ArrowDown")
            if value is None or self.page.evaluate("document.activeElement.value") == value:
                break
        assert options.evaluate_all("all => all.includes(document.activeElement)"), "the keyboard does not reach it"
        assert value is None or self.page.evaluate("document.activeElement.value") == value

    def log_in(self, who: str) -> None:
        """Log in with the keyboard as one of the demo accounts."""
        self.page.goto("/account/inloggen/")
        self.write(self.page.locator("[name=login]"), f"{who}@gebiedswijzer.example")
        self.write(self.page.locator("[name=password]"), PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/inloggen/" not in url)


def publish_finding(page: Page, statement: str, theme: int | None = None) -> str:
    """On the page that makes a finding of a quote or an answer: write it, publish it, and return its address.

    theme: the place of its theme in the list, None for what the page proposes.
    """
    page.locator("[name=kind]").select_option("knelpunt")
    page.locator("[name=statement]").fill(statement)
    if theme is not None:
        page.locator("[name=themes]").select_option(index=theme)
    page.locator("main form button[type=submit]").last.click()
    page.locator("button[name=to][value=getoetst]").click()
    page.locator("button[name=to][value=gepubliceerd]").click()
    page.locator("main form:has(input[name=to][value=gepubliceerd]) button").click()
    expect(page.locator("button[name=to][value=ingetrokken]")).to_be_visible()
    expect(page.get_by_role("heading", name=statement)).to_be_visible()
    return page.url.partition("?")[0]


def words_of_report(page: Page, area: str, kind: str, folder: Path) -> str:
    """Have a report made as somebody who may, download it, and return its words. area: the address of the area."""
    page.goto(f"{area}rapporten/")
    page.locator(f"form[action*='/rapporten/{kind}/maken/'] button").click()
    download = page.locator("#voortgang a[download]")
    expect(download).to_be_visible(timeout=REPORT_MS)
    with page.expect_download() as found:
        download.click()
    found.value.save_as(folder / f"{kind}.pdf")
    leaves = PdfReader(folder / f"{kind}.pdf").pages
    return " ".join(" ".join(leaf.extract_text().split()) for leaf in leaves)


def grave_faults(page: Page) -> list[str]:
    """Return what axe calls serious or critical on this page."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{page.url}: {fault['id']} ({fault['impact']}): {fault['help']}: {node['target']} {node['html'][:200]}"
        for fault in result["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def is_wider_than_screen(page: Page) -> bool:
    """Say whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def picture(page: Page, path: Path, *, full: bool = False) -> None:
    """Keep what the page looks like."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=full, animations="disabled")
