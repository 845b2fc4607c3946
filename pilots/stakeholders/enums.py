"""Kinds of parties and contacts, the steps of influence and interest, and the fixed words of this room."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What a party is in the area. Source: product description 4.2 and the parties that the pilots name."""

    PROVINCE = "province", _("Province")
    MUNICIPALITY = "municipality", _("Municipality")
    WATER_AUTHORITY = "water-authority", _("Water authority")
    STATE = "state", _("National government")
    FARM = "farm", _("Farm")
    COLLECTIVE = "collective", _("Farmers' collective")
    LANDOWNER = "landowner", _("Estate or land owner")
    NATURE = "nature", _("Nature organisation")
    DRINKING_WATER = "drinking-water", _("Drinking water company")
    CHAIN = "chain", _("Chain party")
    FUND = "fund", _("Bank or fund")
    KNOWLEDGE = "knowledge", _("Knowledge institute")
    RESIDENTS = "residents", _("Residents")
    OTHER = "other", _("Other")


# Behind these kinds stands a person or a family: they are only known in the areas where they take part.
PERSONAL_KINDS = frozenset(
    {OrganisationKind.FARM, OrganisationKind.LANDOWNER, OrganisationKind.RESIDENTS, OrganisationKind.OTHER}
)


class Influence(IntegerChoices):
    """How much a party can help or stop the area process: five steps with a description."""

    NONE = 1, _("1 – hardly any: the area goes on without them")
    LITTLE = 2, _("2 – a little: they can slow down one measure")
    SOME = 3, _("3 – some: one part of the plan needs them")
    MUCH = 4, _("4 – much: several parts need them")
    DECISIVE = 5, _("5 – decisive: without them it does not happen")


class Stake(IntegerChoices):
    """How much the outcome matters to a party: five steps with a description. Called interest on the pages."""

    NONE = 1, _("1 – hardly any: they notice little of it")
    LITTLE = 2, _("2 – a little: they want to be kept informed")
    SOME = 3, _("3 – some: part of their work or home changes")
    MUCH = 4, _("4 – much: their plans depend on it")
    VITAL = 5, _("5 – vital: their business or home depends on it")


class Quadrant(TextChoices):
    """How to work with a party: the four fields of influence × interest."""

    TOGETHER = "together", _("Work together (much influence, much interest)")
    SATISFIED = "satisfied", _("Keep satisfied (much influence, little interest)")
    INFORMED = "informed", _("Keep informed (little influence, much interest)")
    WATCHED = "watched", _("Keep an eye on (little influence, little interest)")


class InterestVisibility(TextChoices):
    """Who may read an own interest of a party."""

    PRIVATE = "private", _("Private: only the party itself and the coordinator")
    SHARED = "shared", _("Shared: everybody who is involved with the area")


class ContactKind(TextChoices):
    """How there was contact. An invitation and an interview are contact too: they ask something of somebody."""

    CONVERSATION = "conversation", _("Conversation")
    VISIT = "visit", _("Visit on site")
    MEETING = "meeting", _("Meeting")
    PHONE = "phone", _("Phone call")
    MAIL = "mail", _("E-mail or letter")
    INVITATION = "invitation", _("Invitation to the intake")
    REMINDER = "reminder", _("Reminder")
    INTERVIEW = "interview", _("Interview")
    OTHER = "other", _("Other")


# These ask something of a party by what they are; for the others whoever notes the contact says so.
ASKING_KINDS = frozenset({ContactKind.INVITATION, ContactKind.REMINDER, ContactKind.INTERVIEW})


class PromiseSide(TextChoices):
    """Whose promise it is."""

    TEAM = "team", _("We promised it to the party")
    PARTY = "party", _("The party promised it to us")


class PromiseState(TextChoices):
    """Whether a promise was kept."""

    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept")
    BROKEN = "broken", _("Not kept")


PROMISE_MOVES: dict[PromiseState, frozenset[PromiseState]] = {
    PromiseState.OPEN: frozenset({PromiseState.KEPT, PromiseState.BROKEN}),
    PromiseState.KEPT: frozenset({PromiseState.OPEN}),
    PromiseState.BROKEN: frozenset({PromiseState.OPEN, PromiseState.KEPT}),
}


class Doubles(TextChoices):
    """What a merge does with rows of the duplicate that may exist only once and that the other has too."""

    LEAVE = "leave", _("The duplicate keeps them: nothing is lost, and they stay under its own name")
    REMOVE = "remove", _("Remove those of the duplicate: undoing the merge brings them back")
