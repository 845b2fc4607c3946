import pytest
from django.test import Client
from django.urls import reverse

from pilots.findings.enums import FindingStatus
from pilots.findings.models import Evidence, Finding, Recommendation
from tests.factories.areas import AreaFactory
from tests.factories.codebook import CodebookFactory
from tests.factories.findings import EvidenceFactory, FindingFactory, RecommendationFactory
from tests.factories.interviews import InterviewFactory, quote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CREATE = reverse("findings:finding-create")


def fields(area, **changes):
    known = {"kind": "knelpunt", "statement": "Het doel is onduidelijk", "explanation": "", "areas": [area.pk]}
    return {**known, "version": 1, **changes}


def addresses(finding) -> dict[str, str]:
    """Every address that changes this finding."""
    evidence, advice = finding.evidence.first(), finding.recommendations.first()
    return {
        "edit": reverse("findings:finding-edit", args=[finding.pk]),
        "move": reverse("findings:finding-move", args=[finding.pk]),
        "add": reverse("findings:evidence-add", args=[finding.pk]),
        "remove": reverse("findings:evidence-remove", args=[finding.pk, evidence.pk]),
        "restore": reverse("findings:evidence-restore", args=[finding.pk, evidence.pk]),
        "recommend": reverse("findings:recommendation-create", args=[finding.pk]),
        "advice": reverse("findings:recommendation-edit", args=[finding.pk, advice.pk]),
        "adopt": reverse("findings:recommendation-move", args=[finding.pk, advice.pk, "overgenomen"]),
    }


@pytest.mark.parametrize("name", ["edit", "move", "add", "remove", "restore", "recommend", "advice", "adopt"])
def test_changing_is_for_those_who_may_change_every_area(area, finding, name, partner, stranger, officer, login):
    area.visibility = "partners"
    area.save()
    address = addresses(finding)[name]

    assert Client().post(address).status_code == 302
    for user in (stranger, partner):
        assert login(user).get(address).status_code in {404, 405}
        assert login(user).post(address, {"to": "ingetrokken", "is_confirmed": "1"}).status_code == 404
    allowed = 405 if name in {"move", "remove", "restore"} else 200
    assert login(officer).get(address).status_code == allowed
    assert login(officer).put(address).status_code == 405
    finding.refresh_from_db()
    assert finding.status == FindingStatus.PUBLISHED


def test_write_finding_for_own_areas_only(area, officer, partner, login):
    other = AreaFactory(provinces=["NL-ZE"])

    made = login(officer).post(CREATE, fields(area), follow=True)
    refused = login(officer).post(CREATE, fields(other))

    assert made.status_code == 200
    finding = Finding.objects.get()
    assert (finding.status, finding.created_by, [*finding.areas.all()]) == ("concept", officer, [area])
    assert refused.status_code == 422
    assert "areas" in refused.context["form"].errors
    assert login(partner).get(CREATE).status_code == 404
    assert Client().get(CREATE).status_code == 302


@pytest.mark.parametrize("kind", ["citaat", "antwoord"])
def test_finding_made_from_a_source_keeps_the_trace(area, excerpt, answer, officer, stranger, login, kind):
    source = excerpt if kind == "citaat" else answer
    address = f"{CREATE}?{kind}={source.pk}"
    CodebookFactory()

    shown = login(officer).get(address)
    login(officer).post(address, fields(area, themes=["mistrust"]))

    assert shown.context["form"]["areas"].value() == [area.pk]
    assert (excerpt.text if kind == "citaat" else answer.value) in shown.content.decode()
    evidence = Evidence.objects.get()
    assert (evidence.excerpt or evidence.answer) == source
    assert evidence.finding.themes == ["mistrust"]
    AreaFactory(provinces=["NL-LI"])
    assert login(stranger).get(address).status_code == 404


