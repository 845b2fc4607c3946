"""What is signed of a condition over records: in words on the page, in codes in the text, and only what it rests on."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.leidraad.models import Check
from governance.leidraad.pages.signatures import HISTORIES, provider
from governance.leidraad.standings import standing_of
from governance.signing.canonical import canonical_text
from governance.signing.enums import SigningState
from governance.signing.models import Signature
from governance.signing.pages import difference_page, document_page
from pilots.goals.models import SignOverride
from tests.factories.goals import GoalFactory, SignOverrideFactory, load_packs
from tests.factories.instruments import CoverFactory
from tests.factories.leidraad import CheckFactory, GuideVersionFactory, guide, question
from tests.factories.signing import sign_conditions
from tests.governance.leidraad.test_gathering import whole

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def signed(area) -> Check:
    """A condition over other tasks and instruments, signed as it is."""
    load_packs()
    whole(area)
    asked = [question("1.1") | {"fact": "other-tasks"}, question("1.2") | {"fact": "instruments-chosen"}]
    check = CheckFactory(area=area, version=GuideVersionFactory(content=guide(goals=asked)))
    sign_conditions(area, "doel")
    return check


def test_what_is_signed_holds_codes_and_is_read_in_words(signed, area):
    text = canonical_text(provider().documents(area, ["doel"])["doel"].content)
    page = document_page(area, "condition", "doel", reader=None, with_names=False)
    shown = {(group.name, line.label): line.value for group in page.groups for line in group.lines}
    content = json.loads(text)

    (measure,), (instrument,), (signs,) = content["measures"], content["instruments"], content["signs"]
    assert (measure["kind"], signs["code"], signs["tasks"]["water-quality"]) == ("rewetting", "rewetting", "plus")
    values = " ".join((*shown.values(), *(name for name, _label in shown)))
    assert "rewetting" not in values
    assert (instrument["code"], "Vrijwillige kavelruil" in values) == ("kavelruil", True)
    assert f" {instrument['escalates_to']} " not in f" {values} "
    assert Signature.objects.get().content == text, "words change nothing in what was signed"


def test_sign_on_another_task_lapses_what_was_signed_also_when_the_answer_stays_the_same(signed, area):
    before = provider().documents(area, ["doel"])["doel"].content

    SignOverrideFactory(
        area=area, measure="rewetting", task="food", replaced="minus", sign="none", reason="Natte teelt"
    )
    CoverFactory(area=area)
    GoalFactory(area=area)

    after = provider().documents(area, ["doel"])["doel"].content
    doel = standing_of(area.pk).conditions[0]
    page = difference_page(area, "condition", "doel", 1, with_names=True)
    assert [each["answer"] for each in after["questions"]] == [each["answer"] for each in before["questions"]]
    assert doel.signing == SigningState.LAPSED
    assert {(each.old, each.new) for each in page.differences if "Natte teelt" not in each.new} == {
        (str(SignOverride(sign="minus").get_sign_display()), str(SignOverride(sign="none").get_sign_display()))
    }
    told = {code: {each.what for each in provider().history(area, code, LONG_AGO)} for code in ("doel", "advies", "?")}
    mine = {str(each.what) for each in HISTORIES if each.table in {"EffectEvent", "CheckEvent"}}
    assert mine < told["doel"]
    assert len(told["doel"]) == 5, "a measure, its effect, a sign, an instrument, the check: no goals, no money"
    assert (len(told["advies"]), told["?"]) == (1, set())


def test_condition_page_fetches_the_records_once(signed, area, login, coordinator):
    client, url = login(coordinator), reverse("leidraad:condition-detail", args=[area.slug, "doel"])
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200

    for table in ("goals_goal", "goals_measure", "instruments_choice"):
        assert sum(f'FROM "{table}"' in query["sql"] for query in caught) == 1, table
