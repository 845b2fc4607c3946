from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typology.gearbox.test_gears import TABLES
from typology.gearbox.overlap import Stated, overlap

STATED = st.lists(
    st.builds(
        Stated,
        partner=st.sampled_from(["Collectief", "Gemeente", "Waterschap"]),
        code=st.sampled_from(["nature", "income", "dry-feet", "", "gone"]),
        is_shared=st.booleans(),
        may_be_named=st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(stated=STATED, data=st.data())
def test_overlap_private_interests_leave_no_trace_in_any_order(stated, data):
    shared = [each for each in stated if each.is_shared]

    found = overlap(TABLES, data.draw(st.permutations(stated)))

    assert found == overlap(TABLES, shared)
    for common in (*found.common, *found.single):
        partners = {each.partner for each in shared if each.code == common.interest.code}
        assert common.count == len(partners)
        assert set(common.named) <= partners
        assert (common in found.common) == (common.count > 1)


def test_overlap_people_of_one_partner_count_once_and_one_who_stays_unnamed_hides_the_partner():
    found = overlap(
        TABLES,
        [
            Stated("Collectief", "nature", True, True),
            Stated("Collectief", "nature", True, False),
            Stated("Gemeente", "nature", True, True),
            Stated("Gemeente", "income", True, True),
            Stated("Waterschap", "income", False, True),
        ],
    )

    assert [(each.interest.code, each.count, each.named) for each in found.common] == [("nature", 2, ("Gemeente",))]
    assert [(each.interest.code, each.named) for each in found.single] == [("income", ("Gemeente",))]
    assert found.partners == 2