def test_two_people_who_edit_at_once_are_told(area, finding, officer, login):
    address = addresses(finding)["edit"]
    client = login(officer)
    client.post(address, fields(area, statement="Eerste"))

    response = client.post(address, fields(area, statement="Tweede"))

    assert response.status_code == 409
    assert "Eerste" in response.content.decode()
    assert response.context["form"]["statement"].value() == "Tweede"
    again = client.post(address, fields(area, statement="Tweede", version=response.context["form"]["version"].value()))
    assert again.status_code == 302
    assert Finding.objects.get(pk=finding.pk).statement == "Tweede"


def test_form_says_what_is_wrong(area, officer, login):
    response = login(officer).post(CREATE, fields(area, statement="", areas=[], themes=["verzonnen"]))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"statement", "areas", "themes"}


def test_publishing_asks_once_more_and_can_be_undone(area, officer, login):
    finding = FindingFactory(areas=[area], status="getoetst")
    address, client = reverse("findings:finding-move", args=[finding.pk]), login(officer)

    asked = client.post(address, {"to": "gepubliceerd"})
    assert asked.status_code == 200
    assert Finding.objects.get().status == "getoetst"

    moved = client.post(address, {"to": "gepubliceerd", "is_confirmed": "1"}, follow=True)
    assert Finding.objects.get().status == "gepubliceerd"
    assert moved.context["undo"] == "getoetst"

    client.post(address, {"to": "getoetst", "is_confirmed": "1"})
    assert Finding.objects.get().status == "getoetst"


def test_move_that_the_status_does_not_allow_changes_nothing(area, officer, login):
    finding = FindingFactory(areas=[area], concept=True)
    address, client = reverse("findings:finding-move", args=[finding.pk]), login(officer)

    refused = client.post(address, {"to": "gepubliceerd", "is_confirmed": "1"}, follow=True, HTTP_ACCEPT_LANGUAGE="en")

    assert Finding.objects.get().status == "concept"
    assert "in the meantime" in refused.content.decode()
    assert client.post(address, {"to": "onzin"}).status_code == 404


def test_add_take_away_and_put_back_a_source(area, finding, officer, login):
    free = quote(transcript__interview=InterviewFactory(area=area))
    client, address = login(officer), addresses(finding)["add"]

    client.post(address, {"meaning": "counter", "note": "Let op", "citaat": free.pk})
    evidence = finding.evidence.get(excerpt=free)
    assert (evidence.is_counter, evidence.note, evidence.added_by) == (True, "Let op", officer)
    assert client.get(addresses(finding)["add"]).context["page"].paginator.count == 0

    gone = client.post(reverse("findings:evidence-remove", args=[finding.pk, evidence.pk]), follow=True)
    assert not finding.evidence.current().filter(excerpt=free).exists()
    assert reverse("findings:evidence-restore", args=[finding.pk, evidence.pk]) in gone.content.decode()

    client.post(reverse("findings:evidence-restore", args=[finding.pk, evidence.pk]))
    assert finding.evidence.current().filter(excerpt=free).exists()


def test_source_of_another_area_cannot_be_added(finding, officer, login):
    elsewhere = quote(transcript__interview=InterviewFactory(area=AreaFactory()))
    client, address = login(officer), addresses(finding)["add"]

    assert client.post(address, {"meaning": "support", "citaat": elsewhere.pk}).status_code == 404
    assert client.post(address, {"meaning": "support"}).status_code == 404
    assert client.post(address, {"meaning": "", "citaat": elsewhere.pk}).status_code == 422


