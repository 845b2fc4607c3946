from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.access import addresses
from governance.leidraad.deviating import DeviationChangedError, end_deviation, record_deviation
from governance.leidraad.enums import Ending
from governance.leidraad.forms import last_day
from governance.leidraad.models import Check, Deviation
from governance.leidraad.pages import deviation_page, open_conditions
from governance.leidraad.pages.endings import ending_lines
from governance.leidraad.tasks import close_deviations
from pilots.areas.enums import MemberRole, Phase, Visibility
from pilots.areas.models import AreaClock
from pilots.areas.notices import notices_of
from tests.factories.areas import MemberFactory
from tests.factories.findings import FindingFactory
from tests.factories.goals import GoalFactory, MeasureFactory
from tests.factories.goals import load_packs as load_goal_packs
from tests.factories.instruments import CatalogueFactory, FundsFactory
from tests.factories.intake import RoundFactory
from tests.factories.interviews import InterviewFactory
from tests.factories.leidraad import AnswerFactory, DeviationFactory, GuideVersionFactory, guide
from tests.factories.stakeholders import PartnerFactory

TODAY = date(2026, 11, 24)
REASON = "Het peil kan alleen in het najaar omhoog."
EVERYWHERE = "Mieke de Bruin, Gedeputeerde natuur"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-24 09:00 +01:00", tick=False) as traveller:
        yield traveller


def address(name: str, *args: object) -> str:
    return reverse(f"leidraad:deviation-{name}", args=["landgoederen-brummen", *args])


def given(**changes: object) -> dict[str, object]:
    return {
        "reason": REASON,
        "decided_by_name": "Mieke de Bruin",
        "decided_by_function": "Gedeputeerde natuur",
        "decided_on": "2026-11-20",
        "ends_on": "2027-06-01",
    } | changes


def recorded(area, by, **changes) -> Deviation:
    """Record a decision through the action."""
    covers = [{"code": "doel", "number": 1, "name": "Doel", "reasons": []}]
    facts = given(decided_on=date(2026, 11, 20), ends_on=date(2027, 6, 1), covers=covers, guide_version="1.0")
    return record_deviation(area=area, by=by, **facts | {"extends": None} | changes)


def open_gate(check: Check) -> None:
    """Follow a guide without hard conditions: nothing can keep the gate closed."""
    content = guide("9.9")
    content["conditions"][0]["weight"] = "advised"
    check.version = GuideVersionFactory(version="9.9", content=content)
    check.save()


def questions(frozen) -> list[str]:
    """Return the questions that a decision covers, without what concerns a condition as a whole."""
    return [why["question"] for each in frozen for why in each["reasons"] if why["question"]]


# The row --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": TODAY},
        {"ends_on": TODAY + timedelta(days=732)},
        {"decided_on": TODAY + timedelta(days=1)},
        {"reason": " \n"},
        {"decided_by_name": " "},
        {"decided_by_function": ""},
        {"closed_at": "2026-11-24T10:00Z"},
        {"closed_at": "2026-11-24T10:00Z", "ending": Ending.EARLY},
        {"ending": Ending.EXPIRED},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_database_refuses_a_decision_that_explains_nothing_or_never_ends(area, wrong):
    with pytest.raises(IntegrityError, match="leidraad_deviation_"):
        DeviationFactory(area=area, **wrong)


def test_longest_decision_fits_and_a_second_one_beside_it_does_not(area):
    kept = DeviationFactory(area=area, ends_on=last_day(date(2028, 2, 29)) - (date(2028, 2, 29) - TODAY))

    with pytest.raises(IntegrityError, match="leidraad_deviation_once"), transaction.atomic():
        DeviationFactory(area=area)

    DeviationFactory()  # another area
    assert Deviation.objects.running(TODAY).filter(area=area).get() == kept
    assert [last_day(day) for day in (date(2024, 2, 29), date(2026, 3, 1))] == [date(2026, 2, 28), date(2028, 3, 1)]


# Recording, following, ending ---------------------------------------------------------------------------------------
def test_decision_is_followed_by_a_new_one_and_ended_with_a_reason(area, officer):
    before = AreaClock.objects.get(area=area).ticks
    first = recorded(area, officer)
    second = recorded(area, officer, extends=first, ends_on=date(2027, 12, 1))
    end_deviation(deviation=second, reason="Alles is geregeld.", by=officer)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.ending, first.closed_by, second.follows) == (Ending.EXTENDED, officer, first)
    assert (second.ending, second.ending_reason, second.starts_on) == (Ending.EARLY, "Alles is geregeld.", TODAY)
    assert not Deviation.objects.running(TODAY).exists()
    assert AreaClock.objects.get(area=area).ticks > before
    # every state is kept: written, closed, written, closed
    events = connection.cursor()
    events.execute("SELECT ending FROM leidraad_deviationevent ORDER BY pgh_id")
    assert [row[0] for row in events.fetchall()] == ["", "verlengd", "", "eerder"]


