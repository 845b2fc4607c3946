from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from governance.leidraad.enums import ConditionStatus, GateStatus, Rule
from governance.leidraad.pages import check_page, move_page
from governance.leidraad.sheets import condition_sheet
from pilots.areas.enums import Phase
from tests.factories.accounts import UserFactory
from tests.factories.leidraad import (
    AnswerFactory,
    CheckFactory,
    EvidenceFactory,
    GuideVersionFactory,
    guide,
    question,
)
from tests.factories.signing import sign_conditions

TODAY = date(2026, 11, 23)


def test_check_page_without_any_guide_is_none(area):
    assert check_page(area) is None


def test_check_page_without_a_check_shows_the_newest_guide_unanswered(area):
    GuideVersionFactory(version="1.0")

    page = check_page(area)

    assert not page.is_started
    assert (page.guide.version, page.answered, page.total) == ("1.0", 0, 3)
    assert page.gate.status == GateStatus.CLOSED
    assert [condition.status for condition in page.conditions] == [ConditionStatus.UNANSWERED] * 2


def test_check_page_names_question_answer_and_rule_of_every_reason(check, area):
    AnswerFactory(guide_check=check, question="1.1", value="nee")

    reasons = check_page(area).condition("doel").reasons

    with override("nl"):
        assert [(reason.code, reason.question, reason.rule_code) for reason in reasons] == [
            ("1.1", "Vraag 1.1?", Rule.NO),
            ("1.2", "Vraag 1.2?", Rule.UNANSWERED),
            ("", "", Rule.UNSIGNED),
        ]


def test_check_page_puts_first_what_is_late(check, area):
    AnswerFactory(guide_check=check, question="1.2", value="deels", due_on=TODAY - timedelta(days=1))

    points = check_page(area, today=TODAY).first_points

    assert [(condition.code, reason.code) for condition, reason in points][:2] == [("doel", "1.2"), ("doel", "1.1")]


def test_check_page_opens_the_gate_when_the_hard_condition_is_met_and_signed(check, area):
    AnswerFactory(guide_check=check, question="1.1")
    AnswerFactory(guide_check=check, question="1.2", value="deels", owner=UserFactory(), due_on=TODAY)
    assert check_page(area, today=TODAY).gate.status == GateStatus.CLOSED
    sign_conditions(area, "doel")

    page = check_page(area, today=TODAY)

    assert (page.gate.status, page.gate.is_open) == (GateStatus.CONDITIONAL, True)
    assert [condition.code for condition in page.gate.deciding] == ["doel"]


def test_check_page_says_when_an_area_went_past_a_closed_gate(check, area):
    assert not check_page(area).gate.is_passed_early

    area.phase = Phase.EXPLORATION

    assert check_page(area).gate.is_passed_early


@pytest.mark.parametrize(
    ("value", "days", "expected"),
    [("deels", -1, True), ("nee", -1, True), ("", -1, True), ("deels", 0, False), ("ja", -1, False)],
)
def test_check_page_counts_what_is_past_its_date(check, area, value, days, expected):
    stamp = {} if value else {"answered_by": None, "answered_at": None}
    AnswerFactory(guide_check=check, value=value, due_on=TODAY + timedelta(days=days), **stamp)

    page = check_page(area, today=TODAY)

    assert page.overdue == expected
    assert page.conditions[0].questions[0].is_overdue == expected


def test_check_page_shows_an_answer_with_its_evidence(check, area):
    answer = AnswerFactory(guide_check=check, explanation="**Ja**", answered_by__name="Anna")
    EvidenceFactory(answer=answer)
    EvidenceFactory(answer=answer, removed_at=answer.answered_at)

    shown = check_page(area).conditions[0].questions[0]

    assert (shown.value, shown.answered_by, "<strong>" in shown.html) == ("ja", "Anna", True)
    assert [evidence.url for evidence in shown.evidence] == ["https://example.nl/besluit"]


def test_check_page_for_who_is_not_involved_names_nobody_and_links_no_file(check, area):
    answer = AnswerFactory(guide_check=check, answered_by__name="Anna", owner=UserFactory(name="Bert"))
    facts = {"sha256": "a" * 64, "size": 1, "file_name": "x.pdf", "content_type": "application/pdf"}
    EvidenceFactory(answer=answer, url="", file="evidence/1/x", added_by=UserFactory(name="Carla"), **facts)

    shown = check_page(area, with_people=False).conditions[0].questions[0]

    assert (shown.answered_by, shown.owner, shown.evidence[0].url, shown.evidence[0].added_by) == ("", "", "", "")


def test_check_page_keeps_its_version_and_names_a_newer_one(check, area):
    GuideVersionFactory(version="2.0")

    page = check_page(area)

    assert (page.guide.version, page.newer_version) == ("1.0", "2.0")


def test_check_page_in_english_uses_the_english_texts(check, area):
    with override("en"):
        assert check_page(area).conditions[0].name == "Doel (en)"


def queries(area, count: int) -> int:
    """Count the queries for a guide with this many answered questions, each with two pieces of evidence."""
    codes = [f"1.{number}" for number in range(count)]
    version = GuideVersionFactory(content=guide("q", goals=[question(code) for code in codes]))
    check = CheckFactory(area=area, version=version)
    for code in codes:
        EvidenceFactory.create_batch(2, answer=AnswerFactory(guide_check=check, question=code))
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert check_page(area).answered == count
    reader = UserFactory()
    with CaptureQueriesContext(connection) as sheet:
        assert len(condition_sheet(area, "doel", user=reader, can_edit=True).rows) == count
    check.delete()
    assert len(sheet) == len(caught) + 2 + 4  # four ask whether the reader is involved: twice, of members not fetched
    return len(caught)


def test_check_page_runs_as_many_queries_for_thirty_answers_as_for_one(area):
    assert {count: queries(area, count) for count in (1, 3, 30)} == {1: 6, 3: 6, 30: 6}


def test_move_page_shows_what_changes_and_which_answers_are_put_away(check):
    AnswerFactory(guide_check=check, question="1.2", value="nee", explanation="Nog niet")
    newer = GuideVersionFactory(
        version="2.0", content=guide("2.0", goals=[question("1.1", "Anders gevraagd?"), question("1.3")])
    )

    page = move_page(check, newer)

    assert [row.code for row in page.added] == ["1.3"]
    assert [row.code for row in page.reworded] == ["1.1"]
    assert [(row.code, row.explanation) for row in page.removed] == [("1.2", "Nog niet")]
    assert page.lost == 1
