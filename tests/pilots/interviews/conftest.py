import pytest

from tests.factories.codebook import CodebookFactory
from tests.factories.interviews import (
    ConsentTextFactory,
    ExcerptFactory,
    InterviewFactory,
    ParticipantFactory,
    TranscriptFactory,
    agree,
)
from tests.factories.stakeholders import PartnerFactory


@pytest.fixture
def interview(area, coordinator):
    """An interview by the coordinator of the area; the consent text and the codebook are loaded."""
    ConsentTextFactory()
    CodebookFactory()
    return InterviewFactory(area=area, interviewer=coordinator, title="Talk about water")


@pytest.fixture
def farmer(interview):
    """A participant of a party in the area, whose real name must not be seen."""
    party = PartnerFactory(area=interview.area).organisation
    return ParticipantFactory(
        interview=interview,
        label="Veehouder A",
        person__organisation=party,
        person__name="Geheim Achternaam",
        person__email="farmer@boerderij.example",
    )


@pytest.fixture
def transcript(interview, farmer):
    """A text without names that may be coded."""
    agree(farmer)
    return TranscriptFactory(interview=interview)


@pytest.fixture
def excerpt(transcript, farmer):
    return ExcerptFactory(transcript=transcript, participant=farmer)
