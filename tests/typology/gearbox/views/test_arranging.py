from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.digest import lines_for
from pilots.areas.enums import Visibility
from tests.factories.stakeholders import PartnerFactory, PersonFactory
from tests.factories.typology import ArrangementFactory, CollaborationFactory
from tests.typology.gearbox.test_gears import DIALS, TASK_FOR, answers_at
from typology.gearbox.models import Arrangement

pytestmark = pytest.mark.django_db
GAP = "4-subject"


@pytest.fixture
def collaboration(area):
    area.visibility = Visibility.PARTNERS
    area.save()
    return CollaborationFactory(area=area, answers=answers_at(dict.fromkeys(DIALS, 2)) | TASK_FOR["4"])


def url(name, collaboration, *extra):
    return reverse(f"typology:arrangement-{name}", args=[collaboration.area.slug, collaboration.pk, *extra])


def page(client, address, **data):
    return client.get(address, data, headers={"Accept-Language": "en"}).content.decode()


def sent(**values):
    return {"owner": "", "partner": "", "due_on": "", "status": "open", "note": "", "seen": ""} | values


def test_every_address_has_its_door(client, login, collaboration, officer, partner, stranger):
    row = ArrangementFactory(collaboration=collaboration, what="Own point")
    reading = [url("list", collaboration), url("export", collaboration, "csv")]
    involved = [url("history", collaboration)]
    changing = [url("add", collaboration), url("edit", collaboration, GAP), url("edit", collaboration, row.pk)]
    undo = url("undo", collaboration, row.pk)

    for address in [*reading, *involved, *changing]:
        assert client.get(address).status_code == 302
        assert login(stranger).get(address).status_code == 404
        assert login(officer).get(address).status_code == 200
        assert login(officer).delete(address).status_code == 405
    for address in [*reading, *involved]:
        assert login(partner).get(address).status_code == 200
    for address in changing:
        assert login(partner).get(address).status_code == 404
    assert login(partner).post(undo).status_code == 404
    assert login(officer).get(undo).status_code == 405
    assert login(officer).get(url("export", collaboration, "pdf")).status_code == 404
    assert login(officer).get(url("edit", collaboration, "nonsense")).status_code == 404


def test_readers_who_are_not_involved_see_no_names_and_no_notes(client, login, collaboration, officer, stranger):
    area = collaboration.area
    area.visibility = Visibility.PUBLIC
    area.save()
    party = PartnerFactory(area=area, organisation__name="Farm Secret")
    ArrangementFactory(collaboration=collaboration, code=GAP, owner=officer, partner=party, note="Private remark")
    address = url("list", collaboration)

    known, unknown = page(login(officer), address), page(login(stranger), address)
    table = b"".join(login(stranger).get(url("export", collaboration, "csv")).streaming_content).decode()

    for secret in (officer.name, "Farm Secret", "Private remark"):
        assert secret in known
        assert secret not in unknown
        assert secret not in table
    assert login(stranger).get(url("history", collaboration)).status_code == 404
    assert 'name="wie"' not in unknown


