import factory

from toolbox.enums import PracticeState
from toolbox.models import Practice


class PracticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Practice

    title = factory.Sequence(lambda n: f"Practice {n}")
    slug = factory.Sequence(lambda n: f"practice-{n}")
    summary = "A short summary."
    what_was_done = "Something was done."
    sources = [{"title": "Pilotpagina", "url": "https://example.nl/pilot"}]
    submitted_by = factory.SubFactory("tests.factories.accounts.UserFactory")

    class Params:
        published = factory.Trait(state=PracticeState.PUBLISHED)
