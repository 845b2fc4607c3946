"""Making a person anonymous: the row stays, so that what they did stays counted; nothing in it names them any more."""

import re

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.actions import log_view
from accounts.enums import Viewed
from accounts.models import User, ViewLog
from pilots.areas.models import PilotArea
from pilots.stakeholders.actions.clashes import is_referred
from pilots.stakeholders.models import ContactMoment, Merge, Person

MARK = "[…]"  # stands where a name was


def log_person_file(*, person: Person, by: User) -> ViewLog:
    """Note that somebody took the file of what is kept of a person. Their name is not in the log."""
    areas = PilotArea.objects.filter(partners__organisation=person.organisation_id).values_list("provinces", flat=True)
    return log_view(
        by=by,
        kind=Viewed.PERSON_FILE,
        row=person,
        label=gettext("Person %(number)d") % {"number": person.pk},
        provinces=sorted({province for provinces in areas for province in provinces}),
        reason=gettext("Request to see personal data (GDPR, article 15)"),
    )


@transaction.atomic
def anonymise_person(*, person: Person, by: User) -> Person:
    """Empty everything that names somebody, also in the summaries of the contacts, and let go of their account.

    It cannot be undone. Duplicates that wait to be tidied up go at once, or are emptied too.
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
        _empty(saved)
    return saved


def _empty(person: Person) -> None:
    with override("nl"):
        person.name = gettext("Anonymous person")
    person.email = person.phone = person.function = ""
    person.user, person.anonymised_at = None, timezone.now()
    person.save()


def _forget_merges(person: Person) -> None:
    """Give up undoing a merge of this person: what that would need names them. Duplicates with own rows are emptied."""
    Merge.objects.filter(kept_person=person, undone_at=None, tidied_at=None).update(
        payload={}, label="", tidied_at=timezone.now(), dropped_person=None
    )
    for duplicate in Person.objects.filter(merged_into=person):
        if is_referred(duplicate):
            _forget_merges(duplicate)
            _empty(duplicate)
        else:
            duplicate.delete()


def _words(person: Person) -> list[str]:
    """Return what names the person in a text: the whole name, the last name, the address and the number."""
    last = person.name.split()[-1] if " " in person.name.strip() else ""
    found = [person.name, last if len(last) > 3 else "", person.email, person.phone]
    return sorted({word for word in found if word.strip()}, key=len, reverse=True)


def _without(text: str, words: list[str]) -> str:
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", MARK, text, flags=re.IGNORECASE)
    return text
