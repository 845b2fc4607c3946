from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from governance.leidraad.enums import AnswerValue, EvidenceKind
from tests.factories.accounts import UserFactory
from tests.factories.leidraad import AnswerFactory, CheckFactory, EvidenceFactory

AT = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": AnswerValue.NOT_APPLICABLE, "explanation": ""},
        {"answered_by": None},
        {"answered_at": None},
        {"value": "ja", "answered_by": None, "answered_at": None},
    ],
)
def test_answer_that_breaks_a_rule_is_refused_by_the_database(db, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerFactory(**fields)


def test_answer_that_is_not_applicable_without_reason_says_what_to_do(db):
    answer = AnswerFactory.build(guide_check=CheckFactory(), value="nvt", answered_by=UserFactory())

    with pytest.raises(ValidationError):
        answer.validate_constraints()


def test_question_has_one_current_answer_and_any_number_put_away(db):
    check = CheckFactory()
    AnswerFactory(guide_check=check, archived_at=AT)
    AnswerFactory(guide_check=check, archived_at=AT)
    AnswerFactory(guide_check=check)

    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerFactory(guide_check=check)


@pytest.mark.parametrize(
    "fields",
    [
        {"url": ""},
        {
            "file": "evidence/1/x",
            "sha256": "a" * 64,
            "size": 1,
            "file_name": "x.pdf",
            "content_type": "application/pdf",
        },
        {"url": "", "file": "evidence/1/x"},
        {"url": "", "file": "evidence/1/x", "sha256": "a", "size": 1, "file_name": "x.pdf", "content_type": "x"},
        {"sha256": "a" * 64},
        {"removed_by": "somebody"},
    ],
)
def test_evidence_that_breaks_a_rule_is_refused_by_the_database(db, fields):
    if "removed_by" in fields:
        fields = {"removed_by": UserFactory()}

    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceFactory(**fields)


def test_evidence_kind_follows_what_it_holds(db):
    assert EvidenceFactory().kind == EvidenceKind.LINK
