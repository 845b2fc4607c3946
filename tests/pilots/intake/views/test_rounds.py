import pytest
from django.urls import reverse

from core.links import digest
from pilots.intake import actions
from pilots.intake.enums import InvitationState, RoundState
from pilots.intake.models import Invitation, InvitationLink, Round
from pilots.stakeholders.models import Person
from tests.factories.intake import (
    FormVersionFactory,
    InvitationFactory,
    InvitationLinkFactory,
    ResponseFactory,
    RoundFactory,
)
from tests.factories.stakeholders import PersonFactory

pytestmark = pytest.mark.django_db
SECRET_WORDS = "Alleen voor het team"


@pytest.fixture
def addresses(round_, invitation):
    invitation.decline_reason = SECRET_WORDS
    invitation.save()
    area = round_.area.slug
    return {
        "list": reverse("intake:round-list", args=[area]),
        "create": reverse("intake:round-create", args=[area]),
        "detail": reverse("intake:round-detail", args=[area, round_.pk]),
        "edit": reverse("intake:round-edit", args=[area, round_.pk]),
        "invite": reverse("intake:round-invite", args=[area, round_.pk]),
        "paste": reverse("intake:round-paste", args=[area, round_.pk]),
        "invitation": reverse("intake:invitation-detail", args=[area, round_.pk, invitation.pk]),
    }


@pytest.fixture
def posts(round_, invitation):
    area = round_.area.slug
    return {
        "move": reverse("intake:round-move", args=[area, round_.pk]),
        "invitation-move": reverse("intake:invitation-move", args=[area, round_.pk, invitation.pk]),
        "invitation-link": reverse("intake:invitation-link", args=[area, round_.pk, invitation.pk]),
    }


def test_anonymous_visitor_is_asked_to_log_in(client, addresses, posts):
    for address in addresses.values():
        assert client.get(address).url.startswith(reverse("account_login"))
    for address in posts.values():
        assert client.post(address).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["stranger", "partner", "administrator", "curator", "ambassador"])
def test_who_does_not_edit_the_area_gets_a_404_everywhere(request, login, who, area, addresses, posts, settings):
    settings.DEMO = True  # waives the second step of the curator
    area.visibility = "openbaar"
    area.save()
    client = login(request.getfixturevalue(who))

    assert {name: client.get(address).status_code for name, address in addresses.items()} == dict.fromkeys(
        addresses, 404
    )
    assert {name: client.post(address).status_code for name, address in posts.items()} == dict.fromkeys(posts, 404)
    assert not InvitationLink.objects.exists()


@pytest.mark.parametrize("who", ["officer", "coordinator", "admin_user"])
def test_who_edits_the_area_opens_every_page(request, login, who, addresses, settings):
    settings.DEMO = True  # waives the second step of the admin
    client = login(request.getfixturevalue(who))

    assert {name: client.get(address).status_code for name, address in addresses.items()} == dict.fromkeys(
        addresses, 200
    )


def test_wrong_method_is_refused(login, officer, addresses, posts):
    client = login(officer)

    assert {name: client.get(address).status_code for name, address in posts.items()} == dict.fromkeys(posts, 405)
    assert client.put(addresses["invite"]).status_code == 405


def test_list_of_rounds_equals_has_perm_for_every_role(
    round_, officer, coordinator, partner, stranger, administrator, curator, ambassador, admin_user
):
    RoundFactory()
    for user in (officer, coordinator, partner, stranger, administrator, curator, ambassador, admin_user):
        listed = set(Round.objects.managed_by(user))

        assert listed == {one for one in Round.objects.all() if user.has_perm("intake.view_round", one)}, user.role


def test_round_of_another_area_is_not_found_here(login, officer, area):
    other = RoundFactory()

    assert login(officer).get(reverse("intake:round-detail", args=[area.slug, other.pk])).status_code == 404


@pytest.mark.parametrize("page", ["list", "detail", "invite"])
def test_page_asks_as_many_queries_with_three_rows_as_with_one(
    login, officer, addresses, page, round_, farm, django_assert_max_num_queries
):
    client = login(officer)
    client.get(addresses[page])
    with django_assert_max_num_queries(100) as one:
        client.get(addresses[page])
    for _number in range(2):
        RoundFactory(area=round_.area)
        InvitationFactory(round=round_, person=PersonFactory(organisation=farm))
    with django_assert_max_num_queries(100) as three:
        client.get(addresses[page])

    assert len(three) == len(one)


