import pytest
from django.http import Http404
from django.utils import timezone

from pilots.areas.enums import Visibility
from pilots.areas.models import PilotArea
from pilots.findings import weighing
from pilots.findings.enums import StrengthLevel
from pilots.interviews.enums import Purpose, ReleaseState
from pilots.interviews.models import Consent
from tests.factories.findings import EvidenceFactory, FindingFactory
from tests.factories.interviews import InterviewFactory, quote

pytestmark = pytest.mark.usefixtures("in_english")


def one(finding, user, area=None):
    return weighing.weigh([finding], user, area)[finding.pk]


def withdraw(excerpt, *purposes):
    rows = Consent.objects.filter(participant=excerpt.participant, purpose__in=purposes or list(Purpose))
    rows.update(withdrawn_at=timezone.now())


def test_quote_shows_pseudonym_and_wording_never_the_name(finding, officer):
    found = one(finding, officer)

    assert [(shown.who, shown.text) for shown in found.quotes] == [
        ("Veehouder A", "Het waterpeil is hier het grote punt."),
        ("Somebody who answered the intake", "Niemand heeft mij iets gevraagd."),
    ]
    assert "Geheim" not in str(found)


def test_reworded_quote_shows_the_new_words_only(area, officer):
    excerpt = quote(transcript__interview=InterviewFactory(area=area), state=ReleaseState.REWORDED)
    finding = FindingFactory(areas=[area])
    EvidenceFactory(finding=finding, excerpt=excerpt)

    assert [shown.text for shown in one(finding, officer).quotes] == ["In my own words."]


@pytest.mark.parametrize("purpose", [Purpose.ANALYSIS, Purpose.QUOTE])
def test_withdrawn_consent_takes_the_quote_and_its_weight_away(finding, excerpt, officer, purpose):
    before = one(finding, officer).strength
    withdraw(excerpt, purpose)

    after = one(finding, officer)

    assert (before.sources, after.strength.sources, after.strength.withdrawn) == (2, 1, 1)
    assert "waterpeil" not in str(after)
    assert "withdrawn" in after.strength.sentence


@pytest.mark.parametrize("state", ReleaseState)
def test_quote_counts_once_released(area, officer, state):
    excerpt = quote(transcript__interview=InterviewFactory(area=area), state=state)
    finding = FindingFactory(areas=[area])
    EvidenceFactory(finding=finding, excerpt=excerpt)

    found = one(finding, officer)

    assert found.strength.sources == (state in {ReleaseState.RELEASED, ReleaseState.REWORDED})
    assert found.pending == (state == ReleaseState.PROPOSED)
    assert found.strength.withdrawn == (state == ReleaseState.REFUSED)


def test_removed_evidence_counts_nowhere(finding, officer):
    finding.evidence.update(removed_at=timezone.now())

    found = one(finding, officer)

    assert (found.strength.level, found.strength.withdrawn, found.quotes) == (StrengthLevel.NONE, 0, ())


def test_partner_reads_quotes_but_no_answers(area, finding, partner):
    PilotArea.objects.filter(pk=area.pk).update(visibility=Visibility.PARTNERS)

    texts = {shown.kind: (shown.text, shown.url) for shown in one(finding, partner).quotes}

    assert texts == {"quote": ("Het waterpeil is hier het grote punt.", ""), "answer": ("", "")}


def test_stranger_reads_of_a_public_area_only_what_may_be_published(area, excerpt, finding, stranger):
    PilotArea.objects.filter(pk=area.pk).update(visibility=Visibility.PUBLIC)
    assert one(finding, stranger).support[0].text

    withdraw(excerpt, Purpose.PUBLICATION)

    found = one(finding, stranger)
    assert found.strength.sources == 2, "it still counts"
    assert [shown.text for shown in found.quotes] == ["", ""]


def test_report_shows_quotes_of_its_own_area_and_no_answers(area, finding):
    elsewhere = quote()
    EvidenceFactory(finding=finding, excerpt=elsewhere)

    found = one(finding, None, area)

    assert found.strength.sources == 3
    assert [bool(shown.text) for shown in found.quotes] == [True, False, False]


def test_draft_emptied_and_declined_answers_do_not_count(finding, answer, officer):
    for change in ("value=None", "state", "submitted"):
        answer.value = answer.sent = None if change == "value=None" else "iets"
        answer.save()
        response = answer.response
        response.submitted_at, response.state = (None, "draft") if change == "submitted" else (timezone.now(), "draft")
        response.save()
        response.invitation.state = "declined" if change == "state" else "sent"
        response.invitation.save()

        assert one(finding, officer).strength.sources == 1, change


def test_colleagues_are_one_source(area, finding, excerpt, officer):
    other = quote(transcript__interview=InterviewFactory(area=area))
    other.participant.person.organisation = excerpt.participant.person.organisation
    other.participant.person.save()
    EvidenceFactory(finding=finding, excerpt=other)

    assert one(finding, officer).strength.sources == 2


def test_weighing_takes_as_many_queries_for_three_findings_as_for_one(
    area, finding, officer, django_assert_max_num_queries
):
    more = [finding, *(FindingFactory(areas=[area]) for _ in range(2))]
    for row in more[1:]:
        EvidenceFactory(finding=row, excerpt=quote(transcript__interview=InterviewFactory(area=area)))

    with django_assert_max_num_queries(6):
        weighing.weigh(more, officer)


def test_candidates_are_usable_of_the_own_areas_and_not_used_yet(area, finding, officer):
    free = quote(transcript__interview=InterviewFactory(area=area))
    quote(transcript__interview=InterviewFactory(area=area), state=ReleaseState.PROPOSED)
    quote()  # of another area

    found = weighing.candidates(finding, officer)

    assert [one.excerpt for one in found] == [free]
    assert weighing.candidates(finding, officer, words="waterpeil GROTE")
    assert weighing.candidates(finding, officer, words="kavelruil") == []
    assert weighing.candidates(finding, officer, kind="antwoord") == []


@pytest.mark.parametrize("asked", [{"citaat": "999999"}, {"citaat": "x"}, {"antwoord": "9" * 30}])
def test_unknown_origin_does_not_exist(officer, asked):
    with pytest.raises(Http404):
        weighing.origin(officer, asked)


def test_origin_is_for_those_who_work_on_its_area(excerpt, answer, officer, stranger, partner):
    assert weighing.origin(officer, {"citaat": str(excerpt.pk)}).text.startswith("Het waterpeil")
    assert weighing.origin(officer, {"antwoord": str(answer.pk)}).area == excerpt.transcript.interview.area
    assert weighing.origin(officer, {}) is None
    for user in (stranger, partner):
        with pytest.raises(Http404):
            weighing.origin(user, {"antwoord": str(answer.pk)})
