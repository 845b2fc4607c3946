"""Removing a party from an area and bringing it back within a day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.stakeholders import actions
from pilots.stakeholders.models import Interest, Partner, Promise
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
def party(area, officer):
    """A party with an interest of each kind and a promise, beside another one."""
    partner = PartnerFactory(area=area, levelled=True, influence=2, land_ha="12.50", since_on="2026-01-01")
    InterestFactory(partner=partner, text="Verzwegen", written_by=officer)
    InterestFactory(partner=partner, text="Gedeeld", visibility="shared")
    PromiseFactory(partner=partner, state="kept", settled_on="2026-02-01")
    PersonFactory(organisation=partner.organisation)
    ContactFactory(area=area, organisation=partner.organisation)
    InterestFactory(partner__area=area)
    return partner


def everything():
    models = (Partner, Interest, Promise)
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    return {
        name: [{k: v for k, v in row.items() if k != "updated_at"} for row in found] for name, found in rows.items()
    }


def removed(partner, by):
    key = partner.pk
    actions.remove_partner(partner=partner, by=by)
    return key


def test_removed_party_comes_back_with_all_that_went_with_it(party, officer, area):
    before = everything()
    key = removed(party, officer)
    assert not Partner.objects.filter(pk=key).exists()

    actions.restore_partner(area=area, number=key, by=officer)

    assert everything() == before
    with pytest.raises(actions.RemovalError, match="one day"):
        actions.restore_partner(area=area, number=key, by=officer)


def test_what_was_removed_before_stays_removed(party, officer, area):
    party.interests.get(text="Gedeeld").delete()
    key = removed(party, officer)

    actions.restore_partner(area=area, number=key, by=officer)

    assert [one.text for one in Interest.objects.filter(partner=key)] == ["Verzwegen"]


def test_party_can_be_removed_and_brought_back_twice(party, officer, area):
    before = everything()
    for _time in range(2):
        actions.restore_partner(area=area, number=removed(Partner.objects.get(pk=party.pk), officer), by=officer)

    assert everything() == before


def test_after_a_day_or_in_another_area_nothing_comes_back(party, officer, area):
    key = removed(party, officer)

    with pytest.raises(actions.RemovalError, match="one day"):
        actions.restore_partner(area=area, number=key, by=officer, now=timezone.now() + timedelta(hours=25))
    with pytest.raises(actions.RemovalError):
        actions.restore_partner(area=AreaFactory(), number=key, by=officer)


def test_party_that_takes_part_again_or_was_merged_does_not_come_back(party, officer, area):
    organisation = party.organisation
    key = removed(party, officer)
    again = PartnerFactory(area=area, organisation=organisation)
    with pytest.raises(actions.RemovalError, match="again already"):
        actions.restore_partner(area=area, number=key, by=officer)

    again.delete()
    actions.merge(keep=OrganisationFactory(), drop=organisation, by=officer)
    with pytest.raises(actions.RemovalError, match="merged"):
        actions.restore_partner(area=area, number=key, by=officer)


def test_party_that_a_merge_joined_is_no_removed_party(party, officer, area):
    other = PartnerFactory(area=area)

    actions.merge(keep=other.organisation, drop=party.organisation, by=officer)

    assert not Partner.objects.removed_from(area, timezone.now()).exists()


def test_pages_remove_and_bring_back(login, party, officer, stranger, area):
    client, key = login(officer), party.pk
    back = reverse("stakeholders:partner-restore", args=[area.slug, key])

    assert client.get(reverse("stakeholders:partner-delete", args=[area.slug, key])).status_code == 200
    client.post(reverse("stakeholders:partner-delete", args=[area.slug, key]))
    page = client.get(reverse("stakeholders:partner-list", args=[area.slug]))
    assert [one.number for one in page.context["removed"]] == [key]
    assert back in page.content.decode()
    assert login(stranger).post(back).status_code == 404
    assert client.get(back).status_code == 405
    assert client.post(back)["Location"] == party.get_absolute_url()
    assert Partner.objects.filter(pk=key).exists()
    assert client.post(back)["Location"] == reverse("stakeholders:partner-list", args=[area.slug])
