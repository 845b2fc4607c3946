from decimal import Decimal

import pytest

from core.sheetfiles import Line
from pilots.stakeholders import actions
from pilots.stakeholders.imports import COLUMNS, check, template
from pilots.stakeholders.models import Organisation, Partner, Person
from tests.factories.stakeholders import OrganisationFactory, ParticipationVersionFactory, PartnerFactory

pytestmark = [pytest.mark.usefixtures("in_english")]
HEADER = tuple(column.key for column in COLUMNS)


@pytest.fixture(autouse=True)
def levels(db):
    return ParticipationVersionFactory()


def table(*rows, header=HEADER):
    filled = [tuple(row.get(key, "") for key in header) for row in rows]
    return [Line(1, tuple(header)), *(Line(number, cells) for number, cells in enumerate(filled, start=2))]


def planned(area, *rows):
    return check(table(*rows), area, Organisation.objects.current())


FULL = {
    "naam": "Boerderij A", "soort": "farm", "plaats": "Empe", "niveau": "advises", "rol": "Pachter", "wens": "Water",
    "invloed": "3", "belang": "4", "hectare": "12,5", "sinds": "31-01-2026", "contactpersoon": "Jo",
    "e-mail": "Jo@A.nl",
}  # fmt: skip


def test_template_passes_its_own_check(area):
    header, rows = template()

    plan = check([Line(1, tuple(header)), Line(2, tuple(rows[0]))], area, [])

    assert [fault for fault in plan.faults if fault.column not in ("soort", "niveau")] == []


def test_full_row_becomes_a_party_with_a_person(area, officer):
    plan = planned(area, FULL)

    assert (plan.faults, plan.made, plan.changed) == ((), 1, 0)
    assert not Organisation.objects.exists()
    assert actions.import_partners(area=area, entries=plan.entries, by=officer) == (1, 0)
    partner = Partner.objects.get()
    assert (partner.level, partner.influence, partner.land_ha) == ("advises", 3, Decimal("12.50"))
    assert (partner.organisation.kind, Person.objects.get().email) == ("farm", "jo@a.nl")


def test_second_import_changes_and_leaves_what_is_empty(area, officer):
    actions.import_partners(area=area, entries=planned(area, FULL).entries, by=officer)

    plan = planned(area, {"naam": "Boerderij A", "soort": "farm", "invloed": "5", "contactpersoon": "jo"})

    assert (plan.made, plan.changed) == (0, 1)
    assert actions.import_partners(area=area, entries=plan.entries, by=officer) == (0, 1)
    partner = Partner.objects.get()
    assert (partner.influence, partner.interest, Person.objects.count()) == (5, 4, 1)


def test_known_party_is_found_by_its_name(area, officer):
    known = OrganisationFactory(name="Waterschap De Beek")

    plan = planned(area, {"naam": "waterschap de beek", "soort": "water-authority"})
    actions.import_partners(area=area, entries=plan.entries, by=officer)

    assert plan.rows[0].is_known
    assert Partner.objects.get().organisation == known


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"naam": ""}, "naam", "Fill this in"),
        ({"soort": ""}, "soort", "Fill this in"),
        ({"soort": "kasteel"}, "soort", "“kasteel” is not one of the words"),
        ({"niveau": "baas"}, "niveau", "not one of the words"),
        ({"invloed": "6"}, "invloed", "from 1 to 5"),
        ({"belang": "veel"}, "belang", "from 1 to 5"),
        ({"hectare": "-1"}, "hectare", "Give hectares from 0"),
        ({"hectare": "1e99"}, "hectare", "hectares"),
        ({"hectare": "NaN"}, "hectare", "hectares"),
        ({"hectare": "twaalf"}, "hectare", "number of hectares"),
        ({"sinds": "31-02-2026"}, "sinds", "Write a date"),
        ({"e-mail": "geen adres"}, "e-mail", "not an e-mail address"),
        ({"contactpersoon": ""}, "contactpersoon", "whose address"),
        ({"naam": "x" * 161}, "naam", "At most 160"),
    ],
)
def test_wrong_cell_names_its_line_column_and_how_to_mend_it(area, cells, column, message):
    plan = planned(area, FULL | {"naam": "Boerderij B"}, FULL | cells)

    (fault,) = plan.faults
    assert (fault.line, fault.column) == (3, column)
    assert message in fault.message


def test_party_that_stands_twice_is_refused(area):
    plan = planned(area, FULL, FULL | {"naam": "De boerderij a"})

    assert [(fault.line, fault.column) for fault in plan.faults] == [(3, "naam")]


def test_name_of_two_known_parties_asks_for_the_place(area):
    OrganisationFactory(name="Boerderij A", place="Empe")
    OrganisationFactory(name="Boerderij A", place="Hall")

    assert planned(area, FULL).faults == ()
    assert [fault.column for fault in planned(area, FULL | {"plaats": ""}).faults] == ["naam"]


def test_party_of_the_area_wins_from_one_of_the_same_name_elsewhere(area):
    OrganisationFactory(name="Boerderij A")
    here = PartnerFactory(area=area, organisation__name="Boerderij A").organisation

    assert planned(area, FULL | {"plaats": ""}).entries[0].organisation == here


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("naam",), ["soort"]),
        (("naam", "soort", "kleur"), ["kleur"]),
        (("naam", "soort", "naam"), ["naam"]),
    ],
)
def test_wrong_header_stops_the_check(area, header, columns):
    plan = check(table(FULL, header=header), area, [])

    assert sorted({fault.column for fault in plan.faults}) == columns
    assert plan.rows == ()


def test_table_without_rows_says_so(area):
    assert [fault.line for fault in planned(area).faults] == [2]
