import pytest
import yaml
from django.core.management import call_command

from accounts import demo as accounts
from pilots.areas import demo as areas
from pilots.interviews import demo
from pilots.interviews.models import Excerpt, Interview, Release, Transcript, Withdrawal


@pytest.fixture
def loaded(db):
    accounts.load()
    call_command("load_packs", verbosity=0)
    areas.load()
    demo.load()


def test_demo_holds_interviews_without_names_and_every_kind_of_decision(loaded):
    entries = yaml.safe_load(demo.FILE.read_text())
    names = {one["name"] for entry in entries for one in entry["participants"]}

    assert Interview.objects.count() == len(entries) == 6
    assert not [name for name in names for row in Transcript.objects.all() if name in row.text]
    assert {"proposed", "released", "reworded", "refused"} == set(Release.objects.values_list("state", flat=True))
    assert 20 < Excerpt.objects.quotable().count() < Excerpt.objects.count()
    assert Withdrawal.objects.get().number_of_quotes == 2
    demo.load()
    assert Interview.objects.count() == 6


def test_demo_interviewers_may_read_what_they_asked(loaded):
    interviews = Interview.objects.select_related("interviewer", "area__coordinator")

    assert [one for one in interviews if not one.interviewer.has_perm("interviews.read_raw_interview", one)] == []
