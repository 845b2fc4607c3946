import pytest

from governance.leidraad.models import Check
from tests.factories.leidraad import CheckFactory, GuideVersionFactory


@pytest.fixture
def check(area) -> Check:
    """The check of `area`: conditions "doel" (1.1 and 1.2, hard) and "advies" (2.1), nothing answered."""
    return CheckFactory(area=area, version=GuideVersionFactory(version="1.0"))
