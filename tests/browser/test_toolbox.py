"""The toolbox in a real browser: filters without a new page, and the same without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import grave_faults

pytestmark = pytest.mark.browser


def test_facet_narrows_the_list_and_stands_in_the_address(page):
    page.goto("/toolbox/")
    before = int(page.locator("#resultaten").inner_text().split()[0])

    page.locator("#facet-gears summary").click()
    page.locator("#id_gears_R").check()

    expect(page).to_have_url(re.compile("gears=R"))
    expect(page.locator("#id_gears_R")).to_be_focused()
    after = int(page.locator("#resultaten").inner_text().split()[0])
    assert 0 < after < before
    assert grave_faults(page) == []


def test_mistyped_word_is_mended_from_the_keyboard(page):
    page.goto("/toolbox/")

    page.locator("#id_q").fill("kavelriul")
    page.keyboard.press("Enter")

    expect(page.locator(".utrecht-alert strong")).to_have_text("kavelruil")
    expect(page.locator(".card h3").first).to_contain_text("kavelruil", ignore_case=True)


def test_search_and_facet_work_without_javascript(browser, browser_context_args):
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/toolbox/")
        page.locator("#facet-gears summary").click()
        page.locator("#id_gears_R").check()
        page.locator("#id_q").fill("regie")
        page.locator("#id_search").click()

        expect(page).to_have_url(re.compile("q=regie.*gears=R"))
