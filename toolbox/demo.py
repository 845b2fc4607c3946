"""The toolbox of the demo: the library of content/toolbox, and one item in review so that a curator has work."""

from django.conf import settings

from accounts.models import User
from toolbox.enums import PracticeState
from toolbox.imports import load_library
from toolbox.models import Practice

WAITING = {
    "title": "Fictief voorbeeld: een keukentafelkaart voor het eerste gesprek",
    "summary": "Een kaart met vijf vragen voor het eerste gesprek aan de keukentafel. Dit voorbeeld is verzonnen.",
    "what_was_done": "Voor de demonstratie bedacht: een kaart met de vijf vragen van de schakelbak.",
    "conditions": ["samenwerking"],
    "audiences": ["government"],
    "is_concept": True,
    "sources": [{"title": "Demonstratie", "url": "https://gebiedswijzer.example/"}],
}


def load() -> None:
    """Load the library as the demo curator and put one made-up item in review; running it twice changes nothing."""
    curator = User.objects.get(email="redacteur@gebiedswijzer.example")
    ambassador = User.objects.get(email="ambassadeur@gebiedswijzer.example")
    load_library(settings.CONTENT_DIR / "toolbox", by=curator)
    Practice.objects.get_or_create(
        slug="fictief-keukentafelkaart",
        defaults={**WAITING, "state": PracticeState.REVIEW, "submitted_by": ambassador},
    )
