from datetime import date

import pytest
from django.core.files.base import ContentFile

from core.uploads import UploadError
from governance.leidraad import actions
from governance.leidraad.models import Answer, Check, Evidence
from tests.factories.leidraad import AnswerFactory, EvidenceFactory, GuideVersionFactory, guide, question

PDF = b"%PDF-1.7\n%%EOF\n"


def save(check, by, **changes) -> Answer:
    given = {"question": "1.1", "value": "ja", "explanation": "", "owner": None, "due_on": None, "revision": 0}
    return actions.save_answer(check=check, by=by, **(given | changes))


def test_start_check_uses_the_newest_guide_and_starts_once(area, coordinator):
    GuideVersionFactory(version="1.0")
    newest = GuideVersionFactory(version="1.1")

    check = actions.start_check(area=area, by=coordinator)

    assert (check.version, check.started_by) == (newest, coordinator)
    assert actions.start_check(area=area, by=coordinator) == check


def test_save_answer_stamps_who_and_when(check, coordinator):
    answer = save(check, coordinator, explanation="Besluit van 3 mei")

    assert (answer.value, answer.answered_by, answer.revision) == ("ja", coordinator, 1)
    assert answer.answered_at is not None


def test_save_answer_of_only_an_owner_is_no_answer_yet(check, coordinator):
    answer = save(check, coordinator, value="", owner=coordinator, due_on=date(2027, 1, 1))

    assert (answer.value, answer.answered_by, answer.answered_at) == ("", None, None)
    assert answer.is_planned


def test_save_answer_that_is_taken_back_loses_its_stamp_and_keeps_its_history(check, coordinator):
    save(check, coordinator)
    answer = save(check, coordinator, value="", revision=1)

    assert (answer.answered_by, answer.answered_at) == (None, None)
    assert list(answer.events.order_by("pgh_id").values_list("value", flat=True)) == ["", "ja", ""]


def test_save_answer_of_an_old_revision_is_a_conflict_and_changes_nothing(check, coordinator, officer):
    save(check, officer, value="nee", explanation="Nog geen besluit")

    with pytest.raises(actions.AnswerConflictError) as caught:
        save(check, coordinator, value="ja", revision=0)

    assert caught.value.current.explanation == "Nog geen besluit"
    assert Answer.objects.get().value == "nee"


def test_save_answer_of_an_old_revision_with_the_same_content_is_no_conflict(check, coordinator, officer):
    save(check, officer)

    answer = save(check, coordinator, revision=0)

    assert (answer.answered_by, answer.revision) == (officer, 1)


def test_save_answer_to_a_reworded_question_confirms_it(check, coordinator, officer):
    AnswerFactory(guide_check=check, answered_by=officer, is_reworded=True)

    answer = save(check, coordinator, revision=1)

    assert (answer.is_reworded, answer.answered_by, answer.revision) == (False, coordinator, 2)


def test_add_evidence_of_a_file_keeps_its_facts_and_hides_its_name(check, coordinator):
    evidence = actions.add_evidence(
        check=check, question="1.1", title="Besluit", by=coordinator, file=ContentFile(PDF, name="../geheim.pdf")
    )

    assert (evidence.file_name, evidence.content_type, evidence.size) == ("geheim.pdf", "application/pdf", len(PDF))
    assert len(evidence.sha256) == 64
    assert "geheim" not in evidence.file.name
    with evidence.file.open() as stored:
        assert stored.read() == PDF


def test_add_evidence_of_a_refused_file_adds_nothing(check, coordinator):
    with pytest.raises(UploadError):
        actions.add_evidence(
            check=check, question="1.1", title="x", by=coordinator, file=ContentFile(b"<html>", name="besluit.pdf")
        )

    assert not Evidence.objects.exists()


def test_remove_evidence_can_be_undone(coordinator):
    evidence = EvidenceFactory()

    actions.remove_evidence(evidence=evidence, by=coordinator)
    assert not Evidence.objects.current().exists()

    actions.restore_evidence(evidence=evidence)
    assert Evidence.objects.current().get() == evidence
    assert evidence.events.count() == 3


def test_move_check_puts_removed_answers_away_and_marks_reworded_ones(check):
    kept = AnswerFactory(guide_check=check, question="1.1")
    removed = AnswerFactory(guide_check=check, question="1.2")
    EvidenceFactory(answer=removed)
    newer = GuideVersionFactory(
        version="2.0", content=guide("2.0", goals=[question("1.1", "Anders gevraagd?"), question("1.3")])
    )

    changes = actions.move_check(check=check, to=newer)

    assert {change.code for change in changes} == {"1.1", "1.2", "1.3"}
    assert Check.objects.get().version == newer
    kept.refresh_from_db()
    removed.refresh_from_db()
    assert (kept.is_reworded, kept.archived_at) == (True, None)
    assert removed.archived_at is not None
    assert removed.evidence.count() == 1
