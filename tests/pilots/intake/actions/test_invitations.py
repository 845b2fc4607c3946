import re
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.utils.translation import override

from accounts.models import OutgoingMail
from core.links import digest
from pilots.intake import actions, tasks
from pilots.intake.enums import INVITATION_MOVES, InvitationState, MailKind, RoundState
from pilots.intake.models import Invitation, InvitationLink
from pilots.stakeholders.enums import ContactKind
from pilots.stakeholders.models import ContactMoment, Organisation, Person
from tests.factories.intake import InvitationFactory, ResponseFactory, RoundFactory
from tests.factories.stakeholders import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def outbox(settings):
    """The outbox of the site: mail is a row."""
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield NOW.date()


def secret_in(mail: OutgoingMail) -> str:
    found = re.search(r"/uitnodiging/([\w-]{43})/", mail.text)
    assert found, mail.text
    return found[1]


# Inviting --------------------------------------------------------------------------------------------------------


def test_invite_makes_rows_first_and_mails_nothing_yet(round_, farmer, officer):
    made = actions.invite(round_=round_, people=[farmer, farmer], by=officer)

    assert [(one.person, one.state, one.waiting_mail) for one in made] == [(farmer, "pending", MailKind.INVITATION)]
    assert made[0].due_on == round_.closes_on
    assert not OutgoingMail.objects.exists()


def test_invite_again_invites_only_who_is_new(round_, farmer, officer, farm):
    actions.invite(round_=round_, people=[farmer], by=officer)
    other = PersonFactory(organisation=farm, email="")

    made = actions.invite(round_=round_, people=[farmer, other], by=officer)

    assert [one.person for one in made] == [other]
    assert made[0].waiting_mail == ""
    assert round_.invitations.count() == 2


def test_letter_goes_out_once_also_when_the_task_runs_twice(round_, farmer, officer):
    (invitation,) = actions.invite(round_=round_, people=[farmer], by=officer)

    tasks.send_letter(invitation.pk)
    tasks.send_letters(round_.pk)
    tasks.send_letter(invitation.pk)

    mail = OutgoingMail.objects.get()
    assert mail.to == ["jan@fictief.example"]
    assert mail.reply_to == [officer.email]
    assert "Jan" not in mail.subject
    assert round_.why in mail.text
    assert round_.what_happens in mail.text
    assert mail.html
    link = InvitationLink.objects.get()
    assert link.secret_hash == digest(secret_in(mail))
    assert InvitationLink.objects.usable(secret_in(mail), NOW).get() == link
    invitation.refresh_from_db()
    assert invitation.sent_at == invitation.last_mail_at == NOW


def test_letter_counts_as_a_request_to_the_party(round_, farmer, officer):
    (invitation,) = actions.invite(round_=round_, people=[farmer], by=officer)

    actions.deliver_mail(invitation.pk)

    moment = ContactMoment.objects.get()
    assert (moment.kind, moment.person, moment.area) == (ContactKind.INVITATION, farmer, round_.area)
    assert moment.is_request


@pytest.mark.parametrize(("language", "word"), [("nl", "personal link"), ("en", "personal link")])
def test_letter_is_in_the_language_of_the_person(round_, farmer, officer, language, word):
    farmer.language = language
    farmer.save()
    (invitation,) = actions.invite(round_=round_, people=[farmer], by=officer)

    actions.deliver_mail(invitation.pk)

    with override(language):
        mail = OutgoingMail.objects.get()
        assert f'lang="{language}"' in mail.html


def test_letter_of_a_round_in_preparation_waits_until_it_opens(area, officer, farmer):
    round_ = RoundFactory(area=area, draft=True)
    (invitation,) = actions.invite(round_=round_, people=[farmer], by=officer)

    assert actions.deliver_mail(invitation.pk) is None
    assert not OutgoingMail.objects.exists()

    actions.move_round(round_=round_, to=RoundState.OPEN, by=officer)
    tasks.send_letters(round_.pk)
    assert OutgoingMail.objects.count() == 1


def test_sweeper_mails_what_was_lost(round_, farmer, officer, monkeypatch):
    actions.invite(round_=round_, people=[farmer], by=officer)
    sent = []
    monkeypatch.setattr(tasks.send_letter, "apply_async", lambda arguments, **_: sent.append(arguments))

    tasks.sweep_letters()

    assert sent == [(round_.invitations.get().pk,)]


