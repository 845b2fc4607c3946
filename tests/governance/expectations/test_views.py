from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.digest import lines_for
from governance.expectations.enums import State
from governance.expectations.models import Expectation, Progress
from governance.expectations.pages import lines, timeline_page
from pilots.areas.enums import MemberRole
from tests.factories.areas import AreaFactory
from tests.factories.areas import MemberFactory as AreaMemberFactory
from tests.factories.bodies import BodyFactory, DecisionTopicFactory, MemberFactory, TopicPartFactory
from tests.factories.expectations import ExpectationFactory, ProgressFactory
from tests.factories.stakeholders import PartnerFactory, PersonFactory

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def today():
    return timezone.localdate()


def home(area):
    return reverse("expectations:timeline", args=[area.slug])


def test_doors(client, login, area, officer, stranger, partner):
    area.visibility = "partners"
    area.save()
    row = ExpectationFactory(area=area, title="Besluit over de beek")
    other = AreaFactory(provinces=area.provinces)
    changing = {
        name: reverse(f"expectations:{name}", args=[area.slug, *keys])
        for name, keys in {
            "expectation-create": [], "expectation-edit": [row.pk], "expectation-delete": [row.pk], "progress-edit": [],
        }.items()
    }  # fmt: skip
    outside, reader, writer = login(stranger), login(partner), login(officer)

    for address in (home(area), *changing.values()):
        assert client.get(address).url.startswith(reverse("account_login"))
        assert outside.get(address).status_code == 404
    for name, address in changing.items():
        assert reader.get(address).status_code == 404
        assert reader.post(address).status_code == 404
        assert writer.get(address).status_code == 200
        assert writer.put(address).status_code == 405
        foreign = writer.get(address.replace(area.slug, other.slug)).status_code
        assert foreign == (404 if str(row.pk) in address.rsplit(area.slug)[1] else 200), name
    assert "Besluit over de beek" in reader.get(home(area)).text
    assert Expectation.objects.count() == 1


def test_the_area_itself_is_the_source_of_its_first_result_and_duration(area, today):
    assert timeline_page(area).is_empty
    assert len(timeline_page(area).missing) == 2

    area.first_result_on = today - timedelta(days=3)
    area.maximum_months = 12
    assert len(timeline_page(area).missing) == 1
    progress = ProgressFactory(area=area, started_on=today - timedelta(days=400))
    page = timeline_page(area)
    assert [(row.pk, row.state) for row in page.rows] == [(0, State.OVERRUN), (0, State.OVERRUN)]
    assert page.missing == ()

    progress.first_result_on, progress.finished_on = area.first_result_on, today
    progress.save()
    assert {row.state for row in timeline_page(area).rows} == {State.DONE, State.DONE_LATE}
    assert len(timeline_page(area).chart.rows) == 2


