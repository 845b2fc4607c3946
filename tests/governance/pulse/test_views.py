from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.pulse import actions, tickets
from governance.pulse.models import Code, Round, SpentTicket, Tally
from governance.pulse.pages import pulse_page
from governance.pulse.tasks import close_rounds
from tests.factories.areas import AreaFactory
from tests.factories.pulse import PulsePackFactory, RoundFactory, TallyFactory

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
CODE = "/vertrouwenspuls/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def round_(area, officer, today):
    pack = PulsePackFactory()
    return actions.open_round(area=area, pack=pack, opens_on=today, closes_on=today + timedelta(days=14), by=officer)


def home(area):
    return reverse("pulse:pulse", args=[area.slug])


def vote(client, code, *steps):
    address = client.post(CODE, {"code": code}).url
    return client.post(address, dict(zip(("nakomen", "openheid", "resultaat"), map(str, steps), strict=True)))


def fill(round_, number, steps=(4, 3, 2)):
    for _n in range(number):
        ticket = tickets.make_ticket(str(round_.key))
        actions.count_ballot(round=round_, ticket=ticket, answers=steps, today=timezone.localdate())


def test_doors(client, login, area, officer, stranger, partner, round_):
    area.visibility = "partners"
    area.save()
    closed = TallyFactory(round=RoundFactory(area=area, closed=True)).round
    other = AreaFactory(provinces=area.provinces)
    changing = {
        name: reverse(f"pulse:{name}", args=[area.slug, *keys])
        for name, keys in {
            "round-create": [], "codes": [round_.pk], "round-close": [round_.pk], "follow-up": [closed.pk],
        }.items()
    }  # fmt: skip
    outside, reader, writer = login(stranger), login(partner), login(officer)

    for address in (home(area), *changing.values()):
        assert client.get(address).url.startswith(reverse("account_login"))
        assert outside.get(address).status_code == 404
    for name, address in changing.items():
        assert reader.get(address).status_code == 404
        assert reader.post(address, {"number": 5}).status_code == 404
        assert writer.get(address).status_code == 200
        assert writer.put(address).status_code == 405
        foreign = writer.get(address.replace(area.slug, other.slug)).status_code
        assert foreign == (200 if name == "round-create" else 404)
    assert reader.get(home(area)).status_code == 200
    for wrong in (["codes", closed.pk], ["round-close", closed.pk], ["follow-up", round_.pk]):
        assert writer.get(reverse(f"pulse:{wrong[0]}", args=[area.slug, wrong[1]])).status_code == 404
    assert client.put(CODE).status_code == client.post(f"{CODE}dank/").status_code == 405
    assert client.get(f"{CODE}dank/").status_code == 200


def test_a_round_from_its_start_to_what_was_done_with_it(client, login, area, officer, today):
    PulsePackFactory()
    writer = login(officer)
    assert writer.get(home(area)).context["page"].is_empty
    create = reverse("pulse:round-create", args=[area.slug])
    begin, end = today.isoformat(), (today + timedelta(days=7)).isoformat()
    for bad, field in [
        ({"opens_on": end, "closes_on": begin}, "closes_on"),
        ({"opens_on": "2020-01-01", "closes_on": "2020-02-01"}, "closes_on"),
        ({"opens_on": begin, "closes_on": (today + timedelta(days=200)).isoformat()}, "closes_on"),
        ({"opens_on": "", "closes_on": end}, "opens_on"),
    ]:
        assert list(writer.post(create, bad).context["form"].errors) == [field]
    address = writer.post(create, {"opens_on": begin, "closes_on": end}).url
    assert writer.post(create, {"opens_on": begin, "closes_on": end}).status_code == 422  # one at a time

    assert writer.post(address, {"number": "501"}).status_code == 422
    slips = writer.post(address, {"number": "7"})
    codes = slips.context["codes"]
    assert (len(codes), slips["Cache-Control"].count("no-store")) == (7, 1)
    assert all(code not in writer.get(address).text for code in codes)

    # Seven people answer. Nothing shows but steps of five, to nobody.
    page = None
    for place, code in enumerate(codes, start=1):
        assert vote(client, code, 5, 4, place % 5 + 1).url == reverse("pulse:thanks")
        page = writer.get(home(area), **ENGLISH).context["page"]
        assert page.running.at_least == (5 if place >= 5 else 0)
        assert page.rounds == ()
    used = client.post(CODE, {"code": codes[0]}, **ENGLISH)
    assert used.status_code == 422
    assert "used already" in used.text

    found = Round.objects.get()
    assert writer.post(reverse("pulse:round-close", args=[area.slug, found.pk])).url == home(area)
    row = writer.get(home(area)).context["page"].rounds[0]
    assert (row.answered, row.means[:2]) == (7, (5.0, 4.0))
    assert row.figure.rows[0][1:] == ("0", "0", "0", "0", "7")
    assert not Code.objects.exists()
    assert not SpentTicket.objects.exists()

    done = reverse("pulse:follow-up", args=[area.slug, found.pk])
    writer.post(done, {"follow_up": "We bellen **eerder** terug."})
    assert "<strong>eerder</strong>" in writer.get(home(area)).text
    assert writer.post(create, {"opens_on": begin, "closes_on": end}).status_code == 302


def test_code_or_ballot_that_cannot_be_taken_says_why(client, area, round_, officer, today):
    (code, late) = actions.make_codes(round=round_, number=2)

    for wrong in ("", "ABC", "AAAA-AAAA-AAAA"):
        response = client.post(CODE, {"code": wrong}, **ENGLISH)
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["code"])
    address = client.post(CODE, {"code": code}).url
    assert client.get(address).status_code == 200
    assert client.get(address.replace(str(round_.key), str(RoundFactory().key))).status_code == 404
    assert client.get(f"{address[:-3]}A/").status_code == 404
    assert len(client.post(address, {"nakomen": "6"}).context["form"].errors) == 3
    answers = {"nakomen": "1", "openheid": "1", "resultaat": "1"}
    assert client.post(address, answers).status_code == 302
    again = client.post(address, answers, **ENGLISH)
    assert again.status_code == 409
    assert "counted already" in again.text
    assert sum(Tally.objects.get(pk=round_.pk).counts) == 3

    open_address = client.post(CODE, {"code": late}).url
    Round.objects.filter(pk=round_.pk).update(opens_on=today - timedelta(9), closes_on=today - timedelta(1))
    assert client.post(open_address, answers).status_code == 409
    close_rounds()
    close_rounds()
    assert client.post(open_address, answers).status_code == 409
    assert client.post(CODE, {"code": late}).status_code == 422
    assert pulse_page(area).rounds[0].figure is None
    assert Tally.objects.get(pk=round_.pk).counts is None  # one answer is no sum


def test_trend_needs_two_rounds_that_may_be_shown(login, area, officer, today):
    for place, number in enumerate((5, 4, 6)):
        made = actions.open_round(area=area, pack=PulsePackFactory(), opens_on=today, closes_on=today, by=officer)
        fill(made, number, (place + 1, 3, 5))
        actions.close_round(round=made, by=officer)
        page = pulse_page(area)
        assert (page.trend is not None) == (place == 2)
    assert [row[1] for row in page.trend.rows] == ["1", "3"]

    client = login(officer)
    client.get(home(area))
    with CaptureQueriesContext(connection) as three:
        client.get(home(area))
    Round.objects.filter(area=area).exclude(pk=made.pk).delete()
    with CaptureQueriesContext(connection) as one:
        client.get(home(area))
    assert len(one) == len(three)
