"""Somebody in a field with a telephone: invited, cut off, gone on elsewhere, sent. And somebody without script."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import LOCALE
from tests.browser.site import ROOT
from tests.browser.steps import Person, grave_faults, is_wider_than_screen, publish_finding, words_of_report

pytestmark = [pytest.mark.browser, pytest.mark.worker]

AREA = "/gebieden/landgoederen-brummen/"
PHONE = {"width": 360, "height": 740}
INVITE = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from core.packs import read_pack
from pilots.areas.models import PilotArea
from pilots.intake import actions, imports
from pilots.intake.models import Round
from pilots.stakeholders.models import Organisation, Person
from django.conf import settings
version, _is_new = imports.load(imports.read(settings.CONTENT_DIR / "intake"))
by = User.objects.get(email="coordinator@gebiedswijzer.example")
round_ = Round.objects.create(
    area=PilotArea.objects.get(slug="landgoederen-brummen"), form_version=version, title="Wat wilt u met dit gebied?",
    why="Wij willen het van u zelf horen.", what_happens="Wij maken een verslag zonder namen.", sender=by, state="open",
    opens_on=timezone.localdate(), closes_on=timezone.localdate() + timedelta(days=30),
)
farm = Organisation.objects.create(name="Hoeve Fictief")
person = Person.objects.create(organisation=farm, name="Willem Fictief", email="willem@hoeve.example")
invitation = actions.invite(round_=round_, people=[person], by=by)[0]
print(actions.make_link(invitation=invitation, by=by))
"""
ROUND = """
from pilots.intake.models import Answer
found = [answer for answer in Answer.objects.all() if "Het laatste woord" in str(answer.value)]
print(found[-1].response.invitation.round_id)
"""
STORED = """
from pilots.intake.models import Answer
mine = Answer.objects.filter(response__invitation__person__name="Willem Fictief").order_by("pk")
print(dict(mine.values_list("question", "value")))
"""


FILES = """
from pilots.intake.models import Attachment
print([one.name for one in Attachment.objects.filter(response__invitation__person__name="Willem Fictief")])
"""
NOTHING_WAITS = '!Object.keys(localStorage).some(name => localStorage[name].includes(\'"state":"waiting"\'))'
KEPT_PAGES = """caches.open('intake-1').then(cache => cache.keys()).then(kept =>
    kept.every(one => !new URL(one.url).pathname.startsWith('/uitnodiging/')))"""
PICTURE = {"name": "erf.png", "mimeType": "image/png", "buffer": (ROOT / "docs/images/area.png").read_bytes()}
NO_PICTURE = {"name": "nep.pdf", "mimeType": "application/pdf", "buffer": b"dit is geen pdf"}


@pytest.fixture
def link(site) -> str:
    """The address in the invitation of somebody new."""
    return f"{site.address}/uitnodiging/{site.run(INVITE).split()[-1]}/"


@contextmanager
def telephone(playwright, site, browser_type_launch_args, folder) -> Iterator[Page]:
    """A browser of its own that keeps what it stores in a folder, as a telephone does when it is switched off."""
    context = playwright.chromium.launch_persistent_context(
        folder, **browser_type_launch_args, **LOCALE, base_url=site.address, viewport=PHONE, bypass_csp=True
    )
    context.set_default_timeout(60_000)
    try:
        yield context.pages[0]
    finally:
        context.close()


def look(page: Page) -> None:
    """Fail when axe finds something grave, or when the page is wider than the screen."""
    assert grave_faults(page) == []
    assert not is_wider_than_screen(page)