def test_two_people_at_once_get_one_decision(area, officer):
    first = recorded(area, officer)

    with pytest.raises(DeviationChangedError) as told:
        recorded(area, officer)  # who wrote this did not see the first one
    assert told.value.running == first

    end_deviation(deviation=first, reason="Klaar.", by=officer)
    with pytest.raises(DeviationChangedError):
        recorded(area, officer, extends=first)  # and who wanted to extend did not see that it ended
    with pytest.raises(DeviationChangedError):
        end_deviation(deviation=first, reason="Nog eens.", by=officer)
    assert Deviation.objects.count() == 1


def test_decision_stops_by_itself_after_its_last_day(area, officer, today):
    row = recorded(area, officer, ends_on=date(2026, 12, 1))
    seen = {}
    for moment in ("2026-11-24 12:00", "2026-12-01 23:59", "2026-12-02 00:01"):
        today.move_to(f"{moment} +01:00")
        page = deviation_page(area)
        seen[moment] = (page.running is not None, page.rows[0].days_left, len(notices_of(area)))

    assert seen == {
        "2026-11-24 12:00": (True, 7, 1),
        "2026-12-01 23:59": (True, 0, 1),
        "2026-12-02 00:01": (False, None, 0),
    }
    assert page.rows[0].ended_on == date(2026, 12, 1)
    row.refresh_from_db()
    assert row.closed_at is None  # nothing ran: the day alone ended it
    assert (close_deviations(), close_deviations()) == (1, 0)
    row.refresh_from_db()
    assert (row.ending, deviation_page(area).rows[0].ended_on) == (Ending.EXPIRED, date(2026, 12, 1))
    assert recorded(area, officer).follows is None  # and a new one may begin


def test_daily_mail_tells_the_team_before_and_at_the_end(area, coordinator, officer, partner, today):
    row = recorded(area, officer, ends_on=date(2026, 12, 1))
    MemberFactory(area=area, user=officer, role=MemberRole.TEAM)
    told = {}
    for day in range(23, 38):
        now = date(2026, 11, 1) + timedelta(days=day - 1)
        told[now] = len([line for line in ending_lines(coordinator, now) if line.url == address("list")])
        assert len(list(ending_lines(officer, now))) == told[now]
        assert list(ending_lines(partner, now)) == []

    assert [day for day, number in told.items() if number] == [TODAY, date(2026, 12, 1), date(2026, 12, 2)]
    assert set(told.values()) == {0, 1}
    end_deviation(deviation=row, reason="Klaar.", by=officer)
    assert list(ending_lines(coordinator, TODAY)) == []


def test_expired_decision_that_nobody_marked_does_not_hold_up_a_new_one(area, officer, today):
    recorded(area, officer, ends_on=date(2026, 12, 1))
    today.move_to("2026-12-05 09:00 +01:00")

    recorded(area, officer)

    assert list(Deviation.objects.values_list("ending", flat=True).order_by("pk")) == [Ending.EXPIRED, ""]


# Pages --------------------------------------------------------------------------------------------------------------
def test_pages_have_their_doors(client, login, area, check, stranger, administrator, coordinator):
    row = DeviationFactory(area=area, reason="Geheim")
    pages = [address("list"), address("create"), address("end", row.pk)]

    assert [client.get(page).status_code for page in pages] == [302, 302, 302]
    refused = login(stranger)
    assert {refused.get(page).status_code for page in pages} == {404}
    assert all(b"Geheim" not in refused.get(page).content for page in pages)
    reader = login(administrator)  # reads, changes nothing
    assert [reader.get(page).status_code for page in pages] == [200, 404, 404]
    assert reader.post(pages[1], given()).status_code == reader.post(pages[2], {"reason": "x"}).status_code == 404
    team = login(coordinator)
    assert [team.get(page).status_code for page in pages] == [200, 200, 200]
    assert [team.post(pages[0]).status_code, team.delete(pages[1]).status_code] == [405, 405]
    assert team.delete(pages[2]).status_code == 405
    assert team.get(address("end", row.pk + 1)).status_code == 404


def test_decision_is_read_back_before_it_is_recorded(login, area, check, coordinator):
    team = login(coordinator)
    filled = team.post(address("create"), given())
    covers = filled.context["covers"]

    assert Deviation.objects.count() == 0
    assert [each.code for each in covers.shown] == ["doel"]
    assert questions(covers.frozen) == ["1.1 Vraag 1.1?", "1.2 Vraag 1.2?"]
    assert REASON in filled.content.decode()
    again = team.post(address("create"), given(seen=covers.seen, change="1"))
    assert again.templates[0].name == "leidraad/deviation_form.html"

    # somebody answers meanwhile: what is covered has changed, so it is shown once more
    AnswerFactory(guide_check=check, question="1.1")
    late = team.post(address("create"), given(seen=covers.seen, confirm="1"))
    assert (late.status_code, Deviation.objects.count()) == (409, 0)

    done = team.post(address("create"), given(seen=late.context["covers"].seen, confirm="1"))
    row = Deviation.objects.get()
    assert done.url == address("list")
    assert (row.starts_on, row.ends_on, row.recorded_by, row.guide_version) == (
        TODAY,
        date(2027, 6, 1),
        coordinator,
        "1.0",
    )
    assert questions(row.covers) == ["1.2 Vraag 1.2?"]

    # what was open stays as it was then, whatever is answered later
    open_gate(check)
    assert deviation_page(area).running.covers[0].name == "Doel"
    assert team.get(address("create")).url == address("list")  # the gate is open now: nothing to explain

    ended = team.post(address("end", row.pk), {"reason": " "})
    assert ended.status_code == 422
    assert team.post(address("end", row.pk), {"reason": "Alles is geregeld."}).url == address("list")
    assert deviation_page(area).rows[0].ending_reason == "Alles is geregeld."


