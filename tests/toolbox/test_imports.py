import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.factories.areas import AreaFactory
from toolbox.enums import PracticeState
from toolbox.models import Practice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def packs(db):
    call_command("load_packs")


def test_library_every_file_is_published_with_a_source_and_a_concept_mark(curator, capsys):
    area = AreaFactory(slug="waddeneilanden")
    call_command("load_toolbox", by=curator.email)
    call_command("load_toolbox", by=curator.email)

    practices = Practice.objects.all()
    assert len(practices) == len(list((settings.CONTENT_DIR / "toolbox").glob("*.yaml"))) >= 12
    assert {practice.state for practice in practices} == {PracticeState.PUBLISHED}
    assert all(practice.sources and practice.is_concept and practice.reviewed_on for practice in practices)
    assert Practice.objects.get(area=area).slug == "samen-meten-waddeneilanden"
    assert f"{len(practices)} items, 0 new" in capsys.readouterr().out


def test_library_mistyped_word_still_finds(curator, client):
    call_command("load_toolbox", by=curator.email)

    content = client.get("/toolbox/?q=beschermign").content.decode()

    assert "Gedeelde belangen" in content


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("title: [", "x.yaml"),
        ("- a list", "keys and values"),
        ("titel: Kavelruil", "titel: unknown field"),
        ("title: Kavelruil", "summary"),
        ("title: A\nkind: example\nsummary: B\nwhat_was_done: C\nlanguage: nl", "sources"),
        ("title: A\ngears: ['9']", "gears"),
    ],
)
def test_library_broken_file_names_file_and_field_and_loads_nothing(curator, tmp_path, text, word):
    shutil.copy(settings.CONTENT_DIR / "toolbox" / "kano-quickscan.yaml", tmp_path)
    (tmp_path / "x.yaml").write_text(text)

    with pytest.raises(CommandError, match=r"x\.yaml") as caught:
        call_command("load_toolbox", by=curator.email, folder=tmp_path)

    assert word in str(caught.value)
    assert not Practice.objects.exists()


def test_library_only_a_curator_stands_for_it(officer):
    with pytest.raises(CommandError, match="curator"):
        call_command("load_toolbox", by=officer.email)
