from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body, DecisionTopic, Link, Member, TopicPart
from governance.bodies.pages import model_page
from pilots.stakeholders.enums import OrganisationKind
from tests.factories.areas import AreaFactory
from tests.factories.bodies import (
    BodyFactory,
    BodyPackFactory,
    DecisionTopicFactory,
    LinkFactory,
    MemberFactory,
    TopicPartFactory,
)
from tests.factories.stakeholders import PartnerFactory
from tests.factories.typology import CollaborationFactory

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
NAME = "Tineke Verzonnen"


@pytest.fixture
def body(area):
    return BodyFactory(area=area, name="Stuurgroep beek")


@pytest.fixture
def addresses(area, body):
    """Every address of the room that works on one area, with the method that changes something."""
    member = MemberFactory(body=body, name=NAME)
    link = LinkFactory(source=body)
    topic = DecisionTopicFactory(area=area)
    keys = {
        "body-create": [], "body-edit": [body.pk], "body-delete": [body.pk],
        "member-create": [body.pk], "member-edit": [member.pk], "member-delete": [member.pk],
        "link-create": [body.pk], "link-delete": [link.pk],
        "topic-create": [], "topic-edit": [topic.pk], "topic-delete": [topic.pk],
    }  # fmt: skip
    return {name: reverse(f"bodies:{name}", args=[area.slug, *rest]) for name, rest in keys.items()}


def home(area):
    return reverse("bodies:model", args=[area.slug])


def test_doors(client, login, area, addresses, officer, stranger, partner):
    """Nobody without login, no stranger, partners read only, and no address of one area opens a row of another."""
    area.visibility = "partners"
    area.save()
    other = AreaFactory(provinces=area.provinces)
    outside, reader, writer = login(stranger), login(partner), login(officer)

    for address in (home(area), *addresses.values()):
        assert client.get(address).url.startswith(reverse("account_login"))
        assert outside.get(address).status_code == 404
    for name, address in addresses.items():
        assert reader.get(address).status_code == 404
        assert reader.post(address).status_code == 404
        assert writer.get(address).status_code == 200
        assert writer.put(address).status_code == 405
        foreign = writer.get(address.replace(area.slug, other.slug))
        assert foreign.status_code == (200 if name in {"body-create", "topic-create"} else 404)
    assert NAME in reader.get(home(area)).text
    assert writer.get(reverse("bodies:model-start", args=[area.slug])).status_code == 405
    assert reader.post(reverse("bodies:model-start", args=[area.slug]), {"start": "trekker"}).status_code == 404
    assert Body.objects.filter(area=area).count() == 2


def test_names_are_left_out_for_a_report(area, body):
    MemberFactory(body=body, name=NAME, function="dijkgraaf", role="chair")
    farm = PartnerFactory(area=area, organisation__kind="farm", organisation__name="Hoeve Verzonnen")
    farm.until_on = timezone.localdate() - timedelta(days=1)
    farm.save()
    MemberFactory(body=body, name="", partner=farm)

    paper = str(model_page(area))
    assert NAME not in paper
    assert "Hoeve Verzonnen" not in paper
    assert str(OrganisationKind.FARM.label) in paper
    assert str(model_page(area, with_people=True)).count("Hoeve Verzonnen") == 2
    assert model_page(area).bodies[0].chair == "dijkgraaf"
    assert model_page(area, with_people=True).bodies[0].chair == NAME


def test_page_asks_the_same_queries_for_one_and_three_bodies(login, area, officer, django_assert_num_queries):
    def fill(number):
        made = BodyFactory(area=area, name=f"Tafel {number}")
        MemberFactory(body=made, partner=PartnerFactory(area=area), role="chair")
        TopicPartFactory(topic=DecisionTopicFactory(area=area, code="", name=f"Onderwerp {number}"), body=made)
        return made

    first = fill(0)
    client = login(officer)
    client.get(home(area))
    with CaptureQueriesContext(connection) as one:
        client.get(home(area))
    LinkFactory(source=fill(1), target=first)
    LinkFactory(source=fill(2), target=first)
    with django_assert_num_queries(len(one)):
        assert len(client.get(home(area)).context["page"].bodies) == 3


def test_area_without_bodies_offers_start_sets_and_begins_with_one(login, area, officer):
    BodyPackFactory()
    client = login(officer)
    page = client.get(home(area)).context["page"]
    assert page.is_empty
    assert [start.code for start in page.starts] == ["gedeeld", "trekker", "organisatie", "regie"]

    start = reverse("bodies:model-start", args=[area.slug])
    assert client.post(start, {"start": "bestaat-niet"}).status_code == 404
    for _twice in range(2):
        assert client.post(start, {"start": "trekker"}).url == home(area)
    assert Body.objects.filter(area=area).count() == 3
    assert (Link.objects.count(), DecisionTopic.objects.count()) == (4, 9)

    response = client.get(home(area), **ENGLISH)
    page = response.context["page"]
    assert (
        page.holes
        == (
            "“Stuurgroep” has no members yet.",
            "“Gebiedstafel” has no members yet.",
            "“Werkgroep” has no members yet.",
        )
        or len(page.holes) == 3
    )
    assert "<title" in page.diagram.svg
    assert len(page.diagram.rows) == 3
    assert page.starts == ()


