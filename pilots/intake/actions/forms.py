"""Forms and their versions: making, editing a draft, publishing, retiring, copying, and loading from a content pack."""

from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from pilots.intake.actions.states import MoveError
from pilots.intake.enums import FORM_MOVES, FormState
from pilots.intake.models import Form, FormVersion
from pilots.intake.questionnaire import Fault, Questionnaire, faults, parse, serialise

LANGUAGES = ["nl", "en"]


class EditConflictError(Exception):
    """Somebody else changed the draft in the meantime. saved: the draft as it is now."""

    def __init__(self, saved: FormVersion) -> None:
        super().__init__(_("Somebody else changed this draft in the meantime. Look at it again, then try once more."))
        self.saved = saved


class NotReadyError(Exception):
    """A draft that cannot be published yet; `faults` says what has to be mended."""

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__(_("This version cannot be published yet."))
        self.faults = found


@transaction.atomic
def create_form(*, name: str, province: str, by: User, body: dict[str, Any] | None = None) -> FormVersion:
    """Make a form with its first draft; returns the draft. province: "" for a form that all share."""
    form = Form.objects.create(name=name, slug=_free_slug(name), province=province)
    with pghistory.context(user=by.pk):
        start = body or serialise(Questionnaire())
        return FormVersion.objects.create(form=form, number=1, body=start, languages=LANGUAGES)


def _free_slug(name: str) -> str:
    base = slugify(name)[:120] or "formulier"
    take_turns(f"form {base}")
    taken = set(Form.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | {"nieuw"}
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if slug not in taken)


@transaction.atomic
def start_draft(*, form: Form, by: User) -> FormVersion:
    """Return the draft of a form; without one, a new draft that starts as its newest version."""
    Form.objects.select_for_update(of=("self",)).get(pk=form.pk)
    newest = form.versions.order_by("-number").first()
    if newest and newest.is_draft:
        return newest
    with pghistory.context(user=by.pk):
        return FormVersion.objects.create(
            form=form,
            number=newest.number + 1 if newest else 1,
            body=newest.body if newest else serialise(Questionnaire()),
            languages=newest.languages if newest else LANGUAGES,
        )


@transaction.atomic
def copy_form(*, version: FormVersion, name: str, province: str, by: User) -> FormVersion:
    """Make a new form that starts as a copy of this version; returns its draft."""
    return create_form(name=name, province=province, by=by, body=version.body)


@transaction.atomic
def save_body(*, version: FormVersion, questionnaire: Questionnaire, revision: int, by: User) -> FormVersion:
    """Save an edit of a draft that started from `revision`. Raises EditConflictError, MoveError when it is no draft."""
    found = _locked(version)
    if not found.is_draft:
        raise MoveError(_("This version is published and stays as it is. Start a new version to change the form."))
    if found.revision != revision:
        raise EditConflictError(found)
    with pghistory.context(user=by.pk):
        found.body = serialise(questionnaire)
        found.revision += 1
        found.save(update_fields=["body", "revision", "changed_at"])
    return found


@transaction.atomic
def publish(*, version: FormVersion, change_note: str, by: User) -> FormVersion:
    """Publish a draft; from then on it never changes. Raises NotReadyError, or MoveError when it is no draft."""
    found = _locked(version)
    if not found.is_draft:
        raise MoveError(_("This version was published already."))
    problems = faults(parse(found.body), found.languages)
    if problems:
        raise NotReadyError(problems)
    with pghistory.context(user=by.pk):
        return _publish(found, change_note, by)


def _publish(version: FormVersion, change_note: str, by: User | None) -> FormVersion:
    version.state, version.change_note = FormState.PUBLISHED, change_note
    version.published_at, version.published_by = timezone.now(), by
    version.save()
    return version


@transaction.atomic
def move_version(*, version: FormVersion, to: FormState, by: User) -> FormVersion:
    """Retire a published version, or bring a retired one back. Rounds that ask it keep it. Raises MoveError."""
    found = _locked(version)
    if to not in FORM_MOVES[FormState(found.state)] or found.is_draft:
        message = _("A version that is “%(now)s” cannot become “%(to)s”.")
        raise MoveError(message % {"now": found.get_state_display(), "to": to.label})
    with pghistory.context(user=by.pk):
        found.state = to
        found.save(update_fields=["state", "changed_at"])
    return found


@transaction.atomic
def archive_form(*, form: Form, by: User) -> Form:
    """Take a form out of the lists. Rounds that ask it keep it, and it can be brought back."""
    with pghistory.context(user=by.pk):
        form.archived_at = form.archived_at or timezone.now()
        form.save(update_fields=["archived_at"])
    return form


@transaction.atomic
def restore_form(*, form: Form, by: User) -> Form:
    """Bring an archived form back."""
    with pghistory.context(user=by.pk):
        form.archived_at = None
        form.save(update_fields=["archived_at"])
    return form


@transaction.atomic
def load_version(
    *, slug: str, name: str, source: str, body: dict[str, Any], change_note: str
) -> tuple[FormVersion, bool]:
    """Publish what a content pack holds as a new version of the shared form `slug`; says whether it is new.

    source: the pack and its version, which make a version only once. A draft that people work on moves up a number.
    """
    take_turns(f"form {slug}")
    form, _is_new = Form.objects.get_or_create(slug=slug, defaults={"name": name, "province": ""})
    existing = form.versions.filter(source=source).first()
    if existing:
        return existing, False
    newest = form.versions.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    draft = form.versions.filter(state=FormState.DRAFT).first()
    if draft:
        number = draft.number
        draft.number += 1
        draft.save(update_fields=["number", "changed_at"])
    version = FormVersion(form=form, number=number, body=body, languages=LANGUAGES, source=source)
    return _publish(version, change_note, None), True


def _locked(version: FormVersion) -> FormVersion:
    return FormVersion.objects.select_for_update(of=("self",)).select_related("form").get(pk=version.pk)