def test_make_open_and_close_a_round(login, officer, area, django_capture_on_commit_callbacks):
    version = FormVersionFactory()
    client = login(officer)
    values = {
        "title": "Wat wilt u?", "form_version": version.pk, "why": "Daarom", "what_happens": "Een verslag",
        "opens_on": "2026-11-23", "closes_on": "2026-12-23", "reminder_after_days": 7, "most_reminders": 2,
    }  # fmt: skip

    client.post(reverse("intake:round-create", args=[area.slug]), values)
    round_ = Round.objects.get()
    assert (round_.state, round_.sender, round_.area) == (RoundState.DRAFT, officer, area)

    move = reverse("intake:round-move", args=[area.slug, round_.pk])
    with django_capture_on_commit_callbacks() as queued:
        client.post(move, {"to": "open"})
    assert len(queued) == 1
    client.post(move, {"to": "draft"})
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN
    client.post(move, {"to": "closed"})
    assert client.post(move, {"to": "elsewhere"}).status_code == 404
    round_.refresh_from_db()
    assert round_.state == RoundState.CLOSED


@pytest.mark.parametrize(
    ("field", "value"),
    [("closes_on", "2026-11-01"), ("closes_on", "2036-11-01"), ("reminder_after_days", 0), ("most_reminders", 9)],
)
def test_wrong_input_of_a_round_has_its_message_beside_the_field(login, officer, area, field, value):
    values = {
        "title": "T", "form_version": FormVersionFactory().pk, "why": "W", "what_happens": "H",
        "opens_on": "2026-11-23", "closes_on": "2026-12-23", "reminder_after_days": 7, "most_reminders": 2,
    }  # fmt: skip

    response = login(officer).post(reverse("intake:round-create", args=[area.slug]), values | {field: value})

    assert list(response.context["form"].errors) == [field]
    assert not Round.objects.exists()


def test_draft_and_foreign_forms_cannot_be_asked(login, officer, area):
    FormVersionFactory(draft=True)
    FormVersionFactory(form__province="NL-LI")
    own = FormVersionFactory(form__province="NL-GE")

    response = login(officer).get(reverse("intake:round-create", args=[area.slug]))

    assert list(response.context["form"].fields["form_version"].queryset) == [own]


def test_form_of_a_round_stays_once_somebody_answers(login, officer, round_):
    ResponseFactory(invitation=InvitationFactory(round=round_, started=True))
    values = {
        "title": "T", "form_version": FormVersionFactory().pk, "why": "W", "what_happens": "H",
        "opens_on": "2026-11-23", "closes_on": "2026-12-23", "reminder_after_days": 7, "most_reminders": 2,
    }  # fmt: skip

    response = login(officer).post(reverse("intake:round-edit", args=[round_.area.slug, round_.pk]), values)

    assert list(response.context["form"].errors) == ["form_version"]


# Inviting --------------------------------------------------------------------------------------------------------


def test_bulk_invitation_shows_contact_load_first_and_then_invites(login, officer, round_, farm, farmer):
    others = [PersonFactory(organisation=farm) for _ in range(2)]
    address = reverse("intake:round-invite", args=[round_.area.slug, round_.pk])
    client = login(officer)
    chosen = {"person": [farmer.pk, *(one.pk for one in others)]}

    seen = client.post(address, chosen)
    assert not Invitation.objects.exists()
    assert [row.person for row in seen.context["rows"]].sort(key=str) == [farmer, *others].sort(key=str)

    client.post(address, {**chosen, "confirmed": "1"})
    assert set(round_.invitations.values_list("person_id", flat=True)) == {farmer.pk, *(one.pk for one in others)}


def test_people_of_another_area_cannot_be_invited(login, officer, round_, farm):
    outsider = PersonFactory(name="Iemand Elders")
    address = reverse("intake:round-invite", args=[round_.area.slug, round_.pk])
    client = login(officer)

    assert "Iemand Elders" not in client.get(address).text
    client.post(address, {"person": [outsider.pk, "x"], "confirmed": "1"})

    assert not Invitation.objects.exists()


def test_people_can_be_filtered(login, officer, round_, farm, farmer, invitation):
    new = PersonFactory(organisation=farm, name="Nieuw Fictief", email="")
    address = reverse("intake:round-invite", args=[round_.area.slug, round_.pk])
    client = login(officer)

    def found(**query):
        return {row.person for row in client.get(address, query).context["rows"]}

    assert found() == {farmer, new}
    assert found(toon="nieuw") == {new}
    assert found(toon="mail") == {farmer}
    assert found(naam="jan") == {farmer}
    assert found(naam="bestaat niet") == set()