# Moves -----------------------------------------------------------------------------------------------------------


def test_table_of_moves_is_complete_and_what_was_sent_never_expires():
    assert set(INVITATION_MOVES) == set(InvitationState)
    assert InvitationState.EXPIRED not in INVITATION_MOVES[InvitationState.SENT]
    assert all(state not in INVITATION_MOVES[state] for state in InvitationState)


@pytest.mark.parametrize(("state", "act"), list(product(InvitationState, ["revoke", "invite_again"])))
def test_action_is_allowed_exactly_when_the_table_says_so(round_, farmer, officer, state, act):
    invitation = InvitationFactory(round=round_, person=farmer, state=state, accepted_at=NOW)
    to = InvitationState.REVOKED if act == "revoke" else InvitationState.OPENED

    if to in INVITATION_MOVES[state]:
        assert getattr(actions, act)(invitation=invitation, by=officer).state == to
    else:
        with pytest.raises(actions.MoveError):
            getattr(actions, act)(invitation=invitation, by=officer)
        invitation.refresh_from_db()
        assert invitation.state == state


def test_revoke_stops_all_links_at_once(invitation, officer):
    secrets = [actions.make_link(invitation=invitation, by=officer) for _ in range(2)]
    assert all(InvitationLink.objects.usable(secret, NOW).exists() for secret in secrets)

    actions.revoke(invitation=invitation, by=officer)

    assert not any(InvitationLink.objects.usable(secret, NOW).exists() for secret in secrets)
    assert all(InvitationLink.objects.of_secret(secret).exists() for secret in secrets)


def test_older_link_keeps_working_after_a_resend(invitation, officer):
    old = actions.make_link(invitation=invitation, by=officer)

    actions.resend(invitation=invitation, by=officer)
    actions.deliver_mail(invitation.pk)

    new = secret_in(OutgoingMail.objects.get())
    assert old != new
    assert InvitationLink.objects.usable(old, NOW).exists()
    assert InvitationLink.objects.usable(new, NOW).exists()


@pytest.mark.parametrize("state", ["declined", "sent", "revoked", "expired"])
def test_nobody_who_answered_or_said_no_is_mailed_again_from_an_old_page(round_, farmer, officer, state):
    invitation = InvitationFactory(round=round_, person=farmer, accepted=True, state=state)

    with pytest.raises(actions.MoveError):
        actions.resend(invitation=invitation, by=officer)
    invitation.refresh_from_db()

    assert invitation.waiting_mail == ""


def test_link_of_a_withdrawn_invitation_is_refused(invitation, officer):
    actions.revoke(invitation=invitation, by=officer)

    with pytest.raises(actions.MoveError):
        actions.make_link(invitation=invitation, by=officer)


def test_extend_opens_an_expired_invitation_where_the_person_was(round_, farmer, officer):
    invitation = InvitationFactory(round=round_, person=farmer, accepted=True, due_on=date(2026, 11, 20))
    assert actions.expire_overdue(now=NOW) == 1
    assert actions.expire_overdue(now=NOW) == 0

    actions.extend(invitation=invitation, until=date(2026, 12, 1), by=officer)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.due_on) == (InvitationState.OPENED, date(2026, 12, 1))


def test_expire_leaves_who_answered_or_has_time(round_):
    kept = [
        InvitationFactory(round=round_, sent=True, due_on=date(2026, 11, 1)),
        InvitationFactory(round=round_, due_on=NOW.date()),
        InvitationFactory(round=round_, state="declined", due_on=date(2026, 11, 1)),
    ]

    assert actions.expire_overdue(now=NOW) == 0
    assert {one.state for one in kept} == {one.state for one in Invitation.objects.filter(pk__in=[x.pk for x in kept])}


# Reminders -------------------------------------------------------------------------------------------------------


def remindable(round_, **fields):
    return InvitationFactory(round=round_, **{"started": True, "last_mail_at": NOW - timedelta(days=8), **fields})


