import copy
import json
from datetime import date

import pytest
import yaml
from django.core.management import call_command

from core.packs import PackError
from governance.instruments.enums import Force
from governance.instruments.models import newest_catalogue
from governance.instruments.tables import instruments, read
from tests.factories.instruments import pack


def named(code):
    return next(each for each in instruments(pack().content) if each.code == code)


@pytest.fixture
def broken(tmp_path):
    """Write the pack with one change to its first instrument and return the problems found in it."""

    def _broken(**change):
        content = copy.deepcopy(pack().content)
        content["instruments"][0].update(change)
        (tmp_path / "pack.yaml").write_text(yaml.safe_dump(json.loads(json.dumps(content)), allow_unicode=True))
        with pytest.raises(PackError) as caught:
            read(tmp_path)
        return [(problem.entry, problem.message) for problem in caught.value.problems]

    return _broken


def test_read_text_that_is_no_date_is_named(broken, in_english):
    assert broken(checked_on="last week") == [("anlb", "“checked_on” must be a date such as 2026-11-23")]


def test_read_instrument_that_ends_before_it_begins_is_named(broken, in_english):
    assert broken(valid_from="2026-05-01", valid_to="2026-04-30") == [("anlb", "it ends before it begins")]


def test_read_unknown_force_is_named(broken):
    [(entry, message)] = broken(force="forced")

    assert entry == "anlb"
    assert "compulsory, pressure, voluntary" in message


def test_shipped_pack_has_instruments_of_every_force_with_a_source():
    found = instruments(pack().content)

    assert len(found) == 26
    assert {each.force for each in found} == set(Force)
    assert all(each.sources for each in found)


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 10, 22), False), (date(2026, 10, 23), True), (date(2030, 1, 1), True)]
)
def test_instrument_with_a_first_day_is_valid_from_that_day(day, expected):
    assert named("stikstofreductiegebied").is_valid_on(day) is expected


def test_instrument_without_days_is_always_valid():
    assert named("kavelruil").is_valid_on(date(1990, 1, 1))


def test_load_twice_keeps_one_version(db):
    call_command("load_pack_instruments")
    call_command("load_pack_instruments")

    assert newest_catalogue().version == "0.1"
    assert type(newest_catalogue()).objects.count() == 1
