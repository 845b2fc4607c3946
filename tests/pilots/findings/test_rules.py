import pytest
from django.contrib.auth.models import AnonymousUser

from pilots.areas.enums import Visibility
from pilots.areas.models import PilotArea
from pilots.findings.enums import FindingStatus
from pilots.findings.models import Finding
from tests.factories.areas import AreaFactory, MemberFactory
from tests.factories.findings import FindingFactory

EDITORS = {"officer", "coordinator", "admin_user", "team_member"}
READERS = EDITORS | {"administrator"}
ACCOUNTS = READERS | {"partner", "stranger", "curator", "ambassador"}
EVERYBODY = ACCOUNTS | {"anonymous"}
PUBLISHED = {
    Visibility.INTERNAL: READERS,
    Visibility.PARTNERS: READERS | {"partner"},
    Visibility.PUBLIC: ACCOUNTS,
}


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.mark.parametrize("person", sorted(EVERYBODY))
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("status", FindingStatus)
def test_reading_follows_the_area_and_the_status(request, area, person, visibility, status):
    user = request.getfixturevalue(person)
    PilotArea.objects.filter(pk=area.pk).update(visibility=visibility)
    finding = FindingFactory(areas=[area], status=status)

    allowed = PUBLISHED[visibility] if status == FindingStatus.PUBLISHED else EDITORS

    finding = Finding.objects.get(pk=finding.pk)
    assert user.has_perm("findings.view_finding", finding) == (person in allowed)
    assert user.has_perm("findings.change_finding", finding) == (person in EDITORS)


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_list_and_permission_agree_for_every_finding(request, area, person):
    user = request.getfixturevalue(person)
    areas = [area, *(AreaFactory(visibility=level, provinces=["NL-ZE"]) for level in Visibility)]
    if user.is_authenticated:
        areas += [AreaFactory(provinces=["NL-ZE"], coordinator=user)]
        areas += [MemberFactory(area__visibility="partners", area__provinces=["NL-ZE"], user=user).area]
    areas += [
        AreaFactory(visibility="openbaar", archived_at="2026-01-01T00:00Z", archived_by=FindingFactory().created_by)
    ]
    for status in FindingStatus:
        FindingFactory(areas=[], status=status)
        for first in areas:
            FindingFactory(areas=[first], status=status)
            FindingFactory(areas={area, first, areas[3]}, status=status)

    listed = set(Finding.objects.visible_to(user))

    assert listed == {found for found in Finding.objects.all() if user.has_perm("findings.view_finding", found)}


def test_finding_over_two_areas_is_hidden_from_the_partner_of_one(area, partner):
    PilotArea.objects.update(visibility=Visibility.PARTNERS)
    other = AreaFactory(name="Ander gebied", visibility=Visibility.PARTNERS)
    finding = FindingFactory(areas=[area, other])

    assert not partner.has_perm("findings.view_finding", finding)
    assert FindingFactory(areas=[area]) in Finding.objects.visible_to(partner)


def test_report_tells_only_what_all_its_readers_may_read(area):
    hidden, public = AreaFactory(), AreaFactory(visibility=Visibility.PUBLIC)
    own = FindingFactory(areas=[area])
    with_public = FindingFactory(areas=[area, public])
    FindingFactory(areas=[area, hidden])
    FindingFactory(areas=[area], concept=True)
    FindingFactory(areas=[public])

    assert set(Finding.objects.for_report(area)) == {own, with_public}
