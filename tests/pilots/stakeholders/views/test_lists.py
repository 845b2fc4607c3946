"""The list of parties: filters, exports that follow them, and a constant number of queries."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import load_workbook

from tests.factories.stakeholders import (
    ContactFactory,
    InterestFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    PromiseFactory,
)
from tests.pilots.stakeholders.views.conftest import address


@pytest.fixture
def client(login, coordinator):
    return login(coordinator)


@pytest.fixture
def parties(open_area):
    """Four parties that differ in all the filters look at; one of them stopped."""
    facts = [
        ("Waterschap", "water-authority", {"influence": 5, "interest": 5, "levelled": True}),
        ("Hoeve Noord", "farm", {"influence": 1, "interest": 5, "role": "Pachter", "wish": "Hoog peil"}),
        ("Landgoed", "landowner", {"influence": 5, "interest": 1}),
        ("Hoeve Zuid", "farm", {"until_on": "2026-01-01"}),
    ]
    for name, kind, values in facts:
        organisation = OrganisationFactory(name=name, kind=kind, place="Empe" if kind == "farm" else "Zutphen")
        PartnerFactory(area=open_area, organisation=organisation, **values)
    return open_area


def names(client, area, query):
    return [row.name for row in client.get(f"{address('partner-list', area.slug)}?{query}").context["page"].rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Hoeve Noord", "Landgoed", "Waterschap"]),
        ("gestopt=on", ["Hoeve Noord", "Hoeve Zuid", "Landgoed", "Waterschap"]),
        ("soort=farm", ["Hoeve Noord"]),
        ("q=EMPE+hoeve", ["Hoeve Noord"]),
        ("q=pachter", ["Hoeve Noord"]),
        ("q=peil", ["Hoeve Noord"]),
        ("q=%25", []),
        ("niveau=advises", ["Waterschap"]),
        ("niveau=geen", ["Hoeve Noord", "Landgoed"]),
        ("vak=together", ["Waterschap"]),
        ("vak=satisfied", ["Landgoed"]),
        ("vak=informed", ["Hoeve Noord"]),
        ("vak=watched", []),
        ("soort=farm&gestopt=on&q=zuid", ["Hoeve Zuid"]),
    ],
)
def test_filter_finds_exactly_these_and_the_exports_follow(client, parties, query, expected):
    assert names(client, parties, query) == expected

    csv = client.get(f"{address('partner-export', parties.slug, 'csv')}?{query}").getvalue().decode("utf-8-sig")
    assert [line.split(";")[0] for line in csv.splitlines()[1:]] == expected
    xlsx = client.get(f"{address('partner-export', parties.slug, 'xlsx')}?{query}").content
    assert [row[0] for row in load_workbook(BytesIO(xlsx)).get_sheet_by_index(0).to_python()[1:]] == expected


@pytest.mark.parametrize("query", ["soort=x", "niveau=x", "vak=x", "q=" + "a" * 5000])
def test_impossible_filter_does_not_break_the_page(client, parties, query):
    response = client.get(f"{address('partner-list', parties.slug)}?{query}")

    assert response.status_code == 200


def test_fragment_is_the_same_as_on_the_page(client, parties):
    page = address("partner-list", parties.slug)
    whole = client.get(page).content.decode()
    part = client.get(page, headers={"HX-Request": "true", "HX-Target": "partijen"}).content.decode()

    assert part.strip() in whole
    assert "<html" not in part


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_formulas_in_an_export_are_text(client, open_area, kind):
    organisation = OrganisationFactory(name='=HYPERLINK("x")', place="+31")
    partner = PartnerFactory(area=open_area, organisation=organisation, role="@SUM(1)")
    InterestFactory(partner=partner, text="-1+1; tweede", visibility="shared")

    response = client.get(address("partner-export", open_area.slug, kind))

    if kind == "csv":
        line = response.getvalue().decode("utf-8-sig").splitlines()[1]
        assert line.startswith("\"'=HYPERLINK(")
        cells = line
    else:
        (row,) = load_workbook(BytesIO(response.content)).get_sheet_by_index(0).to_python()[1:]
        assert row[0] == '\'=HYPERLINK("x")'
        cells = " ".join(str(cell) for cell in row)
    assert all(f"'{text}" in cells for text in ("+31", "@SUM(1)", "-1+1; tweede"))


def test_html_in_a_name_is_text_on_every_page(client, open_area):
    organisation = OrganisationFactory(name="<script>x</script>", note="<img src=x>")
    partner = PartnerFactory(area=open_area, organisation=organisation, influence=5, interest=5, role="<i>r</i>")
    InterestFactory(partner=partner, text="<u>i</u>", visibility="shared")

    for page in (
        address("partner-list", open_area.slug), partner.get_absolute_url(), organisation.get_absolute_url(),
        address("partner-edit", open_area.slug, partner.pk),
    ):  # fmt: skip
        text = client.get(page).content.decode()
        assert "&lt;script&gt;" in text
        assert not any(wrong in text for wrong in ("<script>x", "<img src=x", "<i>r", "<u>i"))


# Queries ---------------------------------------------------------------------------------------------------------


def full_party(area):
    """A party with two of everything."""
    partner = PartnerFactory(area=area, levelled=True, influence=3, interest=3, land_ha=2)
    more(partner)
    return partner


def more(partner):
    for _time in range(2):
        PersonFactory(organisation=partner.organisation)
        InterestFactory(partner=partner, visibility="shared")
        InterestFactory(partner=partner)
        PromiseFactory(partner=partner, due_on="2026-01-01")
        person = PersonFactory(organisation=partner.organisation)
        ContactFactory(area=partner.area, organisation=partner.organisation, person=person, by=partner.area.coordinator)


def count(client, page):
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["coordinator", "neighbour", "administrator"])
@pytest.mark.parametrize("name", ["partner-list", "partner-summary", "partner-export"])
def test_lists_run_as_many_queries_for_three_parties_as_for_one(request, login, open_area, who, name):
    client = login(request.getfixturevalue(who))
    page = address(name, open_area.slug, *(["xlsx"] if name == "partner-export" else []))
    full_party(open_area)
    one = count(client, page)
    for _time in range(2):
        full_party(open_area)

    assert count(client, page) == one


@pytest.mark.parametrize("who", ["coordinator", "officer", "farmer"])
def test_page_of_a_party_runs_as_many_queries_whatever_there_is(request, login, party, who):
    client = login(request.getfixturevalue(who))
    more(party)
    few = count(client, party.get_absolute_url())
    for _time in range(2):
        more(party)

    assert count(client, party.get_absolute_url()) == few


def test_other_lists_run_a_constant_number_of_queries(login, party, officer, farmer):
    pages = [
        (officer, address("organisation-detail", party.organisation.pk)), (officer, address("duplicate-list")),
        (officer, address("partner-create", party.area.slug)), (farmer, address("own-list")),
        (officer, reverse("stakeholders:contact-create", args=[party.area.slug, party.pk])),
    ]  # fmt: skip
    more(party)
    few = [count(login(user), page) for user, page in pages]
    for number in range(3):
        more(party)
        other = full_party(party.area)
        PersonFactory(organisation=other.organisation, user=farmer, name=f"Boer {number}")

    assert [count(login(user), page) for user, page in pages] == few