def begin(page: Page, link: str) -> None:
    page.goto(link)
    look(page)
    page.get_by_role("checkbox").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/vragen/**")


def text_field(page: Page):
    """The first text field of the questions that are shown."""
    return page.locator(".question:not([hidden]) :is(textarea, input[type=text])").first


def wait_until_offline_pages(page: Page) -> None:
    page.wait_for_function("navigator.serviceWorker.controller")
    page.wait_for_function("caches.open('intake-1').then(c => c.keys()).then(all => all.length > 10)")


def onward(page: Page) -> None:
    before = page.url
    page.locator(".fill__buttons [value=volgende]").click()
    page.wait_for_url(lambda url: url != before)


def test_network_cut_twice_browser_closed_and_gone_on_elsewhere(
    playwright, site, link, browser_type_launch_args, tmp_path, browser
):
    with telephone(playwright, site, browser_type_launch_args, tmp_path / "telefoon") as page:
        begin(page, link)
        look(page)
        onward(page)
        wait_until_offline_pages(page)
        first = page.url
        text_field(page).fill("Met bereik getypt")
        expect(page.locator("#intake-status")).to_have_attribute("data-kind", "saved")

        page.context.set_offline(True)  # the first cut
        text_field(page).fill("Zonder bereik getypt")
        expect(page.locator("#intake-status")).to_have_attribute("data-kind", "kept")
        onward(page)  # the next section opens from this telephone
        second = page.url
        text_field(page).fill("Ook zonder bereik, op de volgende bladzijde")
        page.reload()
        expect(text_field(page)).to_have_value("Ook zonder bereik, op de volgende bladzijde")
        page.context.set_offline(False)
        expect(page.locator("#intake-status")).to_have_attribute("data-kind", "saved")
        assert "Zonder bereik getypt" in site.run(STORED)

        page.context.set_offline(True)  # the second cut, and then the battery
        text_field(page).fill("Het laatste woord voor de accu leeg was")
        page.goto(f"{link}vragen/bijdragen/")
        keep_files(page)

    assert "Het laatste woord" not in site.run(STORED)
    assert "erf.png" not in site.run(FILES)
    with telephone(playwright, site, browser_type_launch_args, tmp_path / "telefoon") as page:
        page.goto(second)
        expect(text_field(page)).to_have_value("Het laatste woord voor de accu leeg was")
        expect(page.locator("#intake-status")).to_have_attribute("data-kind", "wrong")  # one of the files
        page.wait_for_function(NOTHING_WAITS)
        assert "Het laatste woord" in site.run(STORED)
        see_files_sent(page, link)
        assert "['erf.png']" in site.run(FILES)

    elsewhere = browser.new_context(**LOCALE, base_url=site.address, bypass_csp=True)
    page = elsewhere.new_page()
    page.goto(first)
    expect(text_field(page)).to_have_value("Zonder bereik getypt")
    page.goto(second)
    expect(text_field(page)).to_have_value("Het laatste woord voor de accu leeg was")
    answer_required(page, link)
    send(page)
    look(page)
    expect(page.get_by_text("Het laatste woord voor de accu leeg was")).to_be_visible()
    finding = "Wie hier boert, wil eerst weten waar hij aan toe is."
    assert finding in report_of(browser, site, finding, tmp_path)
    page.reload()
    expect(page.get_by_text(finding)).to_be_visible()
    elsewhere.close()


def keep_files(page: Page) -> None:
    """Choose two files without a network: they stand beside the field, also when the page is opened anew."""
    kept = page.locator("[data-kept] li")
    page.locator("input[type=file]").set_input_files([PICTURE, NO_PICTURE])
    expect(kept).to_have_count(2)
    page.reload()
    expect(kept).to_have_count(2)
    expect(kept.first).to_contain_text("erf.png")


def see_files_sent(page: Page, link: str) -> None:
    """One is with the server and no longer on the device; the one that was refused stays, with the reason."""
    page.goto(f"{link}vragen/bijdragen/")
    kept, question = page.locator("[data-kept] li"), page.locator("#vraag-bijlage")
    expect(kept).to_have_count(1)
    expect(kept).to_contain_text("nep.pdf")
    expect(question.locator("[data-error]")).to_contain_text("nep.pdf")
    expect(question.locator("[data-files]")).to_contain_text("erf.png")
    look(page)
    kept.locator("button").press("Enter")
    expect(kept).to_have_count(0)
    expect(question.locator("[data-error]")).to_be_hidden()


def report_of(browser, site, finding: str, tmp_path) -> str:
    """Make a finding of the answer as the coordinator, publish it, and return the words of the leidraad made then."""
    context = browser.new_context(**LOCALE, base_url=site.address, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    Person(page).log_in("coordinator")
    page.goto(f"{AREA}intake/{site.run(ROUND).split()[-1]}/uitkomsten/teksten/")
    page.locator("article", has_text="Het laatste woord").locator("a[href*='bevindingen/nieuw']").click()
    publish_finding(page, finding)
    words = words_of_report(page, AREA, "leidraad", tmp_path)
    context.close()
    return words


def answer_required(page: Page, link: str) -> None:
    """Answer what the check page still asks, whatever it is."""
    for _ in range(20):
        page.goto(f"{link}controleren/")
        look(page)
        missing = page.locator(".utrecht-alert a[href*='#vraag-']")
        if missing.count() == 0:
            return
        missing.first.click()
        page.wait_for_url("**/vragen/**")
        question = page.locator(f"[id='{page.url.rpartition('#')[2]}']")
        choices = question.locator("input[type=radio], input[type=checkbox]")
        if choices.count():
            choices.first.check(force=True)
        else:
            question.locator("textarea, input").last.fill("3")
        onward(page)
    raise AssertionError("questions keep missing")


def send(page: Page) -> None:
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/antwoorden/**")


def test_without_script_by_keyboard(browser, site, link):
    context: BrowserContext = browser.new_context(
        **LOCALE, base_url=site.address, java_script_enabled=False, viewport=PHONE
    )
    page = context.new_page()
    page.goto(link)
    consent = page.get_by_role("checkbox")
    consent.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vragen/**")
    sections = 0
    while "/vragen/" in page.url and sections < 30:
        sections += 1
        for question in page.locator(".question:not([hidden])").all():
            answer_by_keyboard(page, question)
        page.locator(".fill__buttons [value=volgende]").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert "/controleren/" in page.url, page.locator(".error-summary").inner_text()
    page.locator("main form button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/antwoorden/**")
    expect(page.get_by_text("Met het toetsenbord").first).to_be_visible()
    context.close()


def answer_by_keyboard(page: Page, question) -> None:
    field = question.locator("input:not([type=hidden]):not([type=file]), textarea").first
    if not field.count() or field.is_disabled():
        return
    kind = field.get_attribute("type")
    if kind in {"radio", "checkbox"}:
        for group in question.locator("tbody tr").all() or [question]:
            if not group.locator("input:checked").count():
                group.locator("input:not([type=hidden])").first.focus()
                page.keyboard.press("Space")
    elif kind == "date":
        field.fill("2026-12-01")
    else:
        field.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("12" if field.get_attribute("inputmode") else "Met het toetsenbord")


def test_two_devices_at_one_question_choose_side_by_side(browser, site, link, page):
    begin(page, link)
    onward(page)
    other = browser.new_context(**LOCALE, base_url=site.address, bypass_csp=True)
    laptop = other.new_page()
    laptop.goto(page.url)
    text_field(page).fill("Van de telefoon")
    expect(page.locator("#intake-status")).to_have_attribute("data-kind", "saved")

    text_field(laptop).fill("Van de laptop")

    conflict = laptop.locator("[data-conflict]:not([hidden])")
    expect(conflict).to_contain_text("Van de telefoon")
    expect(conflict).to_contain_text("Van de laptop")
    look(laptop)
    conflict.locator("button").last.click()
    laptop.wait_for_load_state()
    expect(laptop.locator("[data-conflict]:not([hidden])")).to_have_count(0)
    expect(text_field(laptop)).to_have_value("Van de laptop")
    other.close()

    wait_until_offline_pages(page)
    page.goto(f"{link}afzien/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_function(KEPT_PAGES)
    page.wait_for_function("!Object.keys(localStorage).some(name => name.startsWith('intake:'))")
