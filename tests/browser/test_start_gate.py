"""A new area from its first goal to a start: recorded, signed, moved; then changed, renewed, started on purpose."""

import json
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PASSWORD
from tests.browser.steps import grave_faults

pytestmark = pytest.mark.browser
SLUG = "proeftuin-empe"
AREA = f"/gebieden/{SLUG}/"
PLACE = {
    "type": "Polygon",
    "coordinates": [[[6.10, 52.13], [6.12, 52.13], [6.12, 52.145], [6.10, 52.145], [6.10, 52.13]]],
}
YEAR = date.today().year + 1
HARD = ["doel", "verplichting", "instrumentarium", "budget"]


@pytest.fixture
def people(browser, browser_context_args, site):
    """Somebody at a browser of their own, by the name of their demo account."""
    contexts = []

    def enter(who: str) -> Page:
        context = browser.new_context(**browser_context_args)
        context.route(lambda url: not url.startswith(site.address), lambda route: route.abort())
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto("/account/inloggen/")
        page.fill("[name=login]", f"{who}@gebiedswijzer.example")
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        expect(page.locator(".menu__name")).to_be_visible()
        return page

    yield enter
    for context in contexts:
        context.close()


def fill(page: Page, address: str, fields: dict[str, str | bool]) -> None:
    """Open a form, fill it in and send it; fails when it comes back with something wrong."""
    page.goto(address)
    form = page.locator("main form[method=post]").last
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        if value is True:
            field.first.check()
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        elif field.first.get_attribute("type") in {"radio", "checkbox"}:
            form.locator(f"[name={name}][value='{value}']").check()
        else:
            field.evaluate("(field, text) => { field.closest('details')?.setAttribute('open', ''); }", value)
            field.fill(value)
    with page.expect_navigation():
        form.locator("button[type=submit]").last.click()
    faults = page.locator("main [aria-invalid=true]").count()
    assert faults == 0, f"{address}: {page.locator('main').inner_text()[:1500]}"


def record(page: Page) -> None:
    """Write down a goal, what is owed for it, a measure with its instrument, its costs, and the money."""
    place = json.dumps(PLACE)
    fill(
        page,
        "/gebieden/nieuw/",
        {"name": "Proeftuin Empe", "provinces": "NL-GE", "what_happens": "Een proef (fictief).", "boundary": place},
    )
    fill(
        page,
        f"{AREA}doelen/nieuw/",
        {
            "subject": "H6410", "direction": "expand", "gap_low": "4", "gap_high": "6", "unit": "ha",
            "due_on": f"{YEAR + 5}-12-31", "openness": "fixed", "source": "Beheerplan (fictief)",
            "place_kind": "drawn", "place": place,
        },
    )  # fmt: skip
    page.goto(f"{AREA}doelen/")
    goal = re.search(r"/doelen/(\d+)/", page.content())
    assert goal
    fill(
        page,
        f"{AREA}verplichtingen/{goal[1]}/",
        {
            "duty": "result", "legal_basis": "Aanwijzingsbesluit (fictief)", "aim": "recovery", "weighing": "no",
            "accountable": "Provincie", "reviewed_by": "Jurist van de provincie", "reviewed_on": "2026-01-15",
        },
    )  # fmt: skip
    fill(
        page,
        f"{AREA}maatregelen/nieuw/",
        {
            "name": "Minder bemesten", "kind": "less-manure", "goals": goal[1], "status": "agreed",
            "starts_on": f"{YEAR}-01-01", "ends_on": f"{YEAR + 1}-12-31", "place_kind": "drawn", "place": place,
        },
    )  # fmt: skip
    page.goto(f"{AREA}maatregelen/")
    measure = re.search(r"/maatregelen/(\d+)/", page.content())
    assert measure
    fill(
        page,
        f"{AREA}instrumenten/maatregel/{measure[1]}/",
        {
            "instrument": "kavelruil", "availability": "open", "escalates_to": "herverkaveling",
            "escalate_when": f"Te weinig deelname op 1 juli {YEAR}", "decided_by": "Gedeputeerde Staten",
        },
    )  # fmt: skip
    years = {"first_year": str(YEAR), "last_year": str(YEAR + 1)}
    fill(page, f"{AREA}budget/kosten/nieuw/", {"measure": measure[1], **years, "amount": "50000"})
    for process in ("facilitation", "owners", "monitoring"):
        fill(page, f"{AREA}budget/kosten/nieuw/", {"process": process, **years, "amount": "10000"})
    fill(
        page,
        f"{AREA}budget/dekking/nieuw/",
        {
            "fund": "provincie", "name": "Programma (fictief)", "status": "secured", **years, "amount": "80000",
            "decided_on": "2026-06-01",
        },
    )  # fmt: skip


