"""Rounds with believable, made-up answers for the demo: `content/demo/intake.yaml`."""

from datetime import date, datetime, time, timedelta
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from accounts.enums import Role
from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.intake.enums import InvitationState, ResponseState, RoundState
from pilots.intake.models import Answer, FormVersion, Invitation, Response, Round
from pilots.intake.questionnaire import Questionnaire, check_answer, parse, progress
from pilots.intake.wording import CONSENT_VERSION
from pilots.stakeholders.actions import log_contact
from pilots.stakeholders.enums import ContactKind
from pilots.stakeholders.models import Organisation, Partner, Person

FILE = settings.CONTENT_DIR / "demo" / "intake.yaml"
FORM = "gebiedsintake"
UNCONFIRMED = {InvitationState.PENDING, InvitationState.EXPIRED, InvitationState.REVOKED, InvitationState.DECLINED}


def load() -> None:
    """Load the rounds that are missing; running it twice changes nothing."""
    version = FormVersion.objects.filter(form__slug=FORM).published().order_by("-number").first()
    if version is None:
        raise RuntimeError("Load the content packs first: they hold the form that the rounds ask.")
    sender = User.objects.filter(role=Role.OFFICER).order_by("pk").first()
    if sender is None:
        raise RuntimeError("Load the demo accounts first: they send the rounds.")
    known = set(Round.objects.values_list("title", flat=True))
    for entry in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        area = PilotArea.objects.filter(slug=entry["area"]).first()
        if area and entry["title"] not in known:
            _load_round(entry, area, version, area.coordinator or sender)


def _load_round(entry: dict[str, Any], area: PilotArea, version: FormVersion, sender: User) -> None:
    today = timezone.localdate()
    round_ = Round.objects.create(
        area=area,
        form_version=version,
        title=entry["title"],
        why=entry["why"],
        what_happens=entry["what_happens"],
        sender=sender,
        opens_on=today - timedelta(days=entry["starts"]),
        closes_on=today + timedelta(days=entry["ends"]),
        state=RoundState(entry["state"]),
    )
    questionnaire = parse(version.body)
    for place, one in enumerate(entry["people"]):
        _load_invitation(round_, one, questionnaire, round_.opens_on + timedelta(days=place % 3))


def _load_invitation(round_: Round, entry: dict[str, Any], questionnaire: Questionnaire, on: date) -> None:
    person = _person(round_.area, entry)
    state = InvitationState(entry.get("state", "sent"))
    has_mail = bool(person.email)
    invitation = Invitation.objects.create(
        round=round_,
        person=person,
        state=state,
        due_on=round_.closes_on,
        accepted_at=None if state in UNCONFIRMED else _moment(on + timedelta(days=2)),
        decline_reason=entry.get("reason", ""),
        sent_at=_moment(on) if has_mail else None,
        last_mail_at=_moment(on) if has_mail else None,
        invited_at=_moment(on),
        invited_by=round_.sender,
    )
    log_contact(
        area=round_.area,
        organisation=person.organisation,
        person=person,
        kind=ContactKind.INVITATION,
        on=on,
        by=round_.sender,
        summary=round_.title,
    )
    if "answers" in entry:
        _load_response(invitation, entry["answers"], questionnaire, on)


def _load_response(invitation: Invitation, answers: dict[str, Any], questionnaire: Questionnaire, on: date) -> None:
    is_sent = invitation.state == InvitationState.SENT
    clean = {key: _clean(questionnaire, key, value) for key, value in answers.items()}
    if is_sent and not progress(questionnaire, clean).can_be_sent:
        raise ValueError(f"{invitation.round.title}: an answer of {invitation.person} is missing")
    answered_at = _moment(on + timedelta(days=4))
    response = Response.objects.create(
        invitation=invitation,
        form_version=invitation.round.form_version,
        state=ResponseState.SUBMITTED if is_sent else ResponseState.DRAFT,
        consent_version=CONSENT_VERSION,
        consented_at=answered_at,
        started_at=answered_at,
        submitted_at=answered_at + timedelta(minutes=25) if is_sent else None,
        changed_at=answered_at + timedelta(minutes=24),
    )
    rows = [
        Answer(response=response, question=key, value=value, sent=value if is_sent else None, changed_at=answered_at)
        for key, value in clean.items()
    ]
    Answer.objects.bulk_create(rows)


def _clean(questionnaire: Questionnaire, key: str, value: Any) -> Any:
    question = questionnaire.question(key)
    checked = check_answer(question, value) if question else None
    if checked is None or checked.error:
        raise ValueError(f"{key}: {checked.error if checked else 'there is no such question'}")
    return checked.value


def _person(area: PilotArea, entry: dict[str, Any]) -> Person:
    """Return the person, made with a party in the area when there is none of that name."""
    defaults = {"kind": entry["kind"], "is_fictional": True}
    organisation = Organisation.objects.current().filter(name=entry["organisation"]).first()
    if organisation is None:
        organisation = Organisation.objects.create(name=entry["organisation"], **defaults)
    Partner.objects.get_or_create(area=area, organisation=organisation)
    name = entry["name"]
    email = entry.get("email", f"{slugify(name.removesuffix(' (fictief)')).replace('-', '.')}@voorbeeld.example")
    person, _is_new = Person.objects.get_or_create(organisation=organisation, name=name, defaults={"email": email})
    return person


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 15)))
