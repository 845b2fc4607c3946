"""What the pages of rounds show: counts, invitations, and people who can be invited with how often they were asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pilots.areas.models import PilotArea
from pilots.intake.enums import OPEN_STATES, InvitationState
from pilots.intake.models import Invitation, Round
from pilots.stakeholders.load import Contact, contact_load
from pilots.stakeholders.models import ContactMoment, Person

TONES = {
    InvitationState.SENT: "ok",
    InvitationState.STARTED: "warn",
    InvitationState.OPENED: "warn",
    InvitationState.DECLINED: "stop",
    InvitationState.EXPIRED: "stop",
}


@dataclass(frozen=True)
class StateCount:
    """How many invitations are in one state. share: the percentage of all, for the bar."""

    state: str
    label: str
    number: int
    share: int


@dataclass(frozen=True)
class InvitationRow:
    """One invitation in the table of a round. tone: of its badge."""

    invitation: Invitation
    tone: str
    is_late: bool

    @property
    def is_waiting(self) -> bool:
        return bool(self.invitation.waiting_mail)


@dataclass(frozen=True)
class RoundPage:
    """One round with its invitations. answered: of invited, without who was withdrawn; state: the chosen filter."""

    round: Round
    counts: tuple[StateCount, ...]
    rows: tuple[InvitationRow, ...]
    invited: int
    answered: int
    waiting: int
    without_address: int
    state: str

    @property
    def share(self) -> int:
        return self.answered * 100 // self.invited if self.invited else 0


def round_page(round_: Round, *, today: date, state: str = "") -> RoundPage:
    """Gather one round. state: only invitations in this state in the table; the counts are always of all."""
    found = round_.invitations.select_related("person__organisation").order_by("person__name", "pk")
    invitations = list(found)
    numbers = Counter(one.state for one in invitations)
    counts = tuple(
        StateCount(one.value, str(one.label), numbers[one], numbers[one] * 100 // len(invitations))
        for one in InvitationState
        if numbers[one]
    )
    shown = [one for one in invitations if not state or one.state == state]
    return RoundPage(
        round=round_,
        counts=counts,
        rows=tuple(_row(one, today) for one in shown),
        invited=len(invitations) - numbers[InvitationState.REVOKED],
        answered=numbers[InvitationState.SENT],
        waiting=sum(bool(one.waiting_mail) for one in invitations),
        without_address=sum(not one.person.email and one.state == InvitationState.PENDING for one in invitations),
        state=state,
    )


def _row(invitation: Invitation, today: date) -> InvitationRow:
    is_late = invitation.state in OPEN_STATES and invitation.due_on < today
    return InvitationRow(invitation, TONES.get(InvitationState(invitation.state), "neutral"), is_late)


# Inviting ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """Somebody of a party in the area. warnings: why to think before asking them again, over all areas."""

    person: Person
    is_invited: bool
    requests: int
    warnings: tuple[str, ...]


def people_of(area: PilotArea) -> QuerySet[Person]:
    """Return the persons of the parties that take part in an area now, by organisation."""
    people = Person.objects.current().filter(
        organisation__partners__area=area, organisation__partners__until_on=None, organisation__merged_into=None
    )
    return people.select_related("organisation").order_by("organisation__name", "name", "pk").distinct()


def candidates(round_: Round, people: Iterable[Person], *, today: date) -> tuple[Candidate, ...]:
    """Say of each person whether they are invited, and how often their party was asked lately. Runs two queries."""
    chosen = list(people)
    invited = set(Invitation.objects.filter(round=round_).values_list("person_id", flat=True))
    moments: defaultdict[int, list[Contact]] = defaultdict(list)
    asked = ContactMoment.objects.filter(organisation__in={one.organisation_id for one in chosen})
    for moment in asked.values("organisation_id", "on", "is_request", "area_id"):
        contact = Contact(moment["on"], moment["is_request"], moment["area_id"], "")
        moments[moment["organisation_id"]].append(contact)
    loads = {key: contact_load(moments[key], today) for key in {one.organisation_id for one in chosen}}
    return tuple(
        Candidate(one, one.pk in invited, loads[one.organisation_id].requests, loads[one.organisation_id].reasons)
        for one in chosen
    )
