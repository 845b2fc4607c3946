"""What only a browser shows of the guide: saving while one types, two people at one answer, and a lost session."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import Person

pytestmark = pytest.mark.browser
PAGE = "/gebieden/landgoederen-brummen/leidraad/voorwaarde/samenwerking/"


def test_answer_is_saved_while_one_types_and_a_colleague_is_warned(person, browser, browser_context_args):
    person.log_in("coordinator")
    person.page.goto(PAGE)
    context = browser.new_context(**browser_context_args)
    colleague = Person(context.new_page())
    colleague.log_in("medewerker")
    colleague.page.goto(PAGE)
    mine, theirs = (one.page.locator("#vraag-6-5") for one in (person, colleague))

    mine.locator("input[value=deels]").check()
    expect(mine.locator("#vraag-6-5-opgeslagen")).to_have_text(re.compile(r"\d\d:\d\d"))
    theirs.locator("[name=explanation]").fill("Wat de collega schrijft")
    theirs.locator("[name=explanation]").blur()

    expect(theirs.locator("[role=alert]")).to_be_visible()
    expect(theirs.locator("[name=explanation]")).to_have_value("Wat de collega schrijft")
    theirs.locator("form .form-actions button").first.click()
    expect(theirs.locator("[role=alert]")).to_have_count(0)
    expect(theirs.locator("#vraag-6-5-opgeslagen")).to_have_text(re.compile(r"\d\d:\d\d"))
    context.close()


def test_text_typed_in_an_expired_session_is_there_after_the_login(person):
    person.log_in("coordinator")
    page = person.page
    page.goto(PAGE)
    page.context.clear_cookies(name="sessionid")

    page.locator("#vraag-6-3 [name=explanation]").fill("Getypt terwijl de sessie verliep")
    page.locator("#vraag-6-3 [name=explanation]").blur()
    page.wait_for_url("**/account/inloggen/**")
    page.fill("[name=login]", "coordinator@gebiedswijzer.example")
    page.fill("[name=password]", "gebiedswijzer-demo")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAGE}")

    expect(page.locator("#vraag-6-3 [name=explanation]")).to_have_value("Getypt terwijl de sessie verliep")
    page.locator("#vraag-6-3 form .form-actions button").first.click()
    expect(page.locator("#vraag-6-3-opgeslagen")).to_have_text(re.compile(r"\d\d:\d\d"))
