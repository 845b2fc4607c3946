"""An interview from the first line to a quote that its speaker released: with the keyboard, and by personal link."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import Person, grave_faults, is_wider_than_screen, publish_finding, words_of_report

AREA = "/gebieden/landgoederen-brummen/"
BRUMMEN = f"{AREA}interviews/"
QUOTE = "Vraag het ons gewoon."
TALK = """Interviewer: Wat speelt er?

Klaas Keukentafel: Het peil is te hoog, zegt Piet Bakker altijd. Dat vind ik niet. Niemand vraagt het ons.
"""
OTHER = """
from accounts.models import User
from pilots.interviews.models import Excerpt
mine = Excerpt.objects.latest("pk")
start = mine.transcript.text.index("Niemand vraagt")
Excerpt.objects.create(transcript=mine.transcript, participant=mine.participant, start=start, end=mine.end,
    text=mine.transcript.text[start:mine.end], created_by=User.objects.get(email="medewerker@gebiedswijzer.example"))
"""


def save(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


@pytest.mark.browser
@pytest.mark.worker
def test_interview_from_consent_to_finding_and_withdrawal(person: Person, page, context, site, tmp_path):
    person.log_in("coordinator")
    page.goto(BRUMMEN + "nieuw/")
    person.write(page.locator("[name=title]"), "Gesprek in de browsertest (fictief)")
    page.locator("[name=held_on]").fill(date.today().isoformat())
    save(page)

    page.locator("a[href$='/deelnemers/nieuw/']").click()
    page.locator("[name=name]").fill("Klaas Keukentafel")
    page.locator("[name=organisation]").select_option(index=1)
    page.locator("[name=email]").fill("klaas@boerderij.example")
    page.locator("[name=label]").fill("Veehouder Z")
    save(page)

    page.locator("a[href*='/toestemming/']").first.click()
    for purpose in ("analysis", "quote", "named-quote", "publication"):
        page.locator(f"[name={purpose}][value={'no' if purpose == 'named-quote' else 'yes'}]").check()
    page.locator("[name=proof][value=spoken]").check()
    page.locator("[name=proof_note]").fill("minuut 1")
    assert grave_faults(page) == []
    save(page)
    interview = page.url

    page.locator("a[href$='/tekst/nieuw/']").click()
    page.locator("[name=text]").fill(TALK)
    save(page)
    expect(page.locator("th", has_text=re.compile("^Klaas Keukentafel"))).to_be_visible()
    assert grave_faults(page) == []
    for choice in page.locator("[name^=decision-][value=replaced]").all():
        choice.check()
    page.locator("button[value=finish]").click()

    page.locator("a[href$='/tekst/1/']").click()
    assert "Klaas" not in page.content()
    assert "Piet Bakker" not in page.content()
    code_by_keyboard(person, page)
    site.run(OTHER)  # a colleague codes the same text: it comes in by itself
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator(".excerpts > li")).to_have_count(2)
    expect(page.locator(".sentence:focus")).to_have_count(1)
    assert grave_faults(page) == []

    page.locator(".excerpts a").first.click()
    page.locator("form[action$='/voorleggen/'] button").click()
    page.goto(interview)
    page.locator("form[action$='/link/tonen/'] button").click()
    address = page.locator(".secret code").inner_text()
    decide_by_link(context, address)

    quotes = "/interviews/fragmenten/?gebied=landgoederen-brummen"
    page.goto(quotes)
    found = page.locator("article", has_text=QUOTE)
    excerpt = re.search(r"/fragmenten/(\d+)/", found.locator("a").get_attribute("href"))[1]
    page.goto(f"/bevindingen/nieuw/?citaat={excerpt}")
    finding = publish_finding(page, "Vragen werkt beter dan vertellen (browsertest).", theme=0)
    assert grave_faults(page) == []
    places = [finding, f"{finding}bronnen/?q=gewoon", f"{AREA}bevindingen/", quotes, in_matrix(page, finding)]
    assert [QUOTE in text_of(page, place) for place in places] == [True, False, False, True, False]
    assert QUOTE in words_of_report(page, AREA, "gebiedsrapport", tmp_path)

    withdraw_by_link(context, address, "quote")
    assert [place for place in places if QUOTE in text_of(page, place)] == [quotes]  # still lets us learn from it
    withdraw_by_link(context, address, "analysis")
    assert QUOTE not in text_of(page, quotes)
    page.goto(f"{AREA}rapporten/")
    version = page.locator("section", has=page.locator("#rapport-gebiedsrapport")).locator("tbody tr").first
    expect(version.locator("a[download]")).to_have_count(0)
    expect(version.locator(".badge--stop, .badge--warn")).to_be_visible()


def text_of(page: Page, address: str) -> str:
    page.goto(address)
    return page.locator("main").inner_text()


def in_matrix(page: Page, finding: str) -> str:
    """Drill down in the table of themes and areas until the finding is there; returns the address of that list."""
    page.goto("/bevindingen/themas/")
    page.locator("tbody tr").first.locator("td a[href*='gebied=landgoederen-brummen']").click()
    expect(page.locator(f"main a[href$='{re.sub('^https?://[^/]+', '', finding)}']").first).to_be_visible()
    return page.url


def withdraw_by_link(context, address: str, purpose: str) -> None:
    """Withdraw the consent for one purpose by personal link, without an account."""
    own = context.browser.new_context(locale="nl-NL", bypass_csp=True)
    page = own.new_page()
    page.goto(address)
    form = page.locator(f"form[action$='/toestemming/{purpose}/']")
    form.locator("button[value=withdraw]").click()
    expect(form.locator("button[value=give]")).to_be_visible()
    own.close()


def code_by_keyboard(person: Person, page: Page) -> None:
    """Select the second and third sentence of the farmer, and give them a theme, without touching the mouse."""
    first = page.locator(".sentence").first
    person.tab_to(first)
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#gekozen")).to_have_text("Dat vind ik niet. Niemand vraagt het ons.")
    expect(page.locator(".sentence[aria-selected=true]")).to_have_count(2)
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    person.press(page.locator("#codeer button[type=submit]"))
    expect(page.locator("mark.run").first).to_have_text("Dat vind ik niet.")
    expect(page.locator(".excerpts > li")).to_have_count(1)
    expect(page.locator(".sentence:focus")).to_have_count(1)


def decide_by_link(context, address: str) -> None:
    """Reword the quote on a telephone, without an account."""
    own = context.browser.new_context(locale="nl-NL", bypass_csp=True, viewport={"width": 360, "height": 740})
    page = own.new_page()
    page.goto(address)
    expect(page.locator("mark").first).to_have_text("Dat vind ik niet. Niemand vraagt het ons.")
    assert grave_faults(page) == []
    assert not is_wider_than_screen(page)
    page.locator("[name$=-state][value=reworded]").check()
    page.locator("[name$=-wording]").fill("Vraag het ons gewoon.")
    page.locator("article form button").first.click()
    expect(page.locator("#meldingen")).to_be_visible()
    own.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_of_interviews_fit_the_screen(person: Person, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    person.log_in("coordinator")
    page.goto(BRUMMEN)
    oldest = page.locator("tbody tr").last  # of the demo; another test adds newer ones
    addresses = [BRUMMEN, oldest.locator("a").first.get_attribute("href"), "/interviews/fragmenten/"]
    page.goto(addresses[1])
    addresses.append(page.locator("a[href$='/tekst/1/']").get_attribute("href"))
    for address in addresses:
        page.goto(address)
        assert not is_wider_than_screen(page), address
        assert grave_faults(page) == [], address