def test_expectation_is_made_moved_and_done_and_keeps_what_was_said_first(login, area, officer, today):
    body = BodyFactory(area=area, name="Stuurgroep beek")
    TopicPartFactory(topic=DecisionTopicFactory(area=area), body=body)
    foreign = BodyFactory()
    silent, heard = PartnerFactory(area=area), PartnerFactory(area=area)
    person = PersonFactory(organisation=heard.organisation, user=officer)
    AreaMemberFactory(area=area, user=person.user, role=MemberRole.PARTNER)
    client = login(officer)

    page = client.get(home(area)).context["page"]
    assert page.unreached == (str(silent.organisation),)
    (suggestion,) = page.suggestions
    form = client.get(suggestion.url).context["form"]
    assert form["body"].value() == body.pk
    assert client.get(f"{suggestion.url}9999").context["form"].initial.get("body") is None

    create = reverse("expectations:expectation-create", args=[area.slug])
    plan = {"kind": "decision", "title": "Besluit", "body": body.pk, "audience": "all"}
    plan["planned_on"] = (today + timedelta(days=90)).isoformat()
    for bad, field in [
        ({**plan, "planned_from": (today + timedelta(days=91)).isoformat()}, "planned_on"),
        ({**plan, "happened_on": (today + timedelta(days=1)).isoformat()}, "happened_on"),
        ({**plan, "body": foreign.pk}, "body"),
        ({**plan, "kind": "maximum"}, "kind"),
        ({**plan, "planned_on": ""}, "planned_on"),
    ]:
        response = client.post(create, bad)
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert client.post(create, plan).url == home(area)

    row = Expectation.objects.get()
    edit = reverse("expectations:expectation-edit", args=[area.slug, row.pk])
    moved = today + timedelta(days=120)
    client.post(edit, {**plan, "planned_on": moved.isoformat()})
    page = client.get(home(area)).context["page"]
    assert (page.rows[0].planned_on, page.rows[0].first_planned_on) == (moved, today + timedelta(days=90))
    assert page.suggestions == ()
    client.post(edit, {**plan, "planned_on": moved.isoformat(), "happened_on": today.isoformat()})
    assert client.get(home(area)).context["page"].rows[0].state == State.DONE

    started = {"started_on": (today - timedelta(days=10)).isoformat()}
    wrong = {**started, "finished_on": (today - timedelta(days=20)).isoformat()}
    address = reverse("expectations:progress-edit", args=[area.slug])
    assert list(client.post(address, wrong).context["form"].errors) == ["finished_on"]
    assert client.post(address, started).status_code == 302
    assert Progress.objects.get().started_on == today - timedelta(days=10)

    client.post(reverse("expectations:expectation-delete", args=[area.slug, row.pk]))
    assert not Expectation.objects.exists()


def test_queries_do_not_grow_with_rows(login, area, officer):
    client = login(officer)
    ExpectationFactory(area=area, body=BodyFactory(area=area))
    client.get(home(area))
    with CaptureQueriesContext(connection) as one:
        client.get(home(area))
    for _n in range(2):
        ExpectationFactory(area=area, body=BodyFactory(area=area))
        PartnerFactory(area=area)
    with CaptureQueriesContext(connection) as three:
        assert len(client.get(home(area)).context["page"].rows) == 3
    assert len(three) == len(one)


def test_daily_mail_tells_an_overrun_to_all_and_what_is_due_to_its_audience(
    area, coordinator, partner, officer, stranger, today, in_english
):
    area.visibility = "partners"
    area.save()
    body = BodyFactory(area=area)
    MemberFactory(body=body, user=partner)
    late = today - timedelta(days=1)
    soon = today + timedelta(days=10)
    ExpectationFactory(area=area, title="Te laat", planned_on=late, audience="team")
    ExpectationFactory(area=area, title="Te laat maar klaar", planned_on=late, happened_on=today)
    ExpectationFactory(area=area, title="Voor iedereen", planned_on=soon)
    ExpectationFactory(area=area, title="Voor het overleg", planned_on=soon, audience="body", body=body)
    ExpectationFactory(area=area, title="Voor het team", planned_on=soon, audience="team")
    ExpectationFactory(area=area, title="Nog lang niet", planned_on=today + timedelta(days=99))
    ExpectationFactory(title="Ander gebied", planned_on=late)
    outsider = AreaMemberFactory(area=area, role=MemberRole.PARTNER).user

    def told(user):
        return {line.text.split("”")[0].removeprefix("“") for line in lines(user, today)}

    assert told(coordinator) == {"Te laat", "Voor iedereen", "Voor het overleg", "Voor het team"}
    assert told(partner) == {"Te laat", "Voor iedereen", "Voor het overleg"}
    assert told(outsider) == {"Te laat", "Voor iedereen"}
    assert told(officer) == told(stranger) == set()  # does not take part, or may not read
    assert set(lines(partner, today)) <= set(lines_for(partner, today))

    area.visibility = "intern"
    area.save()
    assert told(partner) == set()
    (first, *_rest) = sorted(lines(coordinator, today), key=lambda line: line.due_on)
    assert (first.url, first.area) == (home(area), area.name)
    assert first.text.endswith("1 day too late")
