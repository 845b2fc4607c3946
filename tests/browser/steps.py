"""What a person does in a browser, and what axe says about the page they see."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.site import PASSWORD, ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
GRAVE = {"serious", "critical"}
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