def answer_the_rest(page: Page) -> None:
    """Begin the check and answer what no record answers: every question of a hard condition that has buttons."""
    page.goto(f"{AREA}leidraad/")
    with page.expect_navigation():
        page.locator("form[action$='/leidraad/beginnen/'] button").click()
    for code in HARD:
        page.goto(f"{AREA}leidraad/voorwaarde/{code}/")
        for card in page.locator("article.card:has(input[name=value])").all():
            with page.expect_response(lambda response: "/leidraad/vraag/" in response.url):
                card.locator("input[value=ja]").check()
        page.reload()
        open_ones = page.locator("article.card:has(input[name=value]):not(:has(input[value=ja]:checked))")
        expect(open_ones).to_have_count(0)


def ask_two_people(page: Page) -> None:
    """Give a second person a mandate, and ask both to sign every hard condition."""
    page.goto(f"{AREA}mandaten/")
    value = page.locator("[name=user] option", has_text="Maaike de Vries").get_attribute("value")
    fill(page, f"{AREA}mandaten/", {"user": value or "", "function": "programmamanager (fictief)"})
    for code in HARD:
        page.goto(f"{AREA}ondertekenen/condition/{code}/ondertekenaars/")
        for who in ("Bas van Rijn", "Maaike de Vries"):
            page.locator("label:has([name=mandates])", has_text=who).or_(page.get_by_label(who)).first.click()
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.locator("main form:has([name=mandates]) button[type=submit]").click()
        expect(page.locator("#ondertekenaars section")).to_have_count(2)


def sign(page: Page, code: str) -> None:
    """Read a document, say so, and sign it."""
    page.goto(f"{AREA}ondertekenen/condition/{code}/")
    page.locator("main [name=is_read]").first.check()
    with page.expect_navigation():
        page.locator("main button[value=getekend]").first.click()
    expect(page.locator("main button[value=getekend]")).to_have_count(0)


def move(page: Page) -> int:
    """Ask for the next phase; returns the status of the answer."""
    page.goto(f"{AREA}fase/")
    page.locator("main [name=to]").first.check()
    with page.expect_response(lambda response: response.request.method == "POST") as answered:
        page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_load_state()
    return answered.value.status


def test_area_is_recorded_signed_and_started_then_changed_renewed_and_started_on_purpose(people):
    officer, administrator = people("medewerker"), people("bestuurder")
    record(officer)
    answer_the_rest(officer)
    officer.goto(f"{AREA}dekking/")
    assert grave_faults(officer) == []
    assert move(officer) == 409, "nobody signed yet"

    ask_two_people(officer)
    for code in HARD:
        sign(administrator, code)
    assert move(officer) == 409, "one of the two signed"
    for code in HARD:
        sign(officer, code)
    assert move(officer) == 302
    officer.goto(AREA)
    expect(officer.locator("main")).to_contain_text(re.compile("Verkenning|Exploration"))

    fill(officer, _edit_of_goal(officer), {"gap_low": "7", "gap_high": "9"})
    administrator.goto(f"{AREA}ondertekenen/condition/doel/")
    expect(administrator.locator("main")).to_contain_text("7")
    expect(administrator.locator("table")).not_to_have_count(0)
    assert grave_faults(administrator) == []
    sign(administrator, "doel")
    sign(officer, "doel")

    fill(officer, _edit_of_goal(officer), {"gap_low": "10", "gap_high": "12"})
    until = date.today() + timedelta(days=200)
    officer.goto(f"{AREA}leidraad/bewust-starten/besluit/")
    form = officer.locator("main form[method=post]").last
    form.locator("[name=reason]").fill("Het water kan niet wachten (fictief besluit).")
    form.locator("[name=decided_by_name]").fill("Bas van Rijn (fictief)")
    form.locator("[name=decided_by_function]").fill("gedeputeerde")
    form.locator("[name=decided_on]").fill(date.today().isoformat())
    form.locator("[name=ends_on]").fill(until.isoformat())
    with officer.expect_navigation():
        form.locator("button[type=submit]").last.click()
    with officer.expect_navigation():
        officer.locator("main button[name=confirm]").click()
    for address in (AREA, f"{AREA}doelen/", f"{AREA}rapporten/"):
        officer.goto(address)
        expect(officer.locator("body")).to_contain_text("Het water kan niet wachten")


def _edit_of_goal(page: Page) -> str:
    page.goto(f"{AREA}doelen/")
    found = re.search(r"/doelen/(\d+)/", page.content())
    assert found
    return f"{AREA}doelen/{found[1]}/bewerken/"
