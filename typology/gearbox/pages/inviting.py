"""Who was asked for their view and how far they are, and who can be asked. Never what anybody answered."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from pilots.intake.pages.rounds import people_of
from pilots.stakeholders.load import Contact, contact_load
from pilots.stakeholders.models import ContactMoment, Person
from typology.gearbox.actions.inviting import MOST_REMINDERS
from typology.gearbox.enums import ViewState
from typology.gearbox.models import Collaboration, PartnerView

TONES = {
    ViewState.SENT: "ok",
    ViewState.STARTED: "warn",
    ViewState.OPENED: "warn",
    ViewState.LEFT: "stop",
    ViewState.WITHDRAWN: "stop",
}


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One view in the list of who was asked. tone: of its badge. is_changed: changed after sending, not sent again."""

    view: PartnerView
    state: ViewState
    tone: str
    is_changed: bool
    can_mail: bool
    can_link: bool
    can_withdraw: bool


@dataclass(frozen=True, slots=True)
class ViewsPage:
    """Who was asked. asked, sent: without who was withdrawn; counting: sent by partners that still take part."""

    rows: tuple[ViewRow, ...]
    asked: int
    sent: int
    counting: int
    remindable: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a party in the area. warnings: why to think before asking them again, over all areas."""

    person: Person
    is_asked: bool
    warnings: tuple[str, ...]

    @property
    def has_address(self) -> bool:
        return bool(self.person.email or (self.person.user and self.person.user.email))


def views_page(collaboration: Collaboration) -> ViewsPage:
    """Return who was asked, by organisation. Two queries."""
    today = timezone.localdate()
    rows = tuple(_row(view, today) for view in collaboration.views.with_names())
    return ViewsPage(
        rows=rows,
        asked=sum(row.state != ViewState.WITHDRAWN for row in rows),
        sent=sum(row.view.sent_at is not None for row in rows),
        counting=sum(row.view.counts for row in rows),
        remindable=collaboration.views.remindable(today, MOST_REMINDERS).count() if collaboration.is_running else 0,
    )


def _row(view: PartnerView, today: date) -> ViewRow:
    state = view.state
    is_asked = view.collaboration.is_running and state not in {ViewState.WITHDRAWN, ViewState.LEFT}
    return ViewRow(
        view=view,
        state=state,
        tone=TONES.get(state, "neutral"),
        is_changed=view.sent_at is not None and view.has_unsent_changes,
        can_mail=is_asked and bool(view.address) and view.mailed_on != today,
        can_link=is_asked and view.changed_at is None and view.sent_at is None,
        can_withdraw=view.sent_at is None and state != ViewState.WITHDRAWN,
    )


def candidates(collaboration: Collaboration) -> tuple[Candidate, ...]:
    """Return the people of the parties that take part, and how often their party was asked lately. Three queries."""
    people = list(people_of(collaboration.area).select_related("organisation", "user"))
    asked = set(collaboration.views.filter(withdrawn_at=None).values_list("person_id", flat=True))
    moments: dict[int, list[Contact]] = {person.organisation_id: [] for person in people}
    for moment in ContactMoment.objects.filter(organisation__in=moments).values(
        "organisation_id", "on", "is_request", "area_id"
    ):
        contact = Contact(moment["on"], moment["is_request"], moment["area_id"], "")
        moments[moment["organisation_id"]].append(contact)
    today = timezone.localdate()
    loads = {key: contact_load(found, today).reasons for key, found in moments.items()}
    return tuple(Candidate(one, one.pk in asked, loads[one.organisation_id]) for one in people)
