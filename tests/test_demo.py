"""Walks through the whole demo as every role: each link leads somewhere, nothing fails, and looking changes nothing."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.demo import addresses
from accounts.models import User
from pilots.areas.models import PilotArea
from reports import demo

pytestmark = pytest.mark.django_db  # without it pytest-django makes no test database, and `filled` meets the real one
ANONYMOUS = "bezoeker"
VARIANTS = 2  # of one page by its query: filters and pages of a list lead to many more of the same
ALIKE = 6  # of the pages behind one address name: the sixth interview shows nothing that five others did not
MOST = 2000  # pages; more means that links lead around in circles
DEEP = re.compile(r"/beheer/\w+/\w+/.")  # the Django admin beyond its lists is Django's
# The session and its list of devices note when somebody was here, the access log that names were saved: no content.
NOTED = re.compile(r'"(?:django_session|usersessions_usersession|accounts_viewlog)"')
READ = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK TO|DECLARE|FETCH|CLOSE)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """The data of the demo, loaded once and rolled back after the last test of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load()
        yield
        transaction.set_rollback(True)


class Links(HTMLParser):
    """Collects what a page leads to: links, images, scripts and what htmx fetches by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        names = {"a": "href", "link": "href", "img": "src", "script": "src"}
        for value in (values.get(names.get(tag, "")), values.get("hx-get")):
            if value:
                self.found.add(value)
        if tag == "form" and values.get("method", "get").lower() == "get" and values.get("action"):
            self.found.add(values["action"])


def read_only(execute, sql, params, many, context):
    assert READ.match(sql) or NOTED.search(sql), f"a page that was only looked at ran: {sql[:200]}"
    return execute(sql, params, many, context)


def crawl(client: Client) -> dict[str, int]:
    """Open every page from the start page on, and return its status; of a static file, whether it exists."""
    waiting, seen, static, variants, alike = ["/"], {}, {}, Counter(), Counter()
    known = set(waiting)
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        variants[path] += 1
        alike[name_of(path)] += variants[path] == 1
        if variants[path] > VARIANTS or DEEP.match(path) or alike[name_of(path)] > ALIKE:
            continue
        if path.startswith("/static/"):
            static[path] = 200 if finders.find(path.removeprefix("/static/")) else 404
            continue
        with connection.execute_wrapper(read_only):
            response = client.get(address)
        seen[address] = response.status_code
        new = sorted(leads_to(address, response) - known)
        known.update(new)
        waiting += new
        for close in response._resource_closers:  # response.close() would end the database connection too
            close()
        assert len(seen) < MOST, f"the links go on and on: {variants.most_common(5)}"
    return seen | static


def name_of(path: str) -> str:
    """Return the name of the view behind an address; of an area itself the address, because each is looked at."""
    if path.startswith("/static/"):
        return path
    try:
        name = resolve(path).view_name
    except Resolver404:
        return path
    return path if name == "areas:area-detail" else name


def leads_to(address: str, response: HttpResponse) -> set[str]:
    """Return the addresses on this site that a response leads to."""
    links = set()
    if response.status_code in {301, 302}:
        links = {response["Location"]}
    elif response["Content-Type"].startswith("text/html"):
        links = Links(response.content.decode()).found
    inside = {urldefrag(urljoin(address, link))[0] for link in links if not urlsplit(link).netloc}
    return {link for link in inside if link.startswith("/")}


@pytest.fixture(autouse=True)
def _as_in_the_demo(settings):
    """The demo waives the second step of curators and admins."""
    settings.DEMO = True


@pytest.mark.parametrize("email", [ANONYMOUS, *addresses()])
def test_every_link_of_the_demo_leads_to_a_page_and_looking_changes_nothing(filled, email):
    client = Client()
    if email != ANONYMOUS:
        user = User.objects.get(email=email)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    seen = crawl(client)

    assert [f"{status} {address}" for address, status in seen.items() if status not in {200, 301, 302}] == []
    assert len(seen) > 10
    if email != ANONYMOUS:
        shown = {area.get_absolute_url() for area in PilotArea.objects.visible_to(user)}
        assert shown <= set(seen), "every area somebody may see is reached by links"


def test_loading_the_demo_twice_changes_nothing(filled):
    tables = [table for table in connection.introspection.table_names() if not table.startswith("django_")]

    def count() -> dict[str, int]:
        with connection.cursor() as cursor:
            return {table: cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}

    before = count()
    demo.load()

    assert count() == before
