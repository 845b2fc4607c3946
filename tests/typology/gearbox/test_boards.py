"""Collaborations, their board and snapshots through the doors: who may, what is told, and what is fixed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.areas.enums import Visibility
from pilots.stakeholders.actions.merging import merge
from pilots.stakeholders.enums import Doubles
from tests.factories.stakeholders import OrganisationFactory, PartnerFactory
from tests.factories.typology import CollaborationFactory, PartnerViewFactory, TypologyVersionFactory, pack
from typology.gearbox import actions
from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.models import Arrangement, Collaboration, PartnerView, Snapshot, ViewInterest
from typology.gearbox.pages import Order, board_page, comparison_page
from typology.gearbox.tables import typology

pytestmark = pytest.mark.django_db
TABLES = typology(pack().content)
DIAL = TABLES.dials[0]
FIRST, SECOND = DIAL.questions[:2]
STEPS = [level.code for level in FIRST.levels]


@pytest.fixture
def collaboration(area, coordinator):
    return CollaborationFactory(area=area, name="Water in het beekdal")


def sent(collaboration, by, answers, *, name="Partij", may_be_named=False, **more):
    partner = PartnerFactory(area=collaboration.area, organisation=OrganisationFactory(name=name))
    return PartnerViewFactory(
        collaboration=collaboration,
        partner=partner,
        invited_by=by,
        sent_answers=answers,
        may_be_named=may_be_named,
        sent_at=timezone.now(),
        **more,
    )


def at(name, collaboration, *extra):
    return reverse(f"typology:{name}", args=[collaboration.area.slug, collaboration.pk, *extra])


def question(page, code=FIRST.code):
    return next(line for line in page.questions if line.code == code)


def test_pages_follow_the_area_and_the_switch(
    client, login, area, collaboration, coordinator, stranger, partner, officer
):
    area.visibility = Visibility.PARTNERS
    area.save()
    snapshot = actions.make_snapshot(collaboration=collaboration, title="Begin", by=coordinator)
    other = actions.make_snapshot(collaboration=collaboration, title="Nu", by=coordinator)
    compare = f"{at('snapshot-compare', collaboration)}?een={snapshot.pk}&twee={other.pk}"
    readable = [at("collaboration-detail", collaboration)]
    shared = [at("board", collaboration), at("snapshot-list", collaboration), compare]
    shared += [at("snapshot-detail", collaboration, snapshot.pk)]
    team = [
        at(name, collaboration) for name in ("collaboration-change", "collaboration-end", "view-list", "view-invite")
    ]
    team += [at("board-fix", collaboration, FIRST.code), at("collaboration-edit", collaboration, DIAL.code)]
    team += [reverse("typology:collaboration-create", args=[area.slug])]
    posts = [
        at(name, collaboration) for name in ("collaboration-reopen", "board-share", "snapshot-make", "view-remind")
    ]

    for address in [*readable, *shared, *team]:
        assert client.get(address).url.startswith(reverse("account_login")), address
        assert login(stranger).get(address).status_code == 404, address
        assert login(coordinator).get(address).status_code == 200, address
        assert login(coordinator).delete(address).status_code == 405, address
    for address in posts:
        assert login(partner).post(address).status_code == 404, address
        assert login(coordinator).get(address).status_code == 405, address
    for is_shared in (False, True):
        actions.share_board(collaboration=collaboration, is_shared=is_shared, by=coordinator)
        expected = dict.fromkeys(readable, 200) | dict.fromkeys(shared, 200 if is_shared else 404)
        expected |= dict.fromkeys(team, 404)
        assert {address: login(partner).get(address).status_code for address in expected} == expected
    elsewhere = CollaborationFactory()
    mixed = reverse("typology:board", args=[area.slug, elsewhere.pk])
    assert login(officer).get(mixed).status_code == 404, "a collaboration is opened in its own area only"


def test_board_tells_nothing_per_question_below_three_views(login, collaboration, coordinator):
    for number in range(2):
        view = sent(collaboration, coordinator, {FIRST.code: STEPS[number]}, may_be_named=True, name=f"Partij {number}")
        ViewInterest.objects.create(view=view, text="Rust", is_shared=True)

    few = board_page(collaboration)
    assert (few.views, few.is_told, few.has_interests) == (2, False, False)
    assert not any(line.is_told or line.who or any(step.number for step in line.steps) for line in few.questions)
    response = login(coordinator).get(at("board", collaboration)).content.decode()
    assert "Partij 0" not in response
    assert "Rust" not in response

    sent(collaboration, coordinator, {FIRST.code: STEPS[-1]}, name="Partij 2")
    enough = board_page(collaboration)
    assert question(enough).is_told
    assert not question(enough, SECOND.code).is_told, "nobody answered that one"
    assert question(enough).who == (), "with two names the third could be worked out"
    PartnerView.objects.update(may_be_named=True)
    assert [one.organisation for one in question(board_page(collaboration)).who] == ["Partij 2"]


def test_board_orders_compares_with_the_joint_answer_and_forgets_who_left(collaboration, coordinator):
    same, apart = {SECOND.code: SECOND.levels[0].code}, [STEPS[0], STEPS[0], STEPS[-1], STEPS[-1]]
    views = [sent(collaboration, coordinator, {FIRST.code: step} | same, name=f"Partij {step}") for step in apart]
    collaboration.answers = {SECOND.code: SECOND.levels[-1].code}
    collaboration.save()

    page = board_page(collaboration, views[0])
    assert page.questions[0].code == FIRST.code
    assert page.questions[0].disagreement == 100
    assert [line.number for line in board_page(collaboration, order=Order.QUESTIONS).questions][:2] == [1, 2]
    assert [line.code for line in page.off] == [SECOND.code]
    assert page.questions[0].own == FIRST.levels[0].text["nl"]
    assert [step.number for step in page.questions[0].steps if step.number] == [2, 2]

    views[0].partner.until_on = timezone.localdate() - timedelta(days=1)
    views[0].partner.save()
    left = board_page(collaboration)
    assert (left.views, left.gone, left.gone_names) == (3, 1, (views[0].partner.organisation.name,))
    views[1].partner.organisation.merged_into = OrganisationFactory()
    views[1].partner.organisation.save()
    assert not board_page(collaboration).is_told
    counting = {view.pk for view in PartnerView.objects.counting()}
    assert counting == {view.pk for view in PartnerView.objects.with_names() if view.counts}


def test_board_takes_as_many_queries_for_many_views(login, collaboration, coordinator, django_assert_max_num_queries):
    for number in range(5):
        sent(collaboration, coordinator, {FIRST.code: STEPS[0]}, name=f"Partij {number}")

    client = login(coordinator)

    with django_assert_max_num_queries(10):
        client.get(at("board", collaboration))


def test_joint_answer_is_fixed_with_why_and_two_people_are_told_of_each_other(
    login, collaboration, coordinator, officer
):
    address = at("board-fix", collaboration, FIRST.code)
    answer = {"step": STEPS[1], "why": "Afgesproken op 3 november", "seen": "", "volgende": "ja"}

    response = login(coordinator).post(address, answer)
    assert response.url.startswith(at("board-fix", collaboration, SECOND.code))
    other = login(officer).post(address, {"step": STEPS[2], "why": "", "seen": ""})
    assert other.status_code == 422
    assert FIRST.levels[1].text["nl"] in other.content.decode()

    kept = Collaboration.objects.get()
    assert kept.answers == {FIRST.code: STEPS[1]}
    assert kept.explanations == {FIRST.code: "Afgesproken op 3 november"}
    assert login(officer).post(address, {"step": STEPS[2], "why": "", "seen": STEPS[1]}).status_code == 302
    assert login(officer).post(at("board-fix", collaboration, "nonsense")).status_code == 404


def test_collaborations_run_beside_and_after_each_other(login, area, collaboration, coordinator):
    team = login(coordinator)
    version = collaboration.version
    create = reverse("typology:collaboration-create", args=[area.slug])
    data = {"name": "Beheer van heide", "about": "", "started_on": "2026-01-05", "version": version.pk}
    assert team.post(create, data | {"name": ""}).status_code == 422
    team.post(create, data)
    assert Collaboration.objects.count() == 2

    current = reverse("typology:assessment-detail", args=[area.slug])
    assert "Beheer van heide" in team.get(current).content.decode()
    end = at("collaboration-end", collaboration)
    assert team.post(end, {"on": "2000-01-01", "reason": "Klaar"}).status_code == 422
    assert team.post(end, {"on": str(timezone.localdate()), "reason": "Opgegaan in het programma"}).status_code == 302
    collaboration.refresh_from_db()
    assert collaboration.end_reason == "Opgegaan in het programma"
    assert "Opgegaan in het programma" in team.get(at("collaboration-detail", collaboration)).content.decode()
    edit = at("collaboration-edit", collaboration, DIAL.code)
    assert team.post(edit, {FIRST.code: STEPS[0]}).url == collaboration.get_absolute_url()
    assert Collaboration.objects.get(pk=collaboration.pk).answers == {}
    team.post(at("collaboration-reopen", collaboration))
    assert Collaboration.objects.get(pk=collaboration.pk).is_running


def test_moving_to_another_version_is_shown_before_it_happens(login, collaboration, coordinator):
    content = pack().content
    dial = content["dials"][0]
    gone, *kept = dial["questions"]
    shorter = content | {"dials": [dial | {"questions": kept}, *content["dials"][1:]]}
    other = TypologyVersionFactory(version="9.9", content=shorter, sha256="0" * 64)
    collaboration.answers = {gone["code"]: gone["levels"][0]["code"]}
    collaboration.save()
    sent(collaboration, coordinator, collaboration.answers)
    address = at("collaboration-move", collaboration, other.pk)

    page = login(coordinator).get(address).content.decode()
    assert gone["question"]["nl"] in page
    assert Collaboration.objects.get().version != other, "looking changes nothing"
    login(coordinator).post(address)
    moved = Collaboration.objects.get()
    assert (moved.version, moved.answers) == (other, collaboration.answers)
    assert gone["code"] not in {line.code for line in board_page(moved).questions}
    assert login(coordinator).get(address).status_code == 404, "it is that version already"


def test_two_snapshots_say_what_changed_and_hold_nobody(login, collaboration, coordinator):
    Arrangement.objects.create(collaboration=collaboration, what="Kaart vaststellen", status=ArrangementStatus.OPEN)
    demand = TABLES.gears[3].demands["subject"]
    Arrangement.objects.create(collaboration=collaboration, code=demand.code, dial="subject")
    for number in range(3):
        sent(collaboration, coordinator, {FIRST.code: STEPS[number]}, name=f"Partij {number}")
    before = actions.make_snapshot(collaboration=collaboration, title="Begin", by=coordinator)
    Arrangement.objects.update(status=ArrangementStatus.DONE)
    PartnerView.objects.update(sent_answers={FIRST.code: STEPS[-1]})
    login(coordinator).post(at("snapshot-make", collaboration), {"title": "Na de training"})
    after = Snapshot.objects.exclude(pk=before.pk).get()

    assert "Partij" not in str(before.content)
    page = comparison_page(after, before)
    assert (page.before.title, page.after.title) == ("Begin", "Na de training")
    line = next(one for one in page.questions if one.question == FIRST.question["nl"])
    assert (line.before.spread, line.after.spread) == (2, 0)
    assert line.moved == FIRST.levels[-1].level - FIRST.levels[1].level
    assert page.arranged == ("Kaart vaststellen", demand.arrange["nl"])
    address = f"{at('snapshot-compare', collaboration)}?een={after.pk}&twee={before.pk}"
    assert "Kaart vaststellen" in login(coordinator).get(address).content.decode()
    assert login(coordinator).get(f"{at('snapshot-compare', collaboration)}?een=x&twee={before.pk}").status_code == 404
    PartnerView.objects.filter(pk__in=PartnerView.objects.values("pk")[:1]).delete()
    few = actions.make_snapshot(collaboration=collaboration, title="Weinig", by=coordinator)
    assert not any(part["answers"] for part in few.content["results"].values())


def test_merging_two_parties_keeps_both_views_under_the_one_that_stays(collaboration, coordinator, admin_user):
    one = sent(collaboration, coordinator, {FIRST.code: STEPS[0]}, name="Waterschap")
    other = sent(collaboration, coordinator, {FIRST.code: STEPS[1]}, name="Het waterschap")

    merge(keep=one.partner.organisation, drop=other.partner.organisation, by=admin_user, doubles=Doubles.LEAVE)

    views = PartnerView.objects.with_names()
    assert {view.partner.organisation.name for view in views} == {"Waterschap"}
    assert board_page(collaboration).views == 2
