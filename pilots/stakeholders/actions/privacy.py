"""Making a person anonymous: the row stays, so that what they did stays counted; nothing in it names them any more."""

import re

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.models import User
from pilots.stakeholders.models import ContactMoment, Merge, Person

MARK = "[…]"  # stands where a name was


@transaction.atomic
def anonymise_person(*, person: Person, by: User) -> Person:
    """Empty everything that names somebody, also in the summaries of the contacts, and let go of their account.

    It cannot be undone. Duplicates that wait to be tidied up go at once.
    """
    saved = Person.objects.select_for_update().get(pk=person.pk)
    words = _words(saved)
    with pghistory.context(user=by.pk):
        _forget_merges(saved)
        for contact in ContactMoment.objects.filter(organisation=saved.organisation).exclude(summary=""):
            clean = _without(contact.summary, words)
            if clean != contact.summary:
                contact.summary = clean
                contact.save(update_fields=["summary"])
        with override("nl"):
            saved.name = gettext("Anonymous person")
        saved.email = saved.phone = saved.function = ""
        saved.user, saved.anonymised_at = None, timezone.now()
        saved.save()
    return saved


def _forget_merges(person: Person) -> None:
    """Give up undoing a merge of this person: what that would need names them."""
    Merge.objects.filter(kept_person=person, undone_at=None, tidied_at=None).update(
        payload={}, label="", tidied_at=timezone.now(), dropped_person=None
    )
    Person.objects.filter(merged_into=person).delete()


def _words(person: Person) -> list[str]:
    """Return what names the person in a text: the whole name, the last name, the address and the number."""
    last = person.name.split()[-1] if " " in person.name.strip() else ""
    found = [person.name, last if len(last) > 3 else "", person.email, person.phone]
    return sorted({word for word in found if word.strip()}, key=len, reverse=True)


def _without(text: str, words: list[str]) -> str:
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", MARK, text, flags=re.IGNORECASE)
    return text
