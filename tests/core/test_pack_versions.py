import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from core.pack_versions import load
from core.packs import Pack, PackError, fingerprint
from governance.leidraad.models import GuideVersion
from tests.factories.leidraad import GuideVersionFactory, guide


def pack(content) -> Pack:
    return Pack(content["id"], content["version"], content["status"], content, fingerprint(content))


def test_load_of_a_new_version_keeps_the_older_one(db, admin_user):
    first, is_new = load(GuideVersion, pack(guide("1.0")))
    second, _ = load(GuideVersion, pack(guide("1.1")), by=admin_user)

    assert is_new
    assert GuideVersion.objects.first() == second
    assert second.loaded_by == admin_user
    assert list(GuideVersion.objects.values_list("version", flat=True)) == ["1.1", "1.0"]
    first.refresh_from_db()
    assert fingerprint(first.content) == first.sha256


def test_load_of_the_same_content_changes_nothing(db):
    first, _ = load(GuideVersion, pack(guide()))
    again, is_new = load(GuideVersion, pack(guide()))

    assert (again, is_new) == (first, False)


def test_load_of_the_same_version_with_other_content_is_refused(db):
    load(GuideVersion, pack(guide()))

    with pytest.raises(PackError):
        load(GuideVersion, pack(guide() | {"status": "getoetst"}))

    assert GuideVersion.objects.get().status == "concept"


def test_content_cannot_be_changed_in_the_database(db):
    version = GuideVersionFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        GuideVersion.objects.filter(pk=version.pk).update(content={})


def test_name_follows_the_language(db, settings):
    assert str(GuideVersionFactory(version="1.0")) == "Leidraad 1.0"


def test_load_packs_loads_the_packs_of_the_repository_once(db, capsys):
    call_command("load_packs")
    call_command("load_packs")

    assert GuideVersion.objects.count() == 1
    assert "unchanged" in capsys.readouterr().out


def test_load_pack_of_a_broken_folder_names_the_place_and_loads_nothing(db, tmp_path):
    (tmp_path / "pack.yaml").write_text("id: leidraad\nversion: 1\n")

    with pytest.raises(CommandError, match=r"pack.yaml:2: version:"):
        call_command("load_pack_leidraad", folder=tmp_path)

    assert not GuideVersion.objects.exists()
