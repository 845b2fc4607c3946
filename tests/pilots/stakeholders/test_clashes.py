"""Merging where rooms above this one have rows of both: what moves, what may exist only once, and undoing it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.goals.models import Measure, Score
from pilots.intake.models import Invitation, InvitationLink
from pilots.interviews.models import Participant
from pilots.stakeholders import actions
from pilots.stakeholders.actions.merging import preview
from pilots.stakeholders.enums import Doubles
from pilots.stakeholders.models import Merge, Organisation, Person
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.goals import MeasureFactory, ScoreFactory
from tests.factories.intake import InvitationFactory, RoundFactory
from tests.factories.interviews import InterviewFactory, ParticipantFactory
from tests.factories.stakeholders import OrganisationFactory, PartnerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def farms(area):
    """Two rows for one farm of the area."""
    kept, dropped = OrganisationFactory(name="Hoeve"), OrganisationFactory(name="De Hoeve")
    PartnerFactory(area=area, organisation=kept)
    return kept, dropped


@pytest.fixture
def measures(area, farms):
    """Both judged the first measure; the duplicate owns it and judged the second alone."""
    kept, dropped = farms
    first, second = (MeasureFactory(area=area, name=name, owner=dropped) for name in ("Plas-dras", "Sloot"))
    ScoreFactory(measure=first, organisation=kept, feasibility=1)
    ScoreFactory(measure=first, organisation=dropped, feasibility=5)
    ScoreFactory(measure=second, organisation=dropped, feasibility=4)
    return first, second


@pytest.fixture
def people(area):
    """Two rows for one person, both invited to one round and both in one interview; the duplicate also in others."""
    farm = OrganisationFactory()
    PartnerFactory(area=area, organisation=farm)
    kept, dropped = (PersonFactory(organisation=farm, name=name) for name in ("Jan Jansen", "J. Jansen"))
    shared, own = RoundFactory(area=area, title="Voorjaar"), RoundFactory(area=area, title="Najaar")
    talk, other = InterviewFactory(area=area, title="Keukentafel"), InterviewFactory(area=area, title="Wandeling")
    for person in (kept, dropped):
        InvitationFactory(round=shared, person=person)
        ParticipantFactory(interview=talk, person=person)
    InvitationFactory(round=own, person=dropped)
    ParticipantFactory(interview=other, person=dropped)
    return kept, dropped


def everything():
    """Return all rows a merge here could touch, to compare a before with an after."""
    models = (Organisation, Person, Measure, Score, Invitation, Participant)
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    left_out = {"updated_at", "created_at"}
    return {
        name: [{k: v for k, v in row.items() if k not in left_out} for row in found] for name, found in rows.items()
    }


def clashes(shown):
    return {(clash.kind, clash.about) for clash in shown.clashes}


def test_preview_names_exactly_what_may_exist_once(farms, measures, people, coordinator):
    before = everything()

    parties = preview(keep=farms[0], drop=farms[1], by=coordinator)
    persons = preview(keep=people[0], drop=people[1], by=coordinator)

    assert clashes(parties) == {("judgement of a measure", "Plas-dras (Landgoederen Brummen)")}
    assert clashes(persons) == {
        ("invitation", "Voorjaar (Landgoederen Brummen)"), ("participant", "Keukentafel (Landgoederen Brummen)"),
    }  # fmt: skip
    assert {(move.kind, move.number) for move in parties.moves} == {("measures", 2), ("judgements of measures", 1)}
    assert {(move.kind, move.number) for move in persons.moves} == {("invitations", 1), ("participants", 1)}
    assert parties.clashes[0].url == measures[0].get_absolute_url()
    assert everything() == before


def test_clash_in_an_area_of_others_is_told_without_its_name(farms, officer):
    hidden = AreaFactory(name="Verborgen gebied", provinces=["NL-LI"])
    measure = MeasureFactory(area=hidden, name="Geheime maatregel")
    for farm in farms:
        ScoreFactory(measure=measure, organisation=farm)

    (clash,) = preview(keep=farms[0], drop=farms[1], by=officer).clashes

    assert (clash.about, clash.url) == ("in an area that you cannot see", "")


def test_merge_without_a_choice_is_refused_and_changes_nothing(farms, measures, officer):
    before = everything()

    with pytest.raises(actions.DoublesError) as refused:
        actions.merge(keep=farms[0], drop=farms[1], by=officer)

    assert len(refused.value.clashes) == 1
    assert everything() == before


@pytest.mark.parametrize(("doubles", "left"), [(Doubles.LEAVE, 1), (Doubles.REMOVE, 0)])
def test_organisations_merge_with_measures_and_judgements_and_come_apart_again(farms, measures, officer, doubles, left):
    before = everything()

    merged = actions.merge(keep=farms[0], drop=farms[1], by=officer, doubles=doubles)

    assert set(Measure.objects.values_list("owner", flat=True)) == {farms[0].pk}
    scores = {(score.measure.name, score.feasibility) for score in Score.objects.filter(organisation=farms[0])}
    assert scores == {("Plas-dras", 1), ("Sloot", 4)}
    assert Score.objects.filter(organisation=farms[1]).count() == left
    actions.undo_merge(merged=merged, by=officer)
    assert everything() == before


def test_persons_merge_with_invitations_and_interviews_and_come_apart_again(people, officer):
    before = everything()

    merged = actions.merge(keep=people[0], drop=people[1], by=officer, doubles=Doubles.LEAVE)

    assert {one.round.title for one in people[0].invitations.all()} == {"Voorjaar", "Najaar"}
    assert {one.interview.title for one in people[0].interview_parts.all()} == {"Keukentafel", "Wandeling"}
    assert (people[1].invitations.count(), people[1].interview_parts.count()) == (1, 1)
    actions.undo_merge(merged=merged, by=officer)
    assert everything() == before


def test_row_that_something_hangs_on_is_never_removed(people, officer):
    invitation = people[1].invitations.get(round__title="Voorjaar")
    InvitationLink.objects.create(
        invitation=invitation, secret_hash="a" * 64, expires_at=timezone.now() + timedelta(days=9)
    )

    assert not preview(keep=people[0], drop=people[1], by=officer).is_removable
    with pytest.raises(actions.DoublesError) as refused:
        actions.merge(keep=people[0], drop=people[1], by=officer, doubles=Doubles.REMOVE)
    assert [clash.kind for clash in refused.value.clashes] == ["invitation"]
    assert Invitation.objects.filter(pk=invitation.pk).exists()


def test_duplicate_with_rows_of_its_own_stays_behind_them_when_the_day_is_over(people, farms, officer):
    ParticipantFactory(person=None)
    actions.merge(keep=people[0], drop=people[1], by=officer, doubles=Doubles.LEAVE)
    actions.merge(keep=farms[0], drop=farms[1], by=officer)

    assert actions.tidy_merges(now=timezone.now() + timedelta(days=2)) == 2

    assert not Organisation.objects.filter(pk=farms[1].pk).exists()
    assert Person.objects.get(pk=people[1].pk).merged_into == people[0]
    assert not Merge.objects.exclude(payload={}).exists()
    assert people[1].invitations.count() == 1


def test_anonymous_person_takes_the_duplicate_that_stayed_behind_along(people, officer):
    actions.merge(keep=people[0], drop=people[1], by=officer, doubles=Doubles.LEAVE)

    actions.anonymise_person(person=people[0], by=officer)

    assert not Person.objects.filter(name__contains="Jansen").exists()
    assert Person.objects.filter(email="", merged_into=people[0]).count() == 1


def test_one_account_with_both_is_settled_by_merging_those_persons_first(area, farms, officer):
    user = UserFactory()
    one, other = (PersonFactory(organisation=farm, user=user, name=f"P {farm.pk}") for farm in farms)

    shown = preview(keep=farms[0], drop=farms[1], by=officer, doubles=Doubles.LEAVE)

    assert shown.is_blocked
    assert shown.clashes[0].url == reverse("stakeholders:merge", args=["persoon", one.pk, other.pk])
    actions.merge(keep=one, drop=other, by=officer)
    actions.merge(keep=farms[0], drop=Organisation.objects.get(pk=farms[1].pk), by=officer)
    assert list(Organisation.objects.current()) == [farms[0]]


def test_undo_says_when_what_was_removed_has_no_place_any_more(farms, measures, officer):
    merged = actions.merge(keep=farms[0], drop=farms[1], by=officer, doubles=Doubles.REMOVE)
    measures[0].delete()
    before = everything()

    with pytest.raises(actions.MergeError, match="cannot come back"):
        actions.undo_merge(merged=merged, by=officer)
    assert everything() == before


def test_nobody_gets_to_the_private_interests_of_a_party_by_a_merge(area, farms, officer):
    own = PersonFactory(user=officer)
    PartnerFactory(area=area, organisation=own.organisation)
    other = PersonFactory(organisation=farms[0])

    for keep, drop in ((other, own), (own, other), (farms[0], own.organisation), (own.organisation, farms[0])):
        with pytest.raises(actions.MergeError, match="colleague"):
            actions.merge(keep=keep, drop=drop, by=officer)
    assert not Merge.objects.exists()


# On the page -----------------------------------------------------------------------------------------------------


def test_page_asks_what_to_do_with_doubles_and_merges_after_the_answer(login, area, farms, measures, officer):
    PartnerFactory(area=area, organisation=farms[1])
    client, page = login(officer), reverse("stakeholders:merge", args=["organisatie", farms[0].pk, farms[1].pk])
    english = {"headers": {"accept-language": "en"}}

    assert "Plas-dras" in client.get(page, **english).content.decode()
    assert set(client.post(page, **english).context["form"].errors) == {"doubles"}
    assert set(client.post(page, {"doubles": "x"}, **english).context["form"].errors) == {"doubles"}
    assert not Merge.objects.exists()
    assert client.post(page, {"doubles": "remove"}, **english).status_code == 302
    merged = Merge.objects.get()
    assert not Score.objects.filter(organisation=farms[1]).exists()
    assert client.post(reverse("stakeholders:merge-undo", args=[merged.pk])).status_code == 302
    assert Score.objects.filter(organisation=farms[1]).count() == 2


def test_page_of_a_blocked_merge_leads_to_what_to_do_and_merges_nothing(login, area, farms, officer):
    user = UserFactory()
    one, other = (PersonFactory(organisation=farm, user=user) for farm in farms)
    PartnerFactory(area=area, organisation=farms[1])
    page = reverse("stakeholders:merge", args=["organisatie", farms[0].pk, farms[1].pk])

    for response in (login(officer).get(page), login(officer).post(page, {"doubles": "leave"})):
        assert reverse("stakeholders:merge", args=["persoon", one.pk, other.pk]) in response.content.decode()
    assert not Merge.objects.exists()
