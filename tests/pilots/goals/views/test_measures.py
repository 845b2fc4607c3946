import json

import pytest

from pilots.areas.enums import MemberRole, Visibility
from pilots.goals.models import Effect, Initiative, Measure, Score, SignOverride
from tests.factories.areas import MemberFactory, SiteFactory, SiteLinkFactory
from tests.factories.goals import (
    ON_MAP,
    SMALL,
    EffectFactory,
    GoalFactory,
    InitiativeFactory,
    MeasureFactory,
    ScoreFactory,
)
from tests.factories.stakeholders import PartnerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs", "in_english")]
FULL = {
    "name": "Sloten dempen",
    "kind": "hydrology",
    "status": "idea",
    "starts_on": "2026-01-01",
    "ends_on": "2028-12-31",
    "cost_low": "250000",
    "cost_high": "400000",
    "place_kind": "drawn",
    "place": json.dumps(SMALL),
    "version": "1",
}
SIGN = "?maatregel=rewetting&opgave=food"


@pytest.fixture
def client(login, officer):
    client = login(officer)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_create_measure_measures_its_place_and_serves_its_goals(client, area, url):
    site, goal = SiteLinkFactory(area=area).site, GoalFactory(area=area)
    owner = PartnerFactory(area=area).organisation

    client.post(url("measure-create"), {**FULL, "goals": [goal.pk], "owner": owner.pk})

    measure = Measure.objects.get()
    assert (measure.position, measure.nearest_site, measure.distance_m) == ("inside", site, 0)
    assert measure.overlap_ha == measure.area_ha
    assert (measure.cost_low, measure.cost_high, measure.owner) == (250000, 400000, owner)
    assert (measure.effects.get().goal, measure.effects.get().unit) == (goal, "ha")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cost_low": "-1"}, "cost_low"),
        ({"cost_high": "99999999999"}, "cost_high"),
        ({"cost_low": "500000"}, "cost_high"),
        ({"cost_low": "1,50"}, "cost_low"),
        ({"ends_on": "2025-01-01"}, "ends_on"),
        ({"kind": "magic"}, "kind"),
        ({"status": "dropped"}, "status"),
        ({"place": ""}, "place"),
        ({"goals": ["0"]}, "goals"),
        ({"owner": "0"}, "owner"),
    ],
)
def test_create_measure_bad_input_is_said_beside_the_field(client, url, change, field):
    response = client.post(url("measure-create"), {**FULL, **change})

    assert field in response.context["form"].errors
    assert not Measure.objects.exists()


def test_create_measure_refuses_goals_and_owners_of_another_area(client, url):
    change = {"goals": [GoalFactory().pk], "owner": PartnerFactory().organisation.pk}

    assert set(client.post(url("measure-create"), {**FULL, **change}).context["form"].errors) == {"goals", "owner"}


def test_status_follows_the_allowed_moves(client, area, url):
    measure = MeasureFactory(area=area, status="idea")

    refused = client.post(url("measure-edit", measure.pk), {**FULL, "status": "done"})
    client.post(url("measure-edit", measure.pk), {**FULL, "status": "agreed"})

    measure.refresh_from_db()
    assert "status" in refused.context["form"].errors
    assert measure.status == "agreed"


def test_measure_again_follows_a_site_that_changed(client, area, url):
    measure = MeasureFactory(area=area, **ON_MAP)

    client.post(url("measure-again"))
    measure.refresh_from_db()
    assert measure.position == "unknown"

    SiteLinkFactory(area=area, site=SiteFactory(name="Veluwe"))
    client.post(url("measure-again"))
    measure.refresh_from_db()
    assert (measure.position, measure.nearest_site.name) == ("inside", "Veluwe")


def test_effect_in_another_unit_is_kept_with_a_warning_and_not_added(client, area, url):
    effect = EffectFactory(measure__area=area)

    data = {"low": "100", "high": "", "unit": "mol"}
    response = client.post(url("effect-edit", effect.measure_id, effect.pk), data, follow=True)

    effect = Effect.objects.get()
    assert (effect.low, effect.high, effect.unit) == (100, 100, "mol")
    assert "not added up" in " ".join(str(message) for message in response.context["messages"])
    assert client.get(url("goal-detail", effect.goal_id)).context["row"].enough.counted == ()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"low": "3", "high": "2", "unit": "ha"}, "high"),
        ({"low": "-3", "unit": "ha"}, "low"),
        ({"low": "3"}, "unit"),
        ({"low": "123456789012", "unit": "ha"}, "low"),
    ],
)
def test_effect_bad_input_is_said_beside_the_field(client, area, url, data, field):
    effect = EffectFactory(measure__area=area)
    response = client.post(url("effect-edit", effect.measure_id, effect.pk), data)

    assert field in response.context["form"].errors