def test_start_set_that_fits_the_form_of_the_collaboration_stands_first(area):
    BodyPackFactory()
    collaboration = CollaborationFactory(area=area)

    def offered():
        return [start.code for start in model_page(area).starts if start.is_fitting]

    assert offered() == []
    collaboration.answers = {"setting": "imposed"}
    collaboration.save()
    assert offered() == ["regie"]
    assert model_page(area).starts[0].code == "regie"


def test_body_with_members_and_relations_is_made_and_changed(login, area, officer):
    """The whole journey of filling in a model, wrong input included."""
    pack = BodyPackFactory()
    client = login(officer)
    create = reverse("bodies:body-create", args=[area.slug])
    values = {"kind": "gebiedstafel", "name": "Tafel Empe", "rule": "consensus", "every": "2", "unit": "month"}

    wrong = client.post(create, {**values, "unit": ""}, **ENGLISH)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["unit"])
    assert client.post(create, values).status_code == 302
    double = client.post(create, values, **ENGLISH)
    assert list(double.context["form"].errors) == ["name"]
    table = Body.objects.get()
    assert (table.pack, DecisionTopic.objects.count()) == (pack, 9)

    # Members
    party = PartnerFactory(area=area)
    foreign = PartnerFactory()
    add = reverse("bodies:member-create", args=[area.slug, table.pk])
    for bad, field in [
        ({"role": "member"}, "partner"),
        ({"role": "member", "partner": foreign.pk}, "partner"),
        ({"role": "member", "name": NAME, "can_decide": "on"}, "mandate"),
        ({"role": "member", "name": NAME, "since_on": "2026-02-01", "until_on": "2026-01-01"}, "until_on"),
    ]:
        response = client.post(add, bad)
        assert (response.status_code, field in response.context["form"].errors) == (422, True)
    chair = {"role": "chair", "partner": party.pk, "name": NAME, "can_decide": "on", "mandate": "Tot 50.000 euro"}
    assert client.post(add, chair).status_code == 302
    assert "role" in client.post(add, chair).context["form"].errors
    member = Member.objects.get()
    client.post(reverse("bodies:member-edit", args=[area.slug, member.pk]), {**chair, "until_on": "2026-01-01"})
    member.refresh_from_db()
    assert member.until_on.isoformat() == "2026-01-01"

    # Relations: no circle, also not a long one
    middle, top = BodyFactory(area=area, pack=pack), BodyFactory(area=area, pack=pack)
    LinkFactory(source=table, target=middle)
    relate = reverse("bodies:link-create", args=[area.slug, middle.pk])
    assert client.post(relate, {"kind": "reports", "target": top.pk}).status_code == 302
    circle = client.post(
        reverse("bodies:link-create", args=[area.slug, top.pk]), {"kind": "reports", "target": table.pk}, **ENGLISH
    )
    (error,) = circle.context["form"].errors["target"]
    assert error.startswith("That makes a circle")
    assert middle.name in error
    assert client.post(relate, {"kind": "advises", "target": top.pk}).status_code == 302
    assert Link.objects.count() == 3

    # Who decides
    topic = DecisionTopic.objects.get(code="budget")
    edit = reverse("bodies:topic-edit", args=[area.slug, topic.pk])
    both = {f"body-{table.pk}": "decides", f"body-{top.pk}": "decides"}
    assert client.post(edit, both).status_code == 422
    client.post(edit, {f"body-{table.pk}": "advises", f"body-{top.pk}": "decides"})
    client.post(edit, {f"body-{top.pk}": "decides"})
    assert list(TopicPart.objects.values_list("body", "part")) == [(top.pk, "decides")]
    own = reverse("bodies:topic-create", args=[area.slug])
    assert client.post(own, {"name": "Wolven"}).status_code == 302
    assert "name" in client.post(own, {"name": "wolven"}).context["form"].errors

    # Ending
    today = timezone.localdate()
    ended = {**values, "ended_on": (today - timedelta(days=1)).isoformat()}
    assert client.post(reverse("bodies:body-edit", args=[area.slug, table.pk]), ended).status_code == 302
    page = client.get(home(area)).context["page"]
    assert [card.name for card in page.ended] == ["Tafel Empe"]
    assert all("Tafel Empe" not in " ".join(row) for row in page.diagram.rows)
    client.post(reverse("bodies:body-delete", args=[area.slug, table.pk]))
    assert not Member.objects.exists()


def test_editing_at_once_tells_the_second_one(login, area, body, officer):
    client = login(officer)
    edit = reverse("bodies:body-edit", args=[area.slug, body.pk])
    base = client.get(edit).context["form"].initial["base"]
    Body.objects.filter(pk=body.pk).update(purpose="Iets anders")

    response = client.post(edit, {"name": "Nieuwe naam", "rule": "consensus", "base": base})

    assert response.status_code == 422
    assert Body.objects.get(pk=body.pk).name == "Stuurgroep beek"
