"""A published finding that rests on a quote and on an answer, and what could leak from it."""

import pytest

from tests.factories.areas import MemberFactory
from tests.factories.findings import EvidenceFactory, FindingFactory, RecommendationFactory
from tests.factories.intake import AnswerFactory, ResponseFactory
from tests.factories.interviews import InterviewFactory, quote

WORDS = "Het waterpeil is hier het grote punt."


@pytest.fixture
def team_member(area):
    return MemberFactory(area=area, user__email="team@example.nl", role="team").user


@pytest.fixture
def excerpt(area):
    """A released quote of Jan Geheim, known as Veehouder A, who agreed to everything."""
    interview = InterviewFactory(area=area)
    made = quote(transcript__interview=interview, participant__label="Veehouder A")
    made.participant.person.name = "Jan Geheim"
    made.participant.person.save()
    return made


@pytest.fixture
def answer(area):
    """An answer that was sent in, of somebody whose name must not be shown."""
    response = ResponseFactory(submitted=True, invitation__round__area=area, invitation__person__name="Els Geheim")
    return AnswerFactory(response=response, value="Niemand heeft mij iets gevraagd.")


@pytest.fixture
def finding(area, excerpt, answer):
    found = FindingFactory(areas=[area], statement="Niemand weet wat er moet gebeuren", themes=["wantrouwen"])
    EvidenceFactory(finding=found, excerpt=excerpt)
    EvidenceFactory(finding=found, excerpt=None, answer=answer)
    RecommendationFactory(finding=found, text="Zeg per perceel wat het doel is")
    return found