def test_take_up_report_undo_and_read_back(login, collaboration, officer, coordinator):
    client, edit = login(officer), url("edit", collaboration, GAP)
    assert not Arrangement.objects.exists(), "looking makes no rows"

    saved = client.post(edit, sent(owner=officer.pk, due_on="2026-12-01", status="doing", note="Agreed on Monday."))
    twice = client.post(edit, sent(owner=officer.pk, due_on="2026-12-01", status="doing", note="Agreed on Monday."))

    row = Arrangement.objects.get()
    assert (row.code, row.dial, row.status, row.owner, row.updated_by) == (GAP, "subject", "doing", officer, officer)
    assert row.what, "the words of now are kept, for when another version has none"
    assert saved.url == twice.url
    shown = page(client, saved.url.partition("#")[0])
    assert f"Saved: {shown.split('Saved: ')[1].split('<')[0]}" in shown
    assert "In progress" in shown

    told = [line for line in lines_for(officer, date(2026, 12, 2)) if line.due_on == date(2026, 12, 1)]
    assert len(told) == 1
    assert told[0].area == collaboration.area.name
    assert login(officer).get(told[0].url).status_code == 200

    seen = shown.split('name="seen" value="')[1].split('"')[0]
    client.post(url("undo", collaboration, GAP), {"seen": seen})
    row.refresh_from_db()
    assert (row.status, row.owner, row.note, row.due_on) == ("open", None, "", None)
    client.post(url("undo", collaboration, GAP), {"seen": seen})
    row.refresh_from_db()
    assert row.status == "open", "a second click on the same button changes nothing"

    history = page(login(coordinator), url("history", collaboration))
    assert history.count("Agreed on Monday.") == 2
    assert "Taken up:" in history
    assert "Undone:" in history


def test_two_people_at_once_are_told_and_nothing_is_overwritten_unseen(login, collaboration, officer, coordinator):
    edit = url("edit", collaboration, GAP)
    login(coordinator).post(edit, sent(status="doing", note="Mine first"))

    response = login(officer).post(edit, sent(status="done", note="Mine second"))

    assert response.status_code == 409
    assert "Mine first" in response.content.decode()
    assert "Mine second" in response.content.decode()
    assert Arrangement.objects.get().note == "Mine first"
    again = response.context["form"]["seen"].value()
    assert login(officer).post(edit, sent(status="done", note="Mine second", seen=again)).status_code == 302
    assert Arrangement.objects.get().note == "Mine second"


def test_own_point_is_added_once_and_dropping_asks_why(login, collaboration, officer):
    client, add = login(officer), url("add", collaboration)
    values = sent(what="Order a map", dial="subject", condition="")

    first, second = client.post(add, values), client.post(add, values)
    row = Arrangement.objects.get()
    refused = client.post(url("edit", collaboration, row.pk), values | {"status": "dropped"})
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"note"}
    empty = client.post(add, sent(what=""))
    assert empty.status_code == 422

    assert first.url == second.url
    seen = page(client, first.url.partition("#")[0]).split('name="seen" value="')[1].split('"')[0]
    dropped = values | {"status": "dropped", "note": "The province has one.", "seen": seen}
    assert client.post(url("edit", collaboration, row.pk), dropped).status_code == 302
    assert "The province has one." in page(client, url("list", collaboration), stand="dropped")


def test_owner_of_a_party_reports_how_far_it_is_and_nothing_else(login, collaboration, partner, officer):
    party = PartnerFactory(area=collaboration.area)
    PersonFactory(organisation=party.organisation, user=partner)
    row = ArrangementFactory(collaboration=collaboration, code=GAP, partner=party, due_on=date(2026, 12, 1))
    client, edit = login(partner), url("edit", collaboration, GAP)

    assert any(_("For you to arrange") == line.group for line in lines_for(partner, date(2026, 12, 2)))
    form = client.get(edit).context["form"]
    assert set(form.fields) == {"status", "note", "seen"}
    client.post(edit, {"status": "done", "note": "Signed.", "seen": form["seen"].value(), "due_on": "", "owner": ""})

    row.refresh_from_db()
    assert (row.status, row.note, row.due_on, row.partner) == ("done", "Signed.", date(2026, 12, 1), party)
    assert "Done, says the owner" in page(client, url("list", collaboration))
    assert lines_for(partner, date(2026, 12, 2)) == [], "what is reported as done is no task"


def test_party_of_another_area_is_refused(login, collaboration, officer):
    elsewhere = PartnerFactory()

    response = login(officer).post(url("edit", collaboration, GAP), sent(partner=elsewhere.pk))

    assert response.status_code == 422
    assert not Arrangement.objects.exists()


