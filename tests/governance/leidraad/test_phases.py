"""The lock: no area leaves the pre-exploration with a closed gate, whoever tries and however."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from governance.leidraad.enums import AnswerValue
from governance.leidraad.models import Answer
from governance.leidraad.phases import GateClosedError, start_exploration
from governance.leidraad.standings import standing_of
from pilots.areas.enums import Phase
from pilots.areas.models import PilotArea
from tests.factories.areas import AreaFactory
from tests.factories.leidraad import AnswerFactory, CheckFactory, DeviationFactory
from tests.factories.signing import sign_conditions


def opened(area, value=AnswerValue.YES):
    check = CheckFactory(area=area)
    for code in ("1.1", "1.2", "2.1"):
        AnswerFactory(guide_check=check, question=code, value=value)
    sign_conditions(area)
    return check


def save(area):
    area.phase = Phase.SETUP
    area.save()


def update(area):
    PilotArea.objects.filter(pk=area.pk).update(phase=Phase.EXPLORATION)


def sql(area):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE areas_pilotarea SET phase = 'setup' WHERE id = %s", [area.pk])


WAYS = (save, update, sql)


def refuses(area, way) -> bool:
    try:
        with transaction.atomic():
            way(area)
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name == "leidraad_start_gate"
    return False


def test_database_refuses_every_way_out_while_the_gate_is_closed_or_not_judged_since(area):
    assert all(refuses(area, way) for way in WAYS), "no guide at all"
    check = opened(area, AnswerValue.NO)
    standing_of(area.pk)
    assert all(refuses(area, way) for way in WAYS), "closed"
    check.answers.update(value=AnswerValue.YES)
    standing_of(area.pk)
    assert all(refuses(area, way) for way in WAYS), "met, but the signatures lapsed"
    sign_conditions(area)
    assert all(refuses(area, way) for way in WAYS), "open, but nobody judged it since"
    standing_of(area.pk)
    check.answers.filter(question="2.1").update(value=AnswerValue.PARTLY)
    assert all(refuses(area, way) for way in WAYS), "a fact moved after it was judged"
    standing_of(area.pk)
    assert not refuses(area, update)

    assert not refuses(area, lambda moved: PilotArea.objects.filter(pk=moved.pk).update(phase=Phase.PRE_EXPLORATION))
    check.answers.update(value=AnswerValue.NO)
    PilotArea.objects.update(name="Alles behalve de fase")
    deviation = DeviationFactory(area=area)
    assert not refuses(area, update), "started deliberately"
    PilotArea.objects.update(phase=Phase.PRE_EXPLORATION)
    type(deviation).objects.update(starts_on="2024-01-01", decided_on="2024-01-01", ends_on="2025-01-01")
    assert all(refuses(area, way) for way in WAYS), "its end date passed"


def test_door_moves_the_area_or_says_what_is_open_with_links(login, officer, partner, stranger, area):
    door, page = reverse("leidraad:phase-move", args=[area.slug]), reverse("areas:area-phase", args=[area.slug])
    user = login(officer)
    assert door in user.get(page).text

    assert user.post(door).status_code == 409
    check = opened(area, AnswerValue.NO)
    closed = user.post(door)
    area.refresh_from_db()
    assert (closed.status_code, area.phase) == (409, Phase.PRE_EXPLORATION)
    assert reverse("leidraad:condition-detail", args=[area.slug, "doel"]) in closed.text
    for other in (partner, stranger):
        assert login(other).post(door).status_code == 404
    assert user.get(door).status_code == 405

    check.answers.update(value=AnswerValue.YES)
    assert user.post(door).status_code == 409, "not signed"
    sign_conditions(area)
    assert user.post(door).status_code == 302
    area.refresh_from_db()
    assert area.phase == Phase.EXPLORATION
    assert user.post(door).url == page, "it stands there already"


def test_door_lets_a_deliberate_start_without_any_guide_through(officer, area):
    with pytest.raises(GateClosedError):
        start_exploration(area=area, by=officer)
    DeviationFactory(area=area)

    assert start_exploration(area=area, by=officer).phase == Phase.EXPLORATION


@pytest.mark.django_db(transaction=True)
def test_move_waits_for_who_closes_a_condition_at_the_same_time(officer):
    area = AreaFactory()
    check = opened(area)
    standing_of(area.pk)
    results: list[str] = []

    def attempt(way):
        try:
            way()
            results.append("moved")
        except (GateClosedError, IntegrityError) as error:
            results.append(type(error).__name__)
        finally:
            connection.close()

    ways = (
        lambda: start_exploration(area=PilotArea.objects.get(pk=area.pk), by=officer),
        lambda: PilotArea.objects.filter(pk=area.pk).update(phase=Phase.EXPLORATION),
    )
    for way in ways:
        thread = threading.Thread(target=attempt, args=[way])
        with transaction.atomic():
            Answer.objects.filter(guide_check=check, question="1.1").update(value=AnswerValue.NO)
            thread.start()
            thread.join(timeout=1)
            assert thread.is_alive(), "it waits for the clock"
        thread.join(timeout=20)
        Answer.objects.filter(guide_check=check).update(value=AnswerValue.YES)
        standing_of(area.pk)

    assert results == ["GateClosedError", "IntegrityError"]
    area.refresh_from_db()
    assert area.phase == Phase.PRE_EXPLORATION
