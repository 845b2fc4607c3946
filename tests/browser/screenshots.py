"""Makes the pictures of the README: `make screenshots`. No test, so its name is not one."""

from pathlib import Path

import pytest

from tests.browser.steps import Person

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
PAGES = {
    "area": "/gebieden/landgoederen-brummen/",
    "check": "/gebieden/landgoederen-brummen/leidraad/",
    "gearbox": "/gebieden/landgoederen-brummen/schakelbak/",
    "toolbox": "/toolbox/",
}


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_picture(name, person: Person, page):
    page.set_viewport_size({"width": 1280, "height": 860})
    person.log_in("coordinator")
    page.goto(PAGES[name], wait_until="networkidle")
    IMAGES.mkdir(exist_ok=True)
    page.screenshot(path=IMAGES / f"{name}.png")
