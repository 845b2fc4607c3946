"""Fictional interviews for the demo (`content/demo/interviews.yaml`), with consent, themes and decided quotes."""

from typing import Any

import yaml
from django.conf import settings

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.codebook.models import Codebook, newest
from pilots.interviews import actions
from pilots.interviews.enums import InterviewState, NameDecision, NameKind, Proof, Purpose, ReleaseState
from pilots.interviews.models import ConsentText, Interview, Memo, NameKey, Participant, Transcript
from pilots.interviews.sources import Source
from pilots.stakeholders.models import Organisation, Partner, Person

FILE = settings.CONTENT_DIR / "demo" / "interviews.yaml"


def load() -> None:
    """Load the interviews that are missing; running it twice changes nothing."""
    book, text = newest(), ConsentText.objects.order_by("-loaded_at", "-pk").first()
    if book is None or text is None:
        raise RuntimeError("Load the content packs first: interviews need the codebook and the consent text.")
    areas = {area.slug: area for area in PilotArea.objects.without_shapes()}
    for entry in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        area = areas.get(entry["area"])
        if area and not Interview.objects.filter(area=area, title=entry["title"]).exists():
            _load(entry, area, book, text)


def _load(entry: dict[str, Any], area: PilotArea, book: Codebook, text: ConsentText) -> None:
    by = User.objects.get(email=entry["interviewer"])
    interview = Interview.objects.create(
        area=area,
        title=entry["title"],
        held_on=entry["held_on"],
        kind=entry["kind"],
        interviewer=by,
        state=InterviewState.PROCESSED,
    )
    people = {}
    for one in entry["participants"]:
        people[one["label"]] = participant = _participant(interview, one, by)
        actions.record_consents(
            participant=participant,
            given=dict.fromkeys(Purpose, True) | {Purpose.NAMED_QUOTE: False},
            text=text,
            given_on=entry["held_on"],
            proof=Proof.SPOKEN,
            note="Fictief: opname, eerste minuut",
            by=by,
        )
    transcript = _transcript(interview, entry["text"], by)
    for excerpt in entry["excerpts"]:
        _excerpt(transcript, people[excerpt["who"]], excerpt, book, by)
    for one in entry["participants"]:
        if "withdrawn" in one:
            actions.withdraw(participant=people[one["label"]], purpose=Purpose(one["withdrawn"]), by=None)


def _participant(interview: Interview, one: dict[str, str], by: User) -> Participant:
    party = Organisation.objects.filter(name=one["organisation"], merged_into=None).first()
    if party is None:
        party = Organisation.objects.create(name=one["organisation"], kind=one["kind"], is_fictional=True)
    Partner.objects.get_or_create(area=interview.area, organisation=party)
    person = Person.objects.filter(organisation=party, name=one["name"]).first()
    if person is None:
        person = Person.objects.create(organisation=party, name=one["name"], email=one["email"])
    return actions.add_participant(interview=interview, person=person, label=one["label"], by=by)


def _transcript(interview: Interview, text: str, by: User) -> Transcript:
    """Keep the text without names, and its twin with the (fictional) names of the participants put back."""
    transcript = actions.add_transcript(
        interview=interview, source=Source("gesprek (fictief).docx", text.strip()), by=by
    )
    named = transcript.raw.text
    interview.name_keys.all().delete()
    for one in interview.participants.select_related("person"):
        if one.person:
            named = named.replace(f"{one.label}:", f"{one.person.name}:")
            NameKey.objects.create(
                interview=interview,
                original=one.person.name,
                pseudonym=one.label,
                kind=NameKind.PERSON,
                decision=NameDecision.REPLACED,
                decided_by=by,
            )
    transcript.raw.text = named
    transcript.raw.save(update_fields=["text"])
    actions.pseudonymise(transcript=transcript)
    return transcript


def _excerpt(transcript: Transcript, who: Participant, entry: dict[str, Any], book: Codebook, by: User) -> None:
    start = transcript.text.index(entry["quote"])  # an error when the words are not in the text
    excerpt = actions.code(
        transcript=transcript,
        participant=who,
        start=start,
        end=start + len(entry["quote"]),
        themes=entry["themes"],
        codebook=book,
        by=by,
    )
    if "memo" in entry:
        Memo.objects.create(interview=transcript.interview, excerpt=excerpt, text=entry["memo"], created_by=by)
    if "release" in entry:
        actions.propose_quote(excerpt=excerpt)
    state = ReleaseState(entry.get("release", ReleaseState.PROPOSED))
    if state != ReleaseState.PROPOSED:
        actions.decide(excerpt=excerpt, state=state, wording=entry.get("wording", ""))
