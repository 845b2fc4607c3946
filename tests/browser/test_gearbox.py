"""The schakelbak in a real browser: every answer is kept at once, and only that answer is sent."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import grave_faults

pytestmark = pytest.mark.browser
GEARBOX = "/gebieden/waddeneilanden/schakelbak/"


def test_answer_is_kept_at_once_and_alone(page, person):
    person.log_in("beheerder")
    page.goto(f"{GEARBOX}vragen/interests/")

    with page.expect_request("**/vragen/interests/") as sent:
        page.locator("#id_interests-own_2").check()
    expect(page.locator("#opgeslagen")).not_to_be_empty()
    page.reload()

    assert "interests-joint" not in sent.value.post_data
    expect(page.locator("#id_interests-own_2")).to_be_checked()
    assert grave_faults(page) == []


def test_outcome_pulls_in_examples_that_fit(page, person):
    person.log_in("beheerder")
    page.goto(GEARBOX)

    expect(page.locator("main .card-grid .card").first).to_be_visible()
    assert grave_faults(page) == []
