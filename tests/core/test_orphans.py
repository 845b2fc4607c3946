import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from core import orphans, tasks
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def keep(name: str, days_ago: float) -> str:
    """Store a file as it was left so many days ago."""
    stored = default_storage.save(name, ContentFile(b"x"))
    moment = (timezone.now() - timedelta(days=days_ago)).timestamp()
    os.utime(default_storage.path(stored), (moment, moment))
    return stored


def test_remove_orphans_deletes_only_old_files_that_no_row_names():
    orphan, deep = keep("reports/1/a.pdf", 1.1), keep("x/y/z/b.pdf", 30)
    young = keep("reports/1/c.pdf", 0.9)
    named = ReportFactory(file=keep("reports/1/d.pdf", 400)).file.name

    assert orphans.remove_orphans() == [orphan, deep]
    assert {name for name in (orphan, deep, young, named) if default_storage.exists(name)} == {young, named}


def test_remove_orphans_task_of_a_clean_storage_removes_nothing():
    ReportFactory(file=keep("d.pdf", 400))

    assert tasks.remove_orphans() == 0


def test_remove_orphans_of_a_file_whose_transaction_failed():
    keep("evidence/lost.pdf", 2)

    assert tasks.remove_orphans() == 1
    assert not default_storage.exists("evidence/lost.pdf")
