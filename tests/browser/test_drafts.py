"""What somebody typed survives a session that ended, and goes away once the server has it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
NEW = "/toolbox/bijdragen/nieuw/"


def test_text_survives_a_session_that_ended_and_goes_once_it_is_saved(page, person):
    person.log_in("ambassadeur")
    page.goto(NEW)
    page.locator("#id_title").fill("Een lange middag werk")
    page.locator("#id_summary").fill("Kort.")
    page.locator("#id_what_was_done").fill("Gemeten.")
    page.locator("#id_sources-0-title").fill("Bron")
    page.locator("#id_sources-0-url").fill("https://example.nl/")
    page.locator("#id_audiences_1").check()

    page.context.clear_cookies(name="sessionid")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/account/inloggen/**")
    person.log_in("ambassadeur")
    page.goto(NEW)

    expect(page.locator("#id_title")).to_have_value("Een lange middag werk")
    expect(page.locator("#id_audiences_1")).to_be_checked()
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/toolbox/een-lange-middag-werk/")
    page.goto(NEW)
    expect(page.locator("#id_title")).to_have_value("")


def test_answer_that_was_not_sent_comes_back_and_does_not_replace_what_others_wrote(page, person):
    person.log_in("beheerder")
    page.goto("/gebieden/landgoederen-brummen/leidraad/voorwaarde/doel/")
    form = page.locator("form[data-draft]").first
    revision = form.locator("[name=revision]").input_value()
    form.locator("[name=explanation]").press_sequentially("Concept ")
    written = form.locator("[name=explanation]").input_value()

    page.reload()

    expect(form.locator("[name=explanation]")).to_have_value(written)
    expect(form.locator("[name=revision]")).to_have_value(revision)
    expect(form.locator("[role=status]")).not_to_be_empty()
