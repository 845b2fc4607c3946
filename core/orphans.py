"""Files in the storage that no row names: a transaction that fails after it wrote a file leaves one behind."""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

GRACE = timedelta(days=1)  # a file this young may belong to a row that is not committed yet


def named_files() -> set[str]:
    """Return every file that a row names, also a row of the history."""
    names: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                names.update(model._base_manager.values_list(field.attname, flat=True))
    return names


def remove_orphans() -> list[str]:
    """Delete the files that no row names and that are older than GRACE. Returns their names."""
    before = timezone.now() - GRACE
    old = [name for name in _stored() if default_storage.get_modified_time(name) < before]
    orphans = sorted(set(old) - named_files())  # the rows come last: what was old by then and is named, stays
    for name in orphans:
        default_storage.delete(name)
    return orphans


def _stored(folder: str = "") -> Iterator[str]:
    folders, files = default_storage.listdir(folder)
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in files)
    for name in folders:
        yield from _stored(prefix + name)