def test_reminder_goes_once_a_day_whoever_runs_it_how_often(round_):
    invitation = remindable(round_)

    first = actions.queue_reminders(now=NOW)
    again = actions.queue_reminders(now=NOW + timedelta(hours=5))
    actions.deliver_mail(invitation.pk)
    after_mail = actions.queue_reminders(now=NOW + timedelta(hours=6))

    assert (first, again, after_mail) == ([invitation.pk], [], [])
    invitation.refresh_from_db()
    assert (invitation.reminders, invitation.reminded_on) == (1, NOW.date())
    assert OutgoingMail.objects.count() == 1


def test_reminder_comes_again_after_the_pause_and_stops_at_the_most(round_):
    invitation = remindable(round_)
    days = []
    for day in range(40):
        if actions.queue_reminders(now=NOW + timedelta(days=day)):
            days.append(day)
            with time_machine.travel(NOW + timedelta(days=day), tick=False):
                actions.deliver_mail(invitation.pk)

    assert days == [0, 7]  # at most two, seven days apart


@pytest.mark.parametrize(
    "fields",
    [
        {"started": False, "accepted_at": None},
        {"started": False, "state": "opened", "accepted_at": None},
        {"started": False, "state": "sent", "accepted_at": NOW},
        {"started": False, "state": "declined", "accepted_at": NOW},
        {"started": False, "state": "revoked", "accepted_at": NOW},
        {"started": False, "state": "expired", "accepted_at": NOW},
        {"due_on": date(2026, 11, 22)},
        {"last_mail_at": NOW - timedelta(days=3)},
        {"reminders": 2},
        {"person__email": ""},
        {"round__state": "closed"},
    ],
    ids=lambda fields: ",".join(fields),
)
def test_no_reminder(round_, fields):
    round_.state = fields.pop("round__state", round_.state)
    round_.save()
    remindable(round_, **fields)

    assert actions.queue_reminders(now=NOW) == []


def test_no_reminder_to_who_is_changing_what_was_submitted(round_):
    ResponseFactory(invitation=remindable(round_), submitted_at=NOW)

    assert actions.queue_reminders(now=NOW) == []


def test_reminder_that_waits_when_the_round_closes_is_never_sent(round_, officer):
    invitation = remindable(round_)
    actions.queue_reminders(now=NOW)

    actions.move_round(round_=round_, to=RoundState.CLOSED, by=officer)
    actions.move_round(round_=round_, to=RoundState.OPEN, by=officer)

    assert actions.deliver_mail(invitation.pk) is None
    assert not OutgoingMail.objects.exists()


def test_one_person_gets_one_reminder_a_day_over_all_rounds(round_, farmer):
    first = remindable(round_, person=farmer)
    remindable(RoundFactory(), person=farmer)

    assert len(actions.queue_reminders(now=NOW)) == 1
    first.refresh_from_db()
    assert Invitation.objects.filter(person=farmer, reminders=1).count() == 1


def test_daily_task_expires_and_reminds(round_, monkeypatch):
    late = InvitationFactory(round=round_, due_on=date(2026, 11, 1))
    keen = remindable(round_)
    sent = []
    monkeypatch.setattr(tasks.send_letter, "apply_async", lambda arguments, **_: sent.append(arguments))

    tasks.remind()
    tasks.remind()

    late.refresh_from_db()
    assert late.state == InvitationState.EXPIRED
    assert sent == [(keen.pk,)]


# Pasted people ---------------------------------------------------------------------------------------------------


class Line:
    def __init__(self, name, email, organisation=""):
        self.name, self.email, self.organisation = name, email, organisation


def test_pasted_people_are_found_by_address_in_this_area_only(area, farm, farmer, officer):
    PersonFactory(name="Elders", email="elders@fictief.example")
    lines = [
        Line("Jan F.", "JAN@fictief.example"),
        Line("Elders", "elders@fictief.example"),
        Line("Nieuw", "nieuw@fictief.example", "Dorpsraad Fictief"),
    ]

    people, new = actions.find_or_add_people(area=area, people=lines, organisation=farm, language="nl", by=officer)

    assert new == 2
    assert people[0] == farmer
    assert people[1].organisation == farm
    assert people[2].organisation == Organisation.objects.get(name="Dorpsraad Fictief")
    assert people[2].organisation.partners.get().area == area
    assert Person.objects.filter(email="elders@fictief.example").count() == 2