def test_pasted_list_makes_people_and_asks_to_check(login, officer, round_, farm, farmer):
    address = reverse("intake:round-paste", args=[round_.area.slug, round_.pk])
    people = "Jan; jan@fictief.example\nPiet Nieuw <piet@fictief.example>\n\nanna.bos@fictief.example"

    response = login(officer).post(address, {"organisation": farm.pk, "language": "nl", "people": people})

    assert {row.person.email for row in response.context["rows"]} == {
        "jan@fictief.example", "piet@fictief.example", "anna.bos@fictief.example",
    }  # fmt: skip
    assert Person.objects.get(email="anna.bos@fictief.example").name == "Anna Bos"
    assert not Invitation.objects.exists()


def test_pasted_line_without_address_says_which_line_and_changes_nothing(login, officer, round_, farm):
    address = reverse("intake:round-paste", args=[round_.area.slug, round_.pk])
    people = "piet@fictief.example\nzonder adres\nfout@adres@"

    response = login(officer).post(address, {"organisation": farm.pk, "language": "nl", "people": people})

    assert len(response.context["form"].errors["people"]) == 2
    assert not Person.objects.filter(email="piet@fictief.example").exists()


# One invitation --------------------------------------------------------------------------------------------------


def test_link_to_hand_over_is_shown_once_and_works(login, officer, posts, addresses):
    client = login(officer)

    made = client.post(posts["invitation-link"])

    secret = made.context["address"].rstrip("/").rsplit("/", 1)[-1]
    assert InvitationLink.objects.get().secret_hash == digest(secret)
    assert "no-store" in made["Cache-Control"]
    assert secret not in client.get(addresses["invitation"]).text


def test_revoke_and_invite_again(login, officer, posts, invitation):
    client = login(officer)

    client.post(posts["invitation-move"], {"move": "revoke"})
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.REVOKED
    client.post(posts["invitation-link"])
    assert not InvitationLink.objects.exists()

    client.post(posts["invitation-move"], {"move": "again"})
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.PENDING
    assert client.post(posts["invitation-move"], {"move": "fly"}).status_code == 404


@pytest.mark.parametrize(
    ("until", "status"), [("2020-01-01", 422), ("", 422), ("2027-06-01", 302), ("9999-01-01", 422)]
)
def test_more_time_needs_a_day_that_makes_sense(login, officer, posts, invitation, until, status):
    before = invitation.due_on

    response = login(officer).post(posts["invitation-move"], {"move": "extend", "until": until})

    assert response.status_code == status
    invitation.refresh_from_db()
    assert (invitation.due_on != before) == (status == 302)


def test_closed_round_invites_nobody_and_says_so(login, officer, round_, invitation, farmer, addresses, posts):
    round_.state = RoundState.CLOSED
    round_.save()
    client, before = login(officer), Invitation.objects.count()
    revoked = Invitation.objects.filter(pk=invitation.pk)
    revoked.update(state=InvitationState.REVOKED)
    asked = [
        client.get(addresses["invite"], HTTP_ACCEPT_LANGUAGE="en"),
        client.post(addresses["invite"], {"person": farmer.pk, "confirmed": "1"}),
        client.post(addresses["paste"], {"people": "x"}),
    ]

    assert [one.url for one in asked] == [round_.get_absolute_url()] * 3
    page = client.get(asked[0].url, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "This round is closed." in page
    again = client.post(posts["invitation-move"], {"move": "again"}, follow=True)
    assert len(list(again.context["messages"])) == 1
    assert revoked.get().state == InvitationState.REVOKED
    assert Invitation.objects.count() == before


def test_round_that_is_closed_meanwhile_is_refused(officer, round_, farmer):
    Round.objects.filter(pk=round_.pk).update(state=RoundState.CLOSED)

    with pytest.raises(actions.MoveError):
        actions.invite(round_=round_, people=[farmer], by=officer)


def test_page_of_a_round_and_its_part_agree(login, officer, addresses):
    client = login(officer)

    part = client.get(addresses["detail"], {"stand": "pending"}, HTTP_HX_REQUEST="true").text
    page = client.get(addresses["detail"], {"stand": "pending"}).text

    assert part.strip() in page
    assert "Jan Fictief" in part
    assert "Jan Fictief" not in client.get(addresses["detail"], {"stand": "sent"}).text


def test_opening_counts_at_a_sign_of_a_person_not_for_a_scanner_of_mail(client, invitation):
    InvitationLinkFactory(secret="o" * 43, invitation=invitation)
    page, beacon = (reverse(f"intake:fill-{name}", args=["o" * 43]) for name in ("start", "opened"))
    assert beacon in client.get(page).text
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.PENDING

    codes = [client.post(beacon).status_code, client.get(beacon).status_code]

    invitation.refresh_from_db()
    assert (codes, invitation.state) == ([204, 405], InvitationState.OPENED)
    assert beacon not in client.get(page).text
