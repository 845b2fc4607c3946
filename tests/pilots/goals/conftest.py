import pytest
from django.urls import reverse

from tests.factories.goals import load_packs


@pytest.fixture
def packs(db):
    """The four packs of this room, newest version."""
    return load_packs()


@pytest.fixture
def url(area):
    """Return the address of a page of `area` by its name."""

    def _url(name, *args):
        return reverse(f"goals:{name}", args=[area.slug, *args])

    return _url
