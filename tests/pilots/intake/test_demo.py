from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts import demo as accounts
from accounts.models import OutgoingMail
from pilots.areas import demo as areas
from pilots.intake import actions, demo
from pilots.intake.enums import InvitationState, QuestionKind
from pilots.intake.models import FormVersion, Invitation, Response, Round
from pilots.intake.questionnaire import check_answer, faults, parse
from pilots.stakeholders.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    accounts.load()
    areas.load()
    call_command("load_pack_gebiedsintake")
    demo.load()


def test_standard_intake_is_whole_in_both_languages_and_uses_every_kind(db):
    call_command("load_pack_gebiedsintake")
    call_command("load_pack_gebiedsintake")

    version = FormVersion.objects.get()
    questionnaire = parse(version.body)
    assert faults(questionnaire, ("nl", "en")) == ()
    assert {question.kind for question in questionnaire.questions} == set(QuestionKind)
    assert all(question.source for question in questionnaire.questions)
    assert "concept" in version.source


def test_newer_pack_becomes_a_newer_version_and_leaves_a_draft_alone(db, officer):
    call_command("load_pack_gebiedsintake")
    first = FormVersion.objects.get()
    draft = actions.start_draft(form=first.form, by=officer)

    newer, is_new = actions.load_version(
        slug="gebiedsintake",
        name="Gebiedsintake",
        source="gebiedsintake 9.9 (concept)",
        body=first.body,
        change_note="",
    )

    draft.refresh_from_db()
    assert is_new
    assert (first.number, newer.number, draft.number) == (1, 2, 3)


def test_demo_twice_gives_the_same_and_mails_nobody(loaded):
    before = Round.objects.count(), Invitation.objects.count(), Response.objects.count()

    demo.load()

    assert (Round.objects.count(), Invitation.objects.count(), Response.objects.count()) == before
    assert not Invitation.objects.waiting().exists()
    assert not OutgoingMail.objects.exists()


def test_demo_has_a_closed_and_an_open_round_in_brummen_and_every_state(loaded):
    brummen = Round.objects.filter(area__slug="landgoederen-brummen")

    assert sorted(brummen.values_list("state", flat=True)) == ["closed", "open"]
    assert Response.objects.submitted().filter(invitation__round__in=brummen).count() >= 12
    assert set(Invitation.objects.values_list("state", flat=True)) == set(InvitationState)
    assert Round.objects.values("area").distinct().count() >= 3


def test_demo_people_are_made_up_and_their_answers_right(loaded):
    assert all(person.name.endswith("(fictief)") for person in Person.objects.all())
    assert all(person.email.endswith(".example") for person in Person.objects.exclude(email=""))
    for response in Response.objects.select_related("form_version"):
        questionnaire = parse(response.form_version.body)
        for answer in response.answers.all():
            checked = check_answer(questionnaire.question(answer.question), answer.value)
            assert (checked.value, checked.error) == (answer.value, "")


def test_daily_task_reminds_nobody_in_the_demo_twice(loaded):
    now = timezone.now() + timedelta(days=1)

    first = actions.queue_reminders(now=now)

    assert actions.queue_reminders(now=now) == []
    assert all(Invitation.objects.get(pk=key).accepted_at for key in first)
