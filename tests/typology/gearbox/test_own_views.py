"""The own view of a partner through its doors: filled in on two devices, sent, taken back, and what leaks."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from core import links
from pilots.stakeholders.models import ContactMoment
from tests.factories.stakeholders import OrganisationFactory, PartnerFactory, PersonFactory
from tests.factories.typology import CollaborationFactory, PartnerViewFactory, pack
from typology.gearbox import actions
from typology.gearbox.asking import NAMED, OWN, REMARK, SHARED, SHARING, UNKNOWN, YES
from typology.gearbox.enums import ViewState
from typology.gearbox.models import PartnerView, ViewLink
from typology.gearbox.pages.collaborations import asked_views
from typology.gearbox.tables import typology

pytestmark = pytest.mark.django_db
TABLES = typology(pack().content)
FIRST, SECOND = TABLES.dials[0].questions[:2]
SECRET_WORDS = "geheim over de buren"


@pytest.fixture(autouse=True)
def outbox(settings):
    """The outbox of the site: mail is a row."""
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"


@pytest.fixture
def collaboration(area, coordinator):
    return CollaborationFactory(area=area, name="Water in het beekdal")


@pytest.fixture
def view(collaboration, coordinator):
    return PartnerViewFactory(collaboration=collaboration, invited_by=coordinator)


@pytest.fixture
def secret(view):
    return links.make_link(ViewLink, expires_at=timezone.now() + timedelta(days=9), view=view)[1]


def at(name, secret, *extra):
    return reverse(f"typology:view-{name}", args=[secret, *extra])


def message(question, value, *, base=0, device="telefoon", sequence=1):
    parts = {"": [value]}
    return {"id": str(uuid4()), "question": question, "value": parts, "base": base, "device": device} | {
        "sequence": sequence
    }


def post(client, secret, *messages):
    body = json.dumps({"messages": list(messages)})
    return client.post(at("messages", secret), body, content_type="application/json")


def fields_of(page):
    """The hidden fields of a page without a script."""
    return dict(re.findall(r'name="((?:base-|device)[^"]*)" value="([^"]*)"', page))


def test_who_is_asked_gets_one_mail_with_a_link_that_works(client, login, area, coordinator, collaboration):
    farm = PartnerFactory(area=area, organisation=OrganisationFactory(name="Boerderij De Beek"))
    with_mail = PersonFactory(organisation=farm.organisation, email="beek@example.nl")
    without = PersonFactory(organisation=farm.organisation, email="")
    elsewhere = PersonFactory()
    address = reverse("typology:view-invite", args=[area.slug, collaboration.pk])
    team = login(coordinator)

    page = team.get(address).content.decode()
    assert with_mail.name in page
    assert elsewhere.name not in page
    assert team.post(address, {"wie": [elsewhere.pk]}, follow=True).status_code == 200
    assert not PartnerView.objects.exists(), "people of another area are not asked"

    team.post(address, {"wie": [with_mail.pk, without.pk]})
    team.post(address, {"wie": [with_mail.pk]})  # once more changes nothing

    assert PartnerView.objects.count() == 2
    mail = OutgoingMail.objects.get()
    assert mail.to == ["beek@example.nl"]
    assert "Beek" not in mail.subject
    assert ContactMoment.objects.get().is_request
    link = re.search(r"/uitnodiging/kijk/[\w-]+/", mail.text)[0]
    assert collaboration.name in client.get(link).content.decode()

    team.post(reverse("typology:view-remind", args=[area.slug, collaboration.pk]))
    assert OutgoingMail.objects.count() == 1, "one mail a day at most"
    PartnerView.objects.update(mailed_on=timezone.localdate() - timedelta(days=3))
    team.post(reverse("typology:view-remind", args=[area.slug, collaboration.pk]))
    assert OutgoingMail.objects.count() == 2, "who has no address gets none"


def test_view_is_filled_in_on_two_devices_sent_changed_and_taken_back(client, view, secret):
    one, two, three = (level.code for level in FIRST.levels[:3])
    client.post(at("opened", secret))
    assert PartnerView.objects.get().state == ViewState.OPENED

    first = post(client, secret, message(FIRST.code, one), message(SECOND.code, UNKNOWN, sequence=2))
    assert [result["outcome"] for result in first.json()["results"]] == ["applied", "applied"]
    assert first.json()["progress"]["done"] == 2
    repeated = post(client, secret, message(FIRST.code, one))
    assert repeated.json()["results"][0]["outcome"] == "repeated"
    wrong = post(client, secret, message(FIRST.code, "nonsense", sequence=3))
    assert wrong.json()["results"][0]["outcome"] == "refused"
    rival = post(client, secret, message(FIRST.code, three, device="laptop"))
    assert rival.json()["results"][0]["outcome"] == "conflict"

    page = client.get(at("section", secret, TABLES.dials[0].code)).content.decode()
    assert f'name="kies" value="{FIRST.code}:0"' in page
    client.post(at("summary", secret))
    assert PartnerView.objects.get().sent_at is None, "two answers to one question cannot be sent"
    client.post(at("section", secret, TABLES.dials[0].code), {"kies": f"{FIRST.code}:0"})

    assert client.post(at("summary", secret)).url == at("given", secret)
    sent = PartnerView.objects.get()
    assert sent.sent_answers == {FIRST.code: three, SECOND.code: UNKNOWN}
    assert sent.state == ViewState.SENT

    page = client.get(at("section", secret, TABLES.dials[0].code)).content.decode()
    changed = fields_of(page) | {f"a-{FIRST.code}": two, f"a-{SECOND.code}": UNKNOWN, "naar": "overzicht"}
    assert client.post(at("section", secret, TABLES.dials[0].code), changed).url == at("summary", secret)
    assert PartnerView.objects.get().sent_answers[FIRST.code] == three, "a change counts once it is sent again"
    client.post(at("summary", secret))
    assert PartnerView.objects.get().sent_answers[FIRST.code] == two

    assert client.post(at("take-back", secret)).status_code == 200
    gone = PartnerView.objects.get()
    assert (gone.draft, gone.sent_answers, gone.state) == ({}, {}, ViewState.LEFT)
    assert client.get(at("start", secret)).status_code == 200, "who changes their mind may begin again"


def test_team_makes_a_link_only_while_there_is_nothing_to_read(client, login, area, coordinator, view, secret):
    address = reverse("typology:view-link", args=[area.slug, view.collaboration_id, view.pk])

    fresh = login(coordinator).post(address)
    assert re.search(r"/uitnodiging/kijk/[\w-]{43}/", fresh.content.decode())
    post(client, secret, message(FIRST.code, FIRST.levels[0].code))
    links_before = ViewLink.objects.count()

    assert login(coordinator).post(address).status_code == 302
    assert ViewLink.objects.count() == links_before


def test_less_openness_works_before_sending_again(client, view, secret):
    key = OWN[0]
    answers = {FIRST.code: FIRST.levels[0].code, NAMED: YES, key: "Stilte", key + SHARING: SHARED}
    post(client, secret, *(message(code, value, sequence=n) for n, (code, value) in enumerate(answers.items(), 1)))
    client.post(at("summary", secret))
    assert PartnerView.objects.get().may_be_named
    assert view.interests.get().is_shared

    again = [message(NAMED, "nee", base=9, sequence=8), message(key + SHARING, "zelf", base=9, sequence=9)]
    post(client, secret, *again)

    assert not PartnerView.objects.get().may_be_named
    assert not view.interests.get().is_shared


def test_links_that_stopped_say_so_and_wrong_ones_do_not_exist(client, area, view, secret, coordinator):
    assert client.get(at("start", links.make_secret())).status_code == 404
    post(client, secret, message(FIRST.code, FIRST.levels[0].code))
    response = client.get(at("start", secret))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]

    ended = actions.end_collaboration(
        collaboration=view.collaboration, on=timezone.localdate(), reason="Klaar", by=coordinator
    )
    typed = {f"base-{FIRST.code}": "1.x", f"a-{FIRST.code}": FIRST.levels[1].code}
    closed = client.post(at("section", secret, TABLES.dials[0].code), typed)
    assert closed.status_code == 410
    assert str(FIRST.levels[1].text["nl"]) in closed.content.decode(), "what was typed is given back"
    assert post(client, secret, message(FIRST.code, FIRST.levels[1].code, sequence=7)).status_code == 410
    actions.reopen_collaboration(collaboration=ended, by=coordinator)
    assert client.get(at("section", secret, TABLES.dials[0].code)).status_code == 200

    ViewLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    expired = client.get(at("section", secret, TABLES.dials[0].code))
    assert expired.status_code == 410
    assert coordinator.email in expired.content.decode(), "it says who to ask for a new link"
    ViewLink.objects.update(expires_at=timezone.now() + timedelta(days=1))

    actions.withdraw(view=view, by=coordinator)
    assert client.get(at("start", secret)).status_code == 410
    assert client.get(at("given", secret)).status_code == 410
    assert client.post(at("take-back", secret)).status_code == 200, "what was filled in can still be removed"
    assert PartnerView.objects.get().draft == {}


def test_account_opens_only_its_own_views(login, view, partner, officer):
    view.person.user = partner
    view.person.save()
    address = reverse("typology:own-open", args=[view.pk])

    assert login(officer).post(address).status_code == 404
    response = login(partner).post(address)
    assert response.url.startswith("/uitnodiging/kijk/")
    assert view.collaboration.name in login(partner).get(reverse("typology:own-list")).content.decode()
    assert view.collaboration.name not in login(officer).get(reverse("typology:own-list")).content.decode()
    asked = [line.area for line in asked_views(partner, timezone.localdate())]
    assert asked == [view.collaboration.area.name]
    assert list(asked_views(officer, timezone.localdate())) == []
    PartnerView.objects.update(sent_at=timezone.now())
    assert list(asked_views(partner, timezone.localdate())) == [], "who sent it has nothing to do"


def test_notes_and_private_interests_leave_the_writer_nowhere(
    client, login, area, collaboration, coordinator, admin_user
):
    """Three views, so that the board tells what it may."""
    for number in range(3):
        view = PartnerViewFactory(collaboration=collaboration, invited_by=coordinator)
        secret = links.make_link(ViewLink, expires_at=timezone.now() + timedelta(days=9), view=view)[1]
        key = OWN[0]
        answers = {FIRST.code: FIRST.levels[number].code, FIRST.code + REMARK: SECRET_WORDS, key: SECRET_WORDS}
        post(client, secret, *(message(code, value, sequence=n) for n, (code, value) in enumerate(answers.items(), 1)))
        client.post(at("summary", secret))
    assert SECRET_WORDS in client.get(at("given", secret)).content.decode(), "the writer reads it back"
    assert actions.share_board(collaboration=collaboration, is_shared=True, by=coordinator).is_board_shared
    snapshot = actions.make_snapshot(collaboration=collaboration, title="Nu", by=coordinator)
    assert SECRET_WORDS not in json.dumps(snapshot.content)

    names = ["collaboration-detail", "view-list", "board", "snapshot-list"]
    pages = [reverse(f"typology:{name}", args=[area.slug, collaboration.pk]) for name in names]
    pages += [reverse("typology:board-fix", args=[area.slug, collaboration.pk, FIRST.code])]
    pages += [reverse("typology:snapshot-detail", args=[area.slug, collaboration.pk, snapshot.pk])]
    pages += [reverse("areas:area-history", args=[area.slug]), reverse("areas:area-detail", args=[area.slug])]
    for page in pages:
        response = login(coordinator).get(page)
        assert response.status_code == 200, page
        assert SECRET_WORDS not in response.content.decode(), page
    assert SECRET_WORDS not in client.get(at("board", secret)).content.decode()
    event = PartnerView.pgh_event_model
    assert not {"draft", "sent_answers"} & {field.name for field in event._meta.get_fields()}
    assert SECRET_WORDS not in "".join(OutgoingMail.objects.values_list("text", flat=True))


def test_choice_of_another_version_shows_as_open_and_is_not_lost_by_saving_the_page(client, view, secret):
    old = {"value": "step-of-before", "revision": 3, "device": "", "seen": {}, "rivals": []}
    PartnerView.objects.update(draft={FIRST.code: old})
    address = at("section", secret, TABLES.dials[0].code)

    page = client.get(address).content.decode()
    assert "step-of-before" not in page
    client.post(address, fields_of(page) | {"naar": "overzicht"})

    assert PartnerView.objects.get().draft[FIRST.code] == old
