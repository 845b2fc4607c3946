from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.utils import timezone

from core.forgetting import forget_words
from tests.factories.stakeholders import InterestFactory, PartnerFactory

YEAR = timedelta(days=round(365.25 * settings.HISTORY_WORDS_YEARS))


def kept(model: str) -> list[str]:
    name = "text" if model == "stakeholders.Interest" else "wish"
    return list(apps.get_model(model).pgh_event_model.objects.order_by("pgh_id").values_list(name, flat=True))


@pytest.mark.parametrize("label", settings.HISTORY_WORDS)
def test_listed_fields_are_texts_that_the_history_keeps(label):
    history = apps.get_model(label).pgh_event_model

    for name in settings.HISTORY_WORDS[label]:
        assert isinstance(history._meta.get_field(name), CharField | TextField)


def test_words_that_were_replaced_or_removed_leave_the_history_after_the_term(db):
    interest, partner = InterestFactory(text="Grond kwijt"), PartnerFactory(wish="Water")
    gone = InterestFactory(text="Geheim")
    interest.text = "Grond ruilen"
    interest.save()
    gone.delete()
    before = (kept("stakeholders.Interest"), kept("stakeholders.Partner"))

    assert forget_words(now=timezone.now() + YEAR - timedelta(days=1)) == 0
    assert (kept("stakeholders.Interest"), kept("stakeholders.Partner")) == before
    assert forget_words(now=timezone.now() + YEAR + timedelta(days=1)) == 3
    assert forget_words(now=timezone.now() + YEAR + timedelta(days=1)) == 0

    assert kept("stakeholders.Interest") == ["", "", "Grond ruilen", ""], "what holds now stays"
    assert "Water" in kept("stakeholders.Partner")
    interest.refresh_from_db()
    partner.refresh_from_db()
    assert (interest.text, partner.wish) == ("Grond ruilen", "Water")