def test_scores_show_who_lies_apart_and_one_party_judges_once(client, area, url):
    measure = MeasureFactory(area=area)
    farm = PartnerFactory(area=area, organisation__kind="farm").organisation
    data = {"feasibility": "1", "scored_on": "2026-11-01"}

    client.post(url("score-create", measure.pk), {**data, "organisation": farm.pk, "note": "Te nat"})
    client.post(url("score-create", measure.pk), {**data, "group": "nature", "feasibility": "5"})
    double = client.post(url("score-create", measure.pk), {**data, "organisation": farm.pk})
    empty = client.post(url("score-create", measure.pk), {"group": "fund", "scored_on": "2026-11-01"})

    assert "organisation" in double.context["form"].errors
    assert "feasibility" in empty.context["form"].errors
    assert set(Score.objects.values_list("group", flat=True)) == {"farm", "nature"}
    spread = client.get(url("measure-detail", measure.pk)).context["page"].spreads[0]
    assert (spread.low, spread.high, spread.is_divided) == (1, 5, True)
    assert spread.lowest == (farm.name,)


def test_partner_sees_judgements_by_group_without_names_or_words(area, url, login):
    area.visibility = Visibility.PARTNERS
    area.save()
    farm = PartnerFactory(area=area, organisation__kind="farm", organisation__name="Hoeve Geheim").organisation
    score = ScoreFactory(measure__area=area, organisation=farm, note="Alleen voor het team")
    partner = MemberFactory(area=area, role=MemberRole.PARTNER).user

    response = login(partner).get(url("measure-detail", score.measure_id))

    assert response.context["page"].spreads[0].voices[0][0] == score.get_group_display()
    assert "Hoeve Geheim" not in response.content.decode()
    assert "Alleen voor het team" not in response.content.decode()


# Other tasks and initiatives ------------------------------------------------------------------------------------------


def test_sign_is_replaced_with_a_reason_and_its_author_and_put_back(client, area, url, officer):
    MeasureFactory(area=area, kind="rewetting", **ON_MAP)

    assert "reason" in client.post(url("sign-edit") + SIGN, {"sign": "plus", "reason": ""}).context["form"].errors
    client.post(url("sign-edit") + SIGN, {"sign": "plus", "reason": "Natte teelt"})

    page = client.get(url("task-list")).context["page"]
    ((_name, cell),) = page.own_cells
    assert (cell.sign, cell.default, cell.reason, cell.author) == ("helps", "conflicts", "Natte teelt", officer.name)
    on_map = client.get(url("task-map", "food")).json()["features"]
    assert [feature["properties"]["kind"] for feature in on_map][-1] == "sign-plus"

    client.post(url("sign-restore") + SIGN)
    assert not SignOverride.objects.exists()
    assert client.get(url("task-list")).context["page"].own_cells == ()


def test_visitor_of_a_public_area_reads_the_reason_but_not_its_author(client, area, url, officer, stranger, login):
    client.post(url("sign-edit") + SIGN, {"sign": "plus", "reason": "Natte teelt"})
    area.visibility = Visibility.PUBLIC
    area.save()

    text = login(stranger).get(url("task-list")).content.decode()

    assert "Natte teelt" in text
    assert officer.name not in text


def test_initiative_overlaps_the_area_and_another_initiative(client, area, url):
    area.boundary_kind, area.boundary, area.outline, area.area_ha = "drawn", SMALL, SMALL, 76
    area.save()
    MeasureFactory(area=area, starts_on="2026-01-01", ends_on="2026-12-31")
    InitiativeFactory(area=area, name="Leiding", starts_on="2026-07-01", ends_on="2027-06-30", **ON_MAP)
    data = {"name": "Dorpsrand", "level": "local", "starts_on": "2026-07-01", "ends_on": "2026-12-31"}

    client.post(url("initiative-create"), {**data, "place_kind": "drawn", "place": json.dumps(SMALL), "version": "1"})

    page = client.get(url("initiative-list")).context["page"]
    assert [(row.name, row.share, row.months) for row in page.rows] == [("Dorpsrand", 100, 6), ("Leiding", 100, 6)]
    (meeting,) = page.meetings
    assert meeting.is_certain
    assert 70 < meeting.overlap_ha < 80


def test_initiative_that_ends_before_it_starts_is_refused(client, url):
    data = {"name": "X", "level": "local", "starts_on": "2026-02-01", "ends_on": "2026-01-01", "place_kind": "none"}
    response = client.post(url("initiative-create"), {**data, "version": "1"})

    assert "ends_on" in response.context["form"].errors
    assert not Initiative.objects.exists()
