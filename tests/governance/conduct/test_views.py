import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.digest import lines_for
from governance.comments.models import Comment
from governance.conduct.models import ConductVersion, Rule
from governance.conduct.pages import conduct_page
from governance.signing.models import Signature
from governance.signing.tasks import send_letters
from tests.factories.areas import MemberFactory
from tests.factories.conduct import ConductVersionFactory, RuleFactory
from tests.factories.stakeholders import OrganisationFactory, PartnerFactory, PersonFactory

TODAY = timezone.localdate()
READ = {"HTTP_ACCEPT_LANGUAGE": "en"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def url(name, *args):
    return reverse(f"conduct:{name}", args=["landgoederen-brummen", *args])


def body(response):
    return response.content.decode()


def titles(area):
    return list(Rule.objects.of_area(area).values_list("title", flat=True))


def frozen(client, **given):
    """Freeze what stands on the list; returns the answer."""
    page = client.get(url("freeze")).context["page"]
    values = {"breach": "Eerst aanspreken.", "review_on": TODAY + timedelta(days=200), "seen": page.seen}
    return client.post(url("freeze"), {**values, **given}, **READ)


@pytest.mark.usefixtures("parties")
def test_list_is_started_picked_written_reworded_ordered_and_discussed(area, coordinator, partner, login):
    team, guest = login(coordinator), login(partner)
    assert "Start with the set" in body(team.get(url("rules"), **READ))
    assert "Start with the set" not in body(guest.get(url("rules"), **READ))

    team.post(url("start-set"))
    team.post(url("start-set"))  # twice
    started = titles(area)
    assert started[0] == "Laat elkaar uitpraten"
    assert len(started) == len(set(started)) == 10

    page = team.get(url("rule-pick"), **READ)
    assert "Hear each other out" not in body(page)
    assert "Municipality of Schiedam" in body(page)
    assert team.post(url("rule-pick"), {}).status_code == 422
    assert team.post(url("rule-pick"), {"codes": ["hear-out"]}).status_code == 422  # is there already
    team.post(url("rule-pick"), {"codes": ["influence", "confidant"]})
    assert titles(area)[-2:] == ["Iedereen kent zijn invloed", "Er is een vertrouwenspersoon"]

    lacking = team.post(url("rule-add"), {"title": "Koffie", "theme": "", "text": "Wij zetten koffie."}, **READ)
    assert lacking.status_code == 422
    assert "Wij zetten koffie." in body(lacking)
    team.post(url("rule-add"), {"title": "Koffie", "theme": "listening", "text": "Wij zetten koffie."})
    own = Rule.objects.get(title="Koffie")
    team.post(url("rule-move", own.pk), {"up": "1"})
    assert titles(area)[-2:] == ["Koffie", "Er is een vertrouwenspersoon"]
    moved = team.post(url("rule-move", own.pk), {"down": "1"}, HTTP_HX_REQUEST="true", **READ)
    assert TOKEN.sub("", body(moved)).replace('<p class="muted" role="status">“Koffie” is moved.</p>', "").split() == (
        TOKEN.sub("", body(team.get(url("rules"), HTTP_HX_REQUEST="true", **READ))).split()
    )
    team.post(url("rule-move", own.pk), {"down": "1"})  # the last already
    assert titles(area)[-1] == "Koffie"

    first = Rule.objects.of_area(area)[0]
    form = team.get(url("rule-edit", first.pk)).context["form"]
    words = {
        "title": first.title,
        "theme": first.theme,
        "text": "Wij praten om de beurt.",
        "base": form["base"].value(),
    }
    team.post(url("rule-edit", first.pk), words)
    late = team.post(url("rule-edit", first.pk), words | {"text": "Wij zwijgen."}, **READ)
    assert late.status_code == 422
    assert "Wij praten om de beurt." in body(late)
    assert "Wij zwijgen." in body(late)
    shown = team.get(url("rules"), **READ).context["rules"]
    assert [(each.rule.origin, bool(each.sources)) for each in (shown[0], shown[1], shown[-1])] == [
        ("From the list, in own words", True), ("From the list", True), ("Own rule", False),
    ]  # fmt: skip

    args = ["landgoederen-brummen", "conduct-rule", str(own.pk)]
    guest.post(reverse("comments:area-comment-add", args=args), {"text": "Met koek?"})
    assert Comment.objects.get().by == partner
    assert "Met koek?" in body(guest.get(url("rules")))
    gone = reverse("comments:area-comment-add", args=[*args[:2], "999999999999999999999"])
    assert guest.post(gone, {"text": "?"}).status_code == 404

    assert "Koffie" in body(team.get(url("rule-delete", own.pk)))
    assert Rule.objects.get(pk=own.pk).removed_at is None
    team.post(url("rule-delete", own.pk))
    assert "Koffie" not in titles(area)
    assert team.get(url("rule-edit", own.pk)).status_code == 404
    team.post(url("rule-restore", own.pk))
    assert titles(area)[-1] == "Koffie"
    picked = Rule.objects.get(code="influence")
    team.post(url("rule-delete", picked.pk))
    team.post(url("rule-pick"), {"codes": ["influence"]})
    assert "already" in body(team.post(url("rule-restore", picked.pk), follow=True, **READ))


def test_frozen_rules_are_signed_by_link_refused_and_replaced(
    area, parties, coordinator, partner, login, django_capture_on_commit_callbacks
):
    farm, water, village = parties
    team, guest = login(coordinator), login(partner)
    team.post(url("start-set"))
    assert conduct_page(area).state == "draft"

    for wrong in ({"breach": ""}, {"review_on": TODAY}, {"review_on": TODAY + timedelta(days=2000)}):
        refused = frozen(team, **{"breach": "Getypte tekst.", **wrong})
        assert refused.status_code == 422
        assert wrong.get("breach") == "" or "Getypte tekst." in body(refused)
    assert frozen(team).url == url("ask", 1)
    again = frozen(team)
    assert (again.url, ConductVersion.objects.count()) == (url("ask", 1), 1)
    version = ConductVersion.objects.get()
    assert version.pack_version == "conduct 0.1"
    assert conduct_page(area).state == "frozen"
    with pytest.raises(ProgrammingError), transaction.atomic():
        ConductVersion.objects.update(breach="Niets.")

    page = team.get(url("ask", 1), **READ)
    assert [row.partner for row in page.context["unreachable"]] == [village]
    assert team.post(url("ask", 1), {}, **READ).status_code == 422
    people = {f"partner-{each.pk}": str(each.organisation.persons.get().pk) for each in (farm, water)}
    with django_capture_on_commit_callbacks(execute=True):
        assert team.post(url("ask", 1), people).url == url("version-detail", 1)
        send_letters()  # what the worker does
    links = {message.to[0]: message.body.split("/tekenen/")[1].split("/")[0] for message in mail.outbox}
    assert set(links) == {"ada@hoeve.example", "wim@water.example"}

    decide(links["ada@hoeve.example"], version, "getekend")
    shown = conduct_page(area, with_people=True)
    assert (shown.state, shown.current.signed, shown.current.asked, shown.current.total) == ("waiting", 1, 2, 3)
    decide(links["wim@water.example"], version, "geweigerd", reason="Geheime reden.")
    assert conduct_page(area).state == "refused"
    for text in (body(guest.get(url("version-detail", 1))), body(guest.get(url("rules"))), body(document(guest, 1))):
        assert "Waterschap (fictief)" in text
        assert "Persoon van Waterschap" not in text
        assert "Geheime reden." not in text
    assert "Geheime reden." in body(team.get(url("version-detail", 1)))
    with translation.override("en"):
        assert [line.text for line in lines_for(coordinator, TODAY) if line.group == "Rules of conduct"] == [
            "A partner refused to sign the rules of conduct. Read why."
        ]

    rule = Rule.objects.of_area(area)[0]
    team.post(url("rule-delete", rule.pk))
    assert conduct_page(area).is_changed
    assert frozen(team).url == url("ask", 2)
    assert decide(links["wim@water.example"], version, "getekend").status_code == 422  # too late
    assert "replaced" in body(own_page(links["wim@water.example"], version))
    assert Signature.objects.count() == 2
    assert team.get(url("ask", 1)).url == url("ask", 2)
    proposed = team.get(url("ask", 2)).context["form"][f"partner-{farm.pk}"].value()
    assert proposed == people[f"partner-{farm.pk}"]
    pages = conduct_page(area)
    assert [(each.number, each.state) for each in pages.versions] == [(2, "frozen"), (1, "replaced")]
    assert [(each.organisation, each.state) for each in pages.older[0].parties] == [
        ("De Hoeve (fictief)", "signed"), ("Waterschap (fictief)", "refused"),
    ]  # fmt: skip
    assert rule.title in body(guest.get(url("difference", 1, 2), **READ))
    assert guest.get(url("difference", 1, 1)).status_code == 404
    assert rule.title in body(guest.get(url("version-print", 1)))

    newest = ConductVersion.objects.get(number=2)
    for each in (farm, water):
        team.post(url("ask", 2), {f"partner-{each.pk}": people[f"partner-{each.pk}"]})
    for secret in links.values():
        decide(secret, newest, "getekend")
    village.until_on = TODAY
    village.save()
    assert conduct_page(area).state == "signed"
    newcomer = PartnerFactory(area=area, organisation=OrganisationFactory(name="Nieuwe partij"))
    assert [each.label for each in conduct_page(area).current.parties if each.organisation == "Nieuwe partij"]
    assert conduct_page(area).state == "waiting"
    newcomer.delete()
    farm.until_on = TODAY
    farm.save()
    left = next(each for each in conduct_page(area).current.parties if each.organisation == "De Hoeve (fictief)")
    assert (left.state, left.has_left, conduct_page(area).current.total) == ("signed", True, 1)
    with translation.override("en"):
        later = [line.text for line in lines_for(coordinator, newest.review_on) if line.group == "Rules of conduct"]
    assert later[0].startswith("Look again at version 2")
    assert conduct_page(area, today=newest.review_on).current.is_review_due


def document(client, number):
    version = ConductVersion.objects.get(number=number)
    return client.get(reverse("signing:document-detail", args=["landgoederen-brummen", "conduct", version.code]))


def own_page(secret, version):
    address = reverse("signing:own-document", args=[secret, "landgoederen-brummen", "conduct", version.code])
    return Client().get(address, **READ)


def decide(secret, version, what, reason=""):
    """Decide through a personal link, as the page of this moment lets one; a form that is gone is sent all the same."""
    page = own_page(secret, version)
    signer = page.context["page"].turns[0].signer.key
    seen = {"signer": signer, "sha256": page.context["page"].sha256, "seen": page.context["page"].seen}
    address = reverse("signing:own-decide", args=[secret, "landgoederen-brummen", "conduct", version.code])
    return Client().post(address, {**seen, "do": what, "is_read": "on", "reason": reason})


def test_nothing_is_frozen_without_rules_or_partners_or_when_the_list_changed(area, coordinator, login, offered):
    team = login(coordinator)
    for reason in ("There are no rules to freeze", "No partner takes part in this area"):
        assert reason in body(team.get(url("freeze"), **READ))
        assert reason in body(frozen(team))
        team.post(url("start-set"))
    PartnerFactory(area=area)
    seen = team.get(url("freeze")).context["page"].seen
    RuleFactory(area=area)
    late = frozen(team, seen=seen, breach="Mijn getypte tekst.")
    assert late.status_code == 422
    assert "Mijn getypte tekst." in body(late)
    assert late.context["page"].seen != seen
    assert not ConductVersion.objects.exists()
    RuleFactory.create_batch(30, area=area)
    assert "at most 40 rules" in body(team.post(url("rule-add"), {"title": "a", "theme": "press", "text": "b"}, **READ))


def test_every_page_opens_for_who_may_and_is_not_there_for_others(area, parties, coordinator, partner, stranger, login):
    rule = RuleFactory(area=area)
    gone = RuleFactory(area=area, removed_at=timezone.now(), removed_by=coordinator)
    for number in (1, 2):
        ConductVersionFactory(area=area, number=number)
    reading = [("rules",), ("version-detail", 1), ("version-print", 1), ("difference", 1, 2)]
    changing = [
        ("rule-pick",),
        ("rule-add",),
        ("rule-edit", rule.pk),
        ("rule-delete", rule.pk),
        ("freeze",),
        ("ask", 2),
    ]
    posting = [("start-set",), ("rule-move", rule.pk), ("rule-restore", gone.pk)]
    team, guest, other = login(coordinator), login(partner), login(stranger)
    elsewhere = MemberFactory(role="partner").user  # partner of another area
    for address in (url(*each) for each in (*reading, *changing, *posting)):
        assert Client().get(address).url.startswith("/account/")
        for nobody in (other, login(elsewhere)):
            assert {nobody.get(address).status_code, nobody.post(address).status_code} <= {404, 405}
    for address in (url(*each) for each in reading):
        assert guest.get(address).status_code == team.get(address).status_code == 200
        assert team.post(address).status_code == 405
    for address in (url(*each) for each in changing):
        assert guest.get(address).status_code == guest.post(address).status_code == 404
        assert team.get(address).status_code == 200
        assert team.put(address).status_code == 405
    for address in (url(*each) for each in posting):
        assert guest.post(address).status_code == 404
        assert team.get(address).status_code == 405
    for missing in (("version-detail", 3), ("difference", 1, 3), ("ask", 99999999999999999999), ("rule-edit", 0)):
        assert team.get(url(*missing)).status_code == 404


def test_pages_ask_as_many_queries_for_one_rule_as_for_many(area, parties, coordinator, login):
    team = login(coordinator)

    def queries():
        with CaptureQueriesContext(connection) as counted:
            assert team.get(url("rules")).status_code == 200
        return len(counted)

    def grow(number):
        RuleFactory(area=area)
        ConductVersionFactory(area=area, number=number)
        PersonFactory(organisation=PartnerFactory(area=area).organisation)

    grow(1)
    queries()
    few = queries()
    grow(2)
    grow(3)
    assert queries() == few
