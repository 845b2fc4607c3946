"""People who sent in answers, for tests of results."""

from typing import Any

from pilots.intake.models import Answer, Response
from tests.factories.intake import AnswerFactory, ResponseFactory

FARMER = {
    "naam": "Jan Geheim",
    "rol": "boer",
    "hectaren": 42.5,
    "verhaal": "Het waterpeil staat te hoog.",
    "belangen": ["water", "natuur"],
    "vertrouwen": 2,
    "datum": "2027-03-01",
    "plek": {"type": "Point", "coordinates": [6.15, 52.1]},
    "wensen": {"nu": "nee", "later": "ja"},
}


def fill(
    round_: Any, values: dict[str, Any], *, kind: str = "farm", name: str = "Jan Geheim", sent: bool = True
) -> Response:
    """Make one person who answered the round."""
    person = {"invitation__person__name": name, "invitation__person__organisation__kind": kind}
    response = ResponseFactory(submitted=sent, invitation__round=round_, **person)
    Answer.objects.bulk_create(
        AnswerFactory.build(response=response, question=key, value=value) for key, value in values.items()
    )
    return response