def test_evidence_of_another_finding_is_not_found(area, finding, officer, login):
    other = EvidenceFactory(finding=FindingFactory(areas=[area]))

    address = reverse("findings:evidence-remove", args=[finding.pk, other.pk])

    assert login(officer).post(address).status_code == 404


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"kind": "voorwaarde", "text": "Doe iets", "condition": "doel", "addressee": "Rijk"}, set()),
        ({"kind": "signaal", "text": "Doe iets", "condition": "doel", "addressee": "Rijk"}, set()),
        ({"kind": "toolbox", "text": "Doe iets", "condition": "doel"}, set()),
        ({"kind": "voorwaarde", "text": "Doe iets"}, {"condition"}),
        ({"kind": "signaal", "text": ""}, {"addressee", "text"}),
        ({"text": ""}, {"kind", "text"}),
    ],
)
def test_recommendation_asks_for_what_its_kind_needs(finding, officer, login, data, errors):
    response = login(officer).post(addresses(finding)["recommend"], data)

    assert response.status_code == (422 if errors else 302)
    if errors:
        assert set(response.context["form"].errors) == errors
        return
    made = Recommendation.objects.order_by("-pk").first()
    wanted = {"voorwaarde": ("doel", ""), "signaal": ("", "Rijk"), "toolbox": ("", "")}
    assert (made.condition, made.addressee) == wanted[data["kind"]]


def test_signal_is_sent_answered_and_reopened(area, finding, officer, login):
    signal, client = RecommendationFactory(finding=finding, signal=True), login(officer)

    def move(to, **data):
        return client.post(reverse("findings:recommendation-move", args=[finding.pk, signal.pk, to]), data)

    assert move("overgenomen").status_code == 404, "a signal is answered, not adopted"
    assert move("verstuurd", sent_on="2999-01-01", answer_due_on="2998-01-01").status_code == 422
    assert move("verstuurd", sent_on="2026-10-01", answer_due_on="2026-12-01").status_code == 302
    assert move("beantwoord", answer="", answered_on="").status_code == 422
    assert move("beantwoord", answer="Wij passen de regeling aan.", answered_on="2026-11-01").status_code == 302
    signal.refresh_from_db()
    assert (signal.state, signal.answer) == ("beantwoord", "Wij passen de regeling aan.")
    assert move("verstuurd").status_code == 302, "the dates are known"
    signal.refresh_from_db()
    assert (signal.state, signal.answer, signal.answered_on) == ("verstuurd", "", None)


def test_edit_recommendation_keeps_its_kind(finding, officer, login):
    advice = finding.recommendations.get()
    address = reverse("findings:recommendation-edit", args=[finding.pk, advice.pk])

    login(officer).post(address, {"text": "Anders", "condition": "budget", "kind": "signaal"})

    advice.refresh_from_db()
    assert (advice.kind, advice.text, advice.condition) == ("voorwaarde", "Anders", "budget")


def test_edit_of_a_recommendation_that_somebody_else_saved_is_asked_once_more(finding, officer, login):
    advice, client = finding.recommendations.get(), login(officer)
    address = reverse("findings:recommendation-edit", args=[finding.pk, advice.pk])
    opened = client.get(address).context["form"].initial["base"]
    finding.recommendations.update(text="Van een ander", state="overgenomen")

    refused = client.post(address, {"text": "Van mij", "condition": "budget", "base": opened})

    assert (refused.status_code, finding.recommendations.get().text) == (422, "Van een ander")
    again = {"text": "Van mij", "condition": "budget", "base": refused.context["form"]["base"].value()}
    assert client.post(address, again).status_code == 302
    assert finding.recommendations.values_list("text", "state").get() == ("Van mij", "overgenomen")


def test_area_of_a_source_stays_an_area_of_the_finding(area, excerpt, officer, login):
    other = AreaFactory(provinces=area.provinces)

    refused = login(officer).post(f"{CREATE}?citaat={excerpt.pk}", fields(other))
    login(officer).post(f"{CREATE}?citaat={excerpt.pk}", fields(area))
    finding = Finding.objects.get()
    moved = login(officer).post(reverse("findings:finding-edit", args=[finding.pk]), fields(other))
    widened = fields(area, areas=[area.pk, other.pk])
    both = login(officer).post(reverse("findings:finding-edit", args=[finding.pk]), widened)

    for response in (refused, moved):
        assert area.name in response.context["form"].errors["areas"][0]
    assert both.status_code == 302
    assert {*finding.areas.all()} == {area, other}