def test_better_answers_settle_a_point_and_say_since_when(login, collaboration, officer):
    ArrangementFactory(collaboration=collaboration, code="4-partners", owner=officer, what="")
    collaboration.answers |= answers_at(dict.fromkeys(DIALS, 4))
    collaboration.save()

    response = login(officer).get(url("list", collaboration))

    states = {line.key: (line.state, line.arranged_at is not None) for line in response.context["page"].lines}
    assert states["4-partners"] == ("arranged", True)
    assert states[GAP] == ("arranged", True)
    assert lines_for(officer, date(2026, 12, 2)) == []
    collaboration.answers |= {"intertwined": "separate", "pooling": "knowledge", "setting": "free"}
    collaboration.save()
    past = page(login(officer), url("list", collaboration), stand="past")
    assert "No longer asked" in past


def test_filters_count_and_export_agree(login, collaboration, officer):
    late = date(2020, 1, 1)
    ArrangementFactory(collaboration=collaboration, code=GAP, owner=officer, due_on=late)
    client = login(officer)

    for chosen in ({}, {"wie": "ik"}, {"te_laat": "on"}, {"knop": "partners"}, {"stand": "geregeld"}, {"stand": "x"}):
        shown = client.get(url("list", collaboration), chosen).context["shown"]
        rows = b"".join(client.get(url("export", collaboration, "csv"), chosen).streaming_content).decode()
        assert len(rows.strip().splitlines()) - 1 == shown
    assert client.get(url("list", collaboration), {"wie": "ik", "te_laat": "on"}).context["shown"] == 1
    assert client.get(url("export", collaboration, "xlsx")).content[:2] == b"PK"
    part = client.get(url("list", collaboration), {"wie": "ik"}, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(url("list", collaboration), {"wie": "ik"}).content.decode()
    assert "<html" not in part
    assert "".join(part.split()) in "".join(whole.split())


def test_ended_collaboration_is_only_read(login, collaboration, officer):
    collaboration.ended_on = collaboration.started_on
    collaboration.save()
    client = login(officer)

    assert client.get(url("list", collaboration)).status_code == 200
    assert client.get(url("add", collaboration)).status_code == 404
    assert client.post(url("edit", collaboration, GAP), sent()).status_code == 404


@pytest.mark.parametrize("rows", [1, 5])
def test_list_takes_as_many_queries_whatever_is_on_it(
    rows, login, collaboration, officer, django_assert_max_num_queries
):
    for _number in range(rows):
        ArrangementFactory(collaboration=collaboration, owner=officer, partner=PartnerFactory(area=collaboration.area))
    client = login(officer)
    client.get(url("list", collaboration))

    with django_assert_max_num_queries(12) as found:
        client.get(url("list", collaboration))
    assert len(found) == 9


def test_condition_of_the_guide_tells_what_helps_to_close_it(client, login, collaboration, officer, stranger):
    slug = collaboration.area.slug
    current = reverse("typology:arrangement-current", args=[slug])
    ArrangementFactory(collaboration=collaboration, code=GAP, owner=officer, due_on=date(2020, 1, 1))
    htmx = {"HX-Request": "true", "Accept-Language": "en"}

    assert client.get(current).status_code == 302
    assert login(stranger).get(current).status_code == 404
    assert login(officer).post(current).status_code == 405
    sent_on = login(officer).get(current, {"voorwaarde": "doel"})
    assert sent_on.url == f"{url('list', collaboration)}?voorwaarde=doel"
    part = login(officer).get(current, {"voorwaarde": "doel"}, headers=htmx).content.decode()
    assert url("edit", collaboration, GAP) in part
    assert officer.name in part
    assert "Too late" in part
    assert "Nothing is left" in login(officer).get(current, {"voorwaarde": "x"}, headers=htmx).content.decode()
    collaboration.delete()
    assert login(officer).get(current).url == reverse("typology:assessment-detail", args=[slug])
