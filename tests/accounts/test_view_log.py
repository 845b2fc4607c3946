from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import actions, tasks
from accounts.enums import Province, Viewed
from accounts.models import ViewLog
from tests.accounts.people import ENGLISH
from tests.factories.accounts import ViewLogFactory


@pytest.fixture(autouse=True)
def _without_a_second_step(settings):
    """The demo waives the second step that this role needs elsewhere."""
    settings.DEMO = True


@pytest.fixture
def url():
    return reverse("accounts:view-log")


def test_view_log_anonymous_goes_to_the_login(client, url):
    assert client.get(url).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["officer", "coordinator", "admin_user", "partner", "curator"])
def test_view_log_is_not_there_for_others(db, login, url, request, who):
    ViewLogFactory(reason="Checks a name")

    assert login(request.getfixturevalue(who)).get(url).status_code == 404


def test_view_log_wrong_method_is_refused(login, privacy_officer, url):
    assert login(privacy_officer).post(url).status_code == 405


def test_view_log_says_who_what_when_and_why(login, privacy_officer, url, area, officer):
    actions.log_view(
        by=officer, kind=Viewed.NAME_LIST, row=area, label="Talk 3", provinces=area.provinces, reason="A name"
    )

    page = login(privacy_officer).get(url, **ENGLISH).content.decode()

    assert "Opened 1 time" in page
    for words in (officer.name, "List of names of an interview", "Talk 3", "A name"):
        assert words in page


def test_view_log_of_another_province_stays_there(login, privacy_officer, url):
    ViewLogFactory(label="Limburg talk", provinces=[Province.LIMBURG])

    assert "Limburg talk" not in login(privacy_officer).get(url).content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("wie=anna", {"Anna's talk"}),
        ("wat=name-list", {"Bert's talk"}),
        ("van=2999-01-01", set()),
        ("tot=1999-01-01", set()),
        ("", {"Anna's talk", "Bert's talk"}),
    ],
)
def test_view_log_filters(login, privacy_officer, url, query, shown):
    ViewLogFactory(user__name="Anna", label="Anna's talk")
    ViewLogFactory(user__name="Bert", label="Bert's talk", kind=Viewed.NAME_LIST)

    response = login(privacy_officer).get(f"{url}?{query}")

    assert {view.label for view in response.context["page"].object_list} == shown


def test_view_log_asks_as_many_queries_for_three_rows_as_for_one(login, privacy_officer, url):
    client = login(privacy_officer)
    ViewLogFactory()
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(url)
    ViewLogFactory.create_batch(2)
    with CaptureQueriesContext(connection) as three:
        client.get(url)

    assert len(one) == len(three)


def test_view_log_row_refuses_to_be_rewritten(db):
    row = ViewLogFactory()
    row.reason = "Something else"

    with pytest.raises(ProgrammingError):
        row.save()


def test_view_log_forgets_what_is_older_than_its_term(db, settings):
    settings.VIEW_LOG_YEARS = 2
    now = timezone.now()
    ViewLogFactory(at=now - timedelta(days=732))
    kept = ViewLogFactory(at=now - timedelta(days=729))

    assert tasks.forget_views() == 1
    assert ViewLog.objects.get() == kept
    assert tasks.forget_views() == 0
