"""What somebody takes care of on to-arrange lists, in all areas: for the list of tasks and the daily mail."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.digest import Line
from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Person
from typology.gearbox.arranging import State
from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.models import Arrangement, TypologyVersion
from typology.gearbox.pages.arranging import arrange, arrangement_url, what_of

TOLD = frozenset({State.OPEN, State.DOING})


def arrangement_tasks(user: User, _today: date) -> Iterator[Line]:
    """Tell what this person or their party took up and is not arranged yet. A source of the daily mail.

    Two queries, however many areas; one when there is nothing.
    """
    rows = list(_taken_up(user))
    versions = TypologyVersion.objects.in_bulk({row.collaboration.version_id for row in rows}) if rows else {}
    for _key, group in groupby(rows, key=lambda row: row.collaboration_id):
        mine = list(group)
        collaboration = mine[0].collaboration
        collaboration.version = versions[collaboration.version_id]
        for line in arrange(collaboration, rows=mine, is_full=False).lines:
            if line.row is not None and line.state in TOLD:
                yield Line(
                    what_of(line),
                    arrangement_url(collaboration, line.key),
                    _("For you to arrange"),
                    area=collaboration.area.name,
                    due_on=line.row.due_on,
                )


def _taken_up(user: User) -> QuerySet[Arrangement]:
    """Return what is open and theirs, in collaborations that run and areas they are involved with."""
    speaks = Person.objects.current().filter(user=user, organisation=OuterRef("partner__organisation"))
    mine = Q(owner=user) | (Q(partner__until_on=None) & Q(Exists(speaks)))
    rows = Arrangement.objects.filter(
        mine,
        status__in=[ArrangementStatus.OPEN, ArrangementStatus.DOING],
        collaboration__ended_on=None,
        collaboration__area__in=PilotArea.objects.involving(user),
    )
    return rows.select_related("collaboration__area").order_by("collaboration", "due_on", "pk")
