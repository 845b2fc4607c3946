import json
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from pilots.goals.models import Goal, Pressure, TrackNote
from tests.factories.areas import SiteFactory, SiteLinkFactory
from tests.factories.goals import ON_MAP, SMALL, EffectFactory, GoalFactory, MeasureFactory, PressureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs", "in_english")]
BOW = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.2, 52.2], [6.2, 52.1], [6.1, 52.2], [6.1, 52.1]]]}
HUGE = {"type": "Polygon", "coordinates": [[[4, 51.5], [6.5, 51.5], [6.5, 53], [4, 53], [4, 51.5]]]}
FULL = {
    "subject": "H6410",
    "direction": "expand",
    "gap_low": "4",
    "gap_high": "6",
    "unit": "ha",
    "openness": "partly",
    "place_kind": "search-area",
    "certainty": "60",
    "place": json.dumps(SMALL),
    "due_on": "2035-12-31",
    "version": "1",
}


@pytest.fixture
def client(login, officer):
    client = login(officer)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_create_goal_keeps_it_with_its_place_and_the_version_of_the_list(client, area, url, packs):
    site = SiteLinkFactory(area=area).site

    response = client.post(url("goal-create"), {**FULL, "site": site.pk})

    goal = Goal.objects.get()
    assert response["Location"] == goal.get_absolute_url()
    assert (goal.area, goal.site, goal.reference) == (area, site, packs[0])
    assert (goal.gap_low, goal.gap_high, goal.unit, goal.due_on) == (4, 6, "ha", date(2035, 12, 31))
    assert (goal.place_kind, goal.certainty, goal.place) == ("search-area", 60, SMALL)
    assert 70 < goal.area_ha < 80
    assert goal.bbox == [6.1, 52.1, 6.11, 52.11]


def test_create_goal_takes_one_number_for_both_ends(client, url):
    client.post(url("goal-create"), {**FULL, "gap_high": ""})

    assert Goal.objects.get().gap_high == 4


def test_create_goal_that_is_not_in_the_list(client, url):
    client.post(url("goal-create"), {**FULL, "subject": "other", "other_code": "H1355", "other_name": "Otter"})

    assert str(Goal.objects.get()) == "H1355 Otter"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"gap_low": "-1"}, "gap_low"),
        ({"gap_low": "99999999"}, "gap_low"),
        ({"gap_high": "1e30"}, "gap_high"),
        ({"gap_high": "3"}, "gap_high"),
        ({"unit": ""}, "unit"),
        ({"unit": "bunders"}, "unit"),
        ({"subject": "H0000"}, "subject"),
        ({"subject": "other"}, "other_name"),
        ({"subject": "other", "other_name": "Otter"}, "other_code"),
        ({"direction": ""}, "direction"),
        ({"place": ""}, "place"),
        ({"place": "geen kaart"}, "place"),
        ({"place": json.dumps(BOW)}, "place"),
        ({"place": json.dumps(HUGE)}, "place"),
        ({"place": '{"type": "Point", "coordinates": [6.1, 52.1]}'}, "place"),
        ({"certainty": ""}, "certainty"),
        ({"certainty": "101"}, "certainty"),
        ({"due_on": "gisteren"}, "due_on"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"site": "0"}, "site"),
    ],
)
def test_create_goal_bad_input_is_said_beside_the_field_and_nothing_is_saved(client, url, change, field):
    response = client.post(url("goal-create"), {**FULL, **change})

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Goal.objects.exists()


def test_create_goal_refuses_a_site_of_another_area(client, url):
    assert "site" in client.post(url("goal-create"), {**FULL, "site": SiteFactory().pk}).context["form"].errors


def test_edit_goal_by_two_people_loses_nothing(client, area, url):
    goal = GoalFactory(area=area, version=3, note="van een ander")

    stale = client.post(url("goal-edit", goal.pk), {**FULL, "version": "2", "note": "van mij"})
    goal.refresh_from_db()

    assert stale.status_code == 409
    assert goal.note == "van een ander"
    assert stale.context["form"]["note"].value() == "van mij"
    assert "Explanation" in stale.context["form"].non_field_errors()[0]
    assert stale.context["form"]["version"].value() == "3"

    again = client.post(url("goal-edit", goal.pk), {**FULL, "version": "3", "note": "van mij"})
    goal.refresh_from_db()
    assert again.status_code == 302
    assert (goal.note, goal.version) == ("van mij", 4)


def test_remove_goal_asks_first_and_keeps_it_in_the_history(client, area, url, officer):
    goal = GoalFactory(area=area)

    assert client.get(url("goal-delete", goal.pk)).status_code == 200
    assert Goal.objects.exists()
    assert client.post(url("goal-delete", goal.pk))["Location"] == url("goal-list")

    assert not Goal.objects.exists()
    entry = client.get(url("goal-history")).context["page"].object_list[0]
    assert (entry.what, entry.who) == ("Goal removed: H6410 Molinia meadows", officer.name)