def test_form_says_beside_the_field_what_is_wrong(login, area, check, coordinator):
    wrong = {"reason": "", "decided_by_name": " ", "decided_by_function": "", "decided_on": "2026-11-25"}
    response = login(coordinator).post(address("create"), given(ends_on="2028-11-25", **wrong))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {*wrong, "ends_on"}
    assert Deviation.objects.count() == 0


def test_gate_closed_after_the_end_is_told_loudly(login, area, check, coordinator, today):
    recorded(area, coordinator, ends_on=date(2026, 12, 1))
    area.phase = Phase.EXPLORATION  # the lock on the phase lets a running decision through
    area.save()
    page, told = reverse("leidraad:check-detail", args=[area.slug]), {}
    for moment in ("2026-12-01", "2026-12-02"):
        today.move_to(f"{moment} 09:00 +01:00")
        told[moment] = "utrecht-alert--error" in login(coordinator).get(page).content.decode()

    assert [notice.is_urgent for notice in notices_of(area)] == [True]  # and so does every other page
    open_gate(check)
    assert notices_of(area) == []  # the gate is open now
    area.refresh_from_db()
    assert told == {"2026-12-01": False, "2026-12-02": True}
    assert area.phase == Phase.EXPLORATION  # no automatic step back


# Every page -----------------------------------------------------------------------------------------------------------
def pages_of(area) -> list[str]:
    """Return every address under an area that asks for nothing but the area, and one page of each of its parts."""
    load_goal_packs()
    CatalogueFactory()
    FundsFactory()
    parts = [
        reverse("stakeholders:partner-detail", args=[area.slug, PartnerFactory(area=area).pk]),
        reverse("goals:goal-detail", args=[area.slug, GoalFactory(area=area).pk]),
        reverse("goals:measure-detail", args=[area.slug, MeasureFactory(area=area).pk]),
        reverse("intake:round-detail", args=[area.slug, RoundFactory(area=area).pk]),
        reverse("interviews:interview-detail", args=[area.slug, InterviewFactory(area=area).pk]),
        reverse("findings:finding-detail", args=[FindingFactory(areas=[area]).pk]),
        reverse("leidraad:condition-detail", args=[area.slug, "doel"]),
    ]
    own = "/gebieden/<slug:slug>/"
    found = {each.path.replace("<slug:slug>", area.slug) for each in addresses() if each.path.startswith(own)}
    return sorted(path for path in found if "<" not in path) + parts


def test_every_page_of_an_area_tells_it_at_the_same_number_of_queries(login, area, check, officer):
    client, seen = login(officer), {}
    paths = pages_of(area)
    for is_started in (False, True):
        if is_started:
            DeviationFactory(area=area)
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                response = client.get(path)
            is_page = response.status_code == 200 and b'<main id="inhoud"' in response.getvalue()
            if is_page:
                seen.setdefault(path, []).append((EVERYWHERE in response.content.decode(), len(queries)))

    own = {reverse("leidraad:deviation-create", args=[area.slug])}  # reads the decision it would follow
    assert len(seen) > 25
    assert {path for path, (before, after) in seen.items() if before[0] or not after[0]} == set()
    assert {path: told for path, told in seen.items() if told[0][1] != told[1][1]}.keys() <= own


def test_public_area_tells_it_to_a_visitor_without_a_link_and_an_unknown_area_nothing(client, area):
    DeviationFactory(area=area)
    assert EVERYWHERE not in client.get(area.get_absolute_url(), follow=True).content.decode()

    area.visibility = Visibility.PUBLIC
    area.save()
    content = client.get(area.get_absolute_url()).content.decode()

    assert EVERYWHERE in content
    assert address("list") not in content
    assert EVERYWHERE not in client.get(reverse("areas:area-list")).content.decode()


def test_open_conditions_leave_out_what_is_planned(area, check, officer):
    planned = {"owner": officer, "due_on": timezone.localdate()}
    AnswerFactory(guide_check=check, question="1.1", value="deels", **planned)

    assert questions(open_conditions(area, None).frozen) == ["1.2 Vraag 1.2?"]
    open_gate(check)
    assert open_conditions(area, None).frozen == ()
