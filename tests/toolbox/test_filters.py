"""The counts beside the filters and the list they lead to come from different places; here they must agree."""

from itertools import product

import pytest
from django.http import QueryDict

from accounts.enums import Province
from pilots.areas.enums import Landscape, Phase
from tests.factories.toolbox import PracticeFactory
from toolbox.enums import Audience, MeasureType, PracticeKind
from toolbox.pages import list_page


@pytest.fixture
def library(typology_version):
    for n, (kind, audience) in enumerate(product(PracticeKind, Audience)):
        PracticeFactory(
            published=True,
            summary="Water" if n % 2 else "Kavelruil",
            kind=kind,
            audiences=[audience, Audience.GOVERNMENT],
            phases=[list(Phase)[n % 3]],
            gears=["3"] if n % 2 else ["4", "R"],
            measures=[MeasureType.BUFFER] if n % 3 else [],
            landscapes=[Landscape.SAND] if n % 4 else [Landscape.PEAT, Landscape.DUNE],
            province=Province.GELDERLAND if n % 5 else "",
        )
    PracticeFactory(kind=PracticeKind.POLICY, audiences=[Audience.BUSINESS], gears=["3"], summary="Water")


@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "q=water",
        "q=watr",
        "kind=policy",
        "kind=policy&kind=example&gears=4",
        "landscapes=sand&audiences=business&q=kavelruil",
        "province=NL-GE&phases=exploration",
    ],
)
def test_counts_every_option_shows_as_many_items_as_it_says(library, chosen):
    page = list_page(QueryDict(chosen))

    assert page.facets
    for facet in page.facets:
        for option in facet.options:
            data = QueryDict(chosen, mutable=True)
            data.setlist(facet.name, [option.value])
            assert list_page(data).total == option.count, (facet.name, option.value)


def test_list_value_that_no_option_has_is_ignored_by_list_and_counts(library):
    page = list_page(QueryDict("kind=nonsense&gears=99"))

    assert page.total == 9
    assert not page.is_filtered


def test_list_page_beyond_the_end_shows_the_last(library):
    assert list_page(QueryDict("page=99")).found.number == 1
    assert list_page(QueryDict("page=x")).found.number == 1


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_list_takes_as_many_queries_whatever_is_found(rows, typology_version, django_assert_num_queries):
    for _ in range(rows):
        PracticeFactory(published=True, what_was_done="Kavelruil")
    list_page(QueryDict(""))  # reads the names of the packs once per process

    with django_assert_num_queries(7):
        list_page(QueryDict("q=kavelruil&kind=example"))
