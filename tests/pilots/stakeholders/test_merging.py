from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pilots.stakeholders import actions
from pilots.stakeholders.actions.merging import preview
from pilots.stakeholders.models import Merge, Organisation, Partner, Person, Promise
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.stakeholders import (
    ContactFactory,
    InterestFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    PromiseFactory,
)

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def pair(area):
    """Two rows for one farm: both take part in the area, and the duplicate also in another one."""
    kept, dropped = OrganisationFactory(name="Farm"), OrganisationFactory(name="The farm", place="Empe")
    PartnerFactory(area=area, organisation=kept, influence=2)
    double = PartnerFactory(area=area, organisation=dropped, influence=4, interest=5, wish="Water")
    PartnerFactory(area=AreaFactory(), organisation=dropped)
    InterestFactory(partner=double)
    PromiseFactory(partner=double)
    PersonFactory(organisation=dropped)
    ContactFactory(area=area, organisation=dropped)
    return kept, dropped


def everything():
    """Return all rows as they are, to compare a before with an after."""
    models = (Organisation, Person, Partner, Promise)
    hidden = {"updated_at", "created_at"}
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    return {name: [{k: v for k, v in row.items() if k not in hidden} for row in found] for name, found in rows.items()}


def test_preview_says_exactly_what_moves_and_changes_nothing(pair, officer):
    before = everything()

    with CaptureQueriesContext(connection) as asked:
        shown = preview(keep=pair[0], drop=pair[1], by=officer)

    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}, "looking writes nothing"

    assert {(move.kind, move.number) for move in shown.moves} == {
        ("partners", 1), ("persons", 1), ("contact moments", 1), ("interests", 1), ("promises", 1),
    }  # fmt: skip
    assert (shown.joined, shown.filled, shown.problem) == (1, ("Place",), "")
    assert everything() == before
    assert not Merge.objects.exists()


def test_merge_moves_everything_and_joins_where_both_take_part(pair, officer, area):
    kept, dropped = pair

    merged = actions.merge(keep=kept, drop=dropped, by=officer)

    partner = Partner.objects.get(area=area)
    assert (partner.organisation, partner.influence, partner.interest, partner.wish) == (kept, 2, 5, "Water")
    assert (partner.interests.count(), partner.promises.count()) == (1, 1)
    assert (kept.partners.count(), kept.persons.count(), kept.contacts.count()) == (2, 1, 1)
    assert list(Organisation.objects.current()) == [kept]
    assert (merged.moved, merged.label) == (5, "The farm")


def test_undo_brings_back_exactly_what_was_there(pair, officer):
    before = everything()
    merged = actions.merge(keep=pair[0], drop=pair[1], by=officer)

    actions.undo_merge(merged=merged, by=officer)

    assert everything() == before
    with pytest.raises(actions.MergeError):
        actions.undo_merge(merged=merged, by=officer)


def test_undo_is_over_after_a_day_and_the_duplicate_is_thrown_away(pair, officer):
    merged = actions.merge(keep=pair[0], drop=pair[1], by=officer)
    later = timezone.now() + timedelta(days=1, minutes=1)

    with pytest.raises(actions.MergeError):
        actions.undo_merge(merged=merged, by=officer, now=later)

    assert (actions.tidy_merges(now=timezone.now()), actions.tidy_merges(now=later)) == (0, 1)
    merged.refresh_from_db()
    assert (merged.payload, merged.kept_organisation) == ({}, pair[0])
    assert list(Organisation.objects.all()) == [pair[0]]
    assert actions.tidy_merges(now=later) == 0


def test_one_duplicate_that_cannot_go_holds_up_no_other(pair, officer):
    stuck, later = pair[1], timezone.now() + timedelta(days=2)
    actions.merge(keep=pair[0], drop=stuck, by=officer)
    free = OrganisationFactory()
    actions.merge(keep=OrganisationFactory(), drop=free, by=officer)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE foreign_key_violation; END';"
            "CREATE TRIGGER hold BEFORE DELETE ON stakeholders_organisation FOR EACH ROW"
            f" WHEN (OLD.id = {stuck.pk}) EXECUTE FUNCTION hold()"
        )

    assert actions.tidy_merges(now=later) == 1

    assert not Organisation.objects.filter(pk=free.pk).exists()
    assert Merge.objects.finished(later).get().dropped_organisation == stuck


def test_undo_of_the_first_of_two_merges_asks_for_the_second_first(pair, officer):
    first = actions.merge(keep=pair[0], drop=pair[1], by=officer)
    last = OrganisationFactory()
    actions.merge(keep=last, drop=Organisation.objects.get(pk=pair[0].pk), by=officer)

    with pytest.raises(actions.MergeError, match="Undo that merge first"):
        actions.undo_merge(merged=first, by=officer)


def test_persons_with_two_accounts_are_not_merged(db, officer):
    farm = OrganisationFactory()
    one, other = (PersonFactory(organisation=farm, user=UserFactory()) for _ in range(2))

    with pytest.raises(actions.MergeError, match="account"):
        actions.merge(keep=one, drop=other, by=officer)
    assert "account" in preview(keep=one, drop=other, by=officer).problem


def test_merged_person_keeps_the_account_and_the_contacts_of_both(area, officer):
    farm, user = OrganisationFactory(), UserFactory()
    one, other = PersonFactory(organisation=farm, email=""), PersonFactory(organisation=farm, user=user)
    ContactFactory(area=area, organisation=farm, person=other)

    merged = actions.merge(keep=one, drop=other, by=officer)

    one.refresh_from_db()
    assert (one.user, one.email, one.contacts.count(), merged.label) == (user, other.email, 1, "")
    actions.undo_merge(merged=merged, by=officer)
    one.refresh_from_db()
    assert (one.user, one.email) == (None, "")


def test_merging_twice_is_refused(pair, officer):
    actions.merge(keep=pair[0], drop=pair[1], by=officer)

    with pytest.raises(actions.MergeError, match="merged already"):
        actions.merge(keep=pair[0], drop=pair[1], by=officer)


def test_anonymous_person_is_named_nowhere(area, officer):
    person = PersonFactory(name="Jan Jansen", phone="0612345678", function="boer", user=UserFactory())
    duplicate = PersonFactory(organisation=person.organisation, name="J. Jansen")
    ContactFactory(
        area=area, organisation=person.organisation, person=person, summary="Jan Jansen belde: Jansen wil wel."
    )
    actions.merge(keep=person, drop=duplicate, by=officer)

    actions.anonymise_person(person=person, by=officer)

    person.refresh_from_db()
    kept = Person.objects.values_list("name", "email", "phone", "function", "user")
    assert list(kept) == [(person.name, "", "", "", None)]
    assert "Jan" not in person.name
    assert "Jansen" not in person.contacts.get().summary
    assert not Merge.objects.exclude(payload={}).exists()