def test_history_says_who_changed_what(client, area, url, officer):
    goal = GoalFactory(area=area)
    client.post(url("goal-edit", goal.pk), {**FULL, "gap_high": "8"})

    entry = client.get(url("goal-history")).context["page"].object_list[0]

    assert entry.what == "Goal changed: H6410 Molinia meadows"
    changes = {change.label: (change.before, change.after) for change in entry.changes}
    assert changes["What is lacking, at most"] == ("6", "8")
    assert changes["Place"] == ("Not on the map yet", "Search area")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A275 Whinchat", "H6410 Molinia meadows", "H9999 Zeldzaam"]),
        ("q=molinia", ["H6410 Molinia meadows"]),
        ("q=zeldzaam", ["H9999 Zeldzaam"]),
        ("soort=bird", ["A275 Whinchat"]),
        ("soort=habitat", ["H6410 Molinia meadows"]),
        ("soort=other", ["H9999 Zeldzaam"]),
        ("richting=keep", ["A275 Whinchat"]),
        ("plek=ja", ["H6410 Molinia meadows"]),
        ("plek=nee", ["A275 Whinchat", "H9999 Zeldzaam"]),
        ("natura2000=58", ["H6410 Molinia meadows"]),
        ("natura2000=1", ["A275 Whinchat", "H6410 Molinia meadows", "H9999 Zeldzaam"]),
    ],
)
def test_list_filters_table_file_and_map_agree(client, area, url, query, found):
    GoalFactory(area=area, site=SiteFactory(number=58, name="Landgoederen"), **ON_MAP)
    GoalFactory(area=area, subject="A275", direction="keep")
    GoalFactory(area=area, subject="other", other_code="H9999", other_name="Zeldzaam")

    response = client.get(f"{url('goal-list')}?{query}")
    exported = b"".join(client.get(f"{url('goal-export')}?{query}").streaming_content).decode().splitlines()[1:]
    on_map = client.get(f"{url('goal-map')}?{query}").json()["features"]

    assert [row.name for row in response.context["rows"]] == found
    assert [line.split(";")[0] for line in exported] == found
    names = [feature["properties"]["name"] for feature in on_map if feature["properties"]["kind"] == "goal"]
    assert names == [name for name in found if name.startswith("H6410")]
    assert response.context["share"].percentage == 33


def test_list_fragment_is_the_same_as_in_the_page(client, area, url):
    GoalFactory(area=area)
    whole = client.get(url("goal-list"))
    part = client.get(url("goal-list"), headers={"HX-Request": "true"})

    assert part.content.decode().strip() in whole.content.decode()


def test_empty_pages_say_what_to_do(client, url):
    for name in ("goal-list", "goal-enough", "measure-list", "initiative-list", "task-list", "goal-history"):
        assert 'class="empty"' in client.get(url(name)).content.decode(), name


def test_detail_says_loudly_that_a_goal_has_no_place(client, area, url):
    goal, placed = GoalFactory(area=area), GoalFactory(area=area, **ON_MAP)

    assert "Not on the map yet." in client.get(url("goal-detail", goal.pk)).content.decode()
    assert "Not on the map yet." not in client.get(url("goal-detail", placed.pk)).content.decode()


def test_enough_adds_measures_and_names_what_lies_in_the_same_place(client, area, url):
    goal = GoalFactory(area=area)
    for name in ("Sloten", "Stuwen"):
        measure = MeasureFactory(area=area, name=name, **ON_MAP)
        EffectFactory(measure=measure, goal=goal, low=Decimal(3), high=Decimal(4))

    response = client.get(url("goal-enough"))

    (row,) = response.context["page"].goals
    assert (row.state, row.enough.low, row.enough.high) == ("Enough", 6, 8)
    (pair,) = response.context["doubles"]
    assert {pair.one, pair.other} == {"Sloten", "Stuwen"}
    assert 70 < pair.hectares < 80


# Pressures and tracks ------------------------------------------------------------------------------------------------


def test_create_pressure_takes_its_track_from_the_list(client, area, url):
    goal = GoalFactory(area=area)
    data = {"kind": "nitrogen", "note": "Te veel", "weight": "3", "goals": [goal.pk]}

    client.post(url("pressure-create"), data)

    pressure = Pressure.objects.get()
    assert (pressure.track, list(pressure.goals.all())) == ("source", [goal])


def test_create_pressure_twice_or_without_text_or_with_a_goal_of_another_area_is_refused(client, area, url):
    PressureFactory(area=area, kind="nitrogen")
    other = GoalFactory()

    for change, field in (({"kind": "nitrogen"}, "kind"), ({"note": ""}, "note"), ({"goals": [other.pk]}, "goals")):
        data = {"kind": "pollution", "note": "Iets", **change}
        assert field in client.post(url("pressure-create"), data).context["form"].errors


def test_tracks_are_incomplete_until_both_have_content(client, area, url):
    PressureFactory(area=area)
    MeasureFactory(area=area, kind="rewetting")
    assert "lacks content" in client.get(url("track-list")).context["page"].conclusion

    client.post(url("pressure-create"), {"kind": "nitrogen", "note": "Te veel"})
    client.post(url("track-edit", "source"), {"text": "De provincie regelt dit."})

    assert client.get(url("track-list")).context["page"].is_complete


def test_track_note_is_taken_away_by_an_empty_text(client, area, url):
    client.post(url("track-edit", "source"), {"text": "De provincie regelt dit."})
    assert TrackNote.objects.get().text == "De provincie regelt dit."

    client.post(url("track-edit", "source"), {"text": ""})

    assert not TrackNote.objects.exists()


def test_summary_is_a_fragment_with_the_outcome_of_each_goal(client, area, url):
    GoalFactory(area=area)
    text = client.get(url("goal-summary")).content.decode()

    assert "<html" not in text
    assert "H6410" in text
    assert url("goal-summary") in client.get(reverse("areas:area-detail", args=[area.slug])).content.decode()
