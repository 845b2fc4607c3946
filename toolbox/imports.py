"""Reads toolbox items from YAML files, one item a file, with the same form that people fill in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from pilots.areas.models import PilotArea
from toolbox.enums import Criterion, PracticeState
from toolbox.forms import PracticeForm, SourceFormSet, sources_of
from toolbox.models import Practice


class LibraryError(Exception):
    """Files that cannot be read; the message names file, field and what to mend. Nothing was loaded."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many items a folder held and how many of them were new."""

    total: int
    new: int


@transaction.atomic
def load_library(folder: Path, *, by: User) -> Loaded:
    """Publish every `*.yaml` in this folder; the name of a file is the address of its item.

    by: the curator who stands for it. Loading again mends what changed in the files. Raises LibraryError.
    """
    problems: list[str] = []
    new = 0
    paths = sorted(folder.glob("*.yaml"))
    for path in paths:
        practice, found = _read(path)
        problems += [f"{path.name}: {problem}" for problem in found]
        if not found:
            new += practice.pk is None
            _publish(practice, by)
    if problems:
        raise LibraryError("\n".join(problems))
    return Loaded(len(paths), new)


def _read(path: Path) -> tuple[Practice, list[str]]:
    """Return the item of a file, not yet saved, and what is wrong with it."""
    practice = Practice.objects.filter(slug=path.stem).first() or Practice(slug=path.stem)
    try:
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return practice, [str(error)]
    if not isinstance(entry, dict):
        return practice, ["must hold keys and values"]
    extra = {"area", "sources", "is_concept"}
    form = PracticeForm(entry, instance=practice)
    sources = SourceFormSet(_formset(entry.get("sources") or []), prefix="sources")
    unknown = sorted(entry.keys() - form.fields.keys() - extra)
    problems = [f"{name}: unknown field" for name in unknown]
    problems += [f"{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
    if not sources.is_valid():
        problems.append(f"sources: {sources.errors} {' '.join(map(str, sources.non_form_errors()))}")
    else:
        practice.sources = sources_of(sources)
    practice.is_concept = bool(entry.get("is_concept"))
    practice.area = PilotArea.objects.filter(slug=entry.get("area", "")).first()
    return practice, problems


def _formset(sources: list[dict[str, str]]) -> dict[str, Any]:
    data: dict[str, Any] = {"sources-TOTAL_FORMS": len(sources), "sources-INITIAL_FORMS": 0}
    for index, source in enumerate(sources):
        data |= {f"sources-{index}-{name}": value for name, value in source.items()}
    return data


def _publish(practice: Practice, by: User) -> None:
    practice.submitted_by = practice.submitted_by or by
    practice.state, practice.criteria_met, practice.reason = PracticeState.PUBLISHED, list(Criterion.values), ""
    practice.reviewed_by, practice.reviewed_at = by, practice.reviewed_at or timezone.now()
    if _is_changed(practice):
        practice.save()


def _is_changed(practice: Practice) -> bool:
    """Say whether saving would change the row, so that loading the same file again leaves no trace in the history."""
    stored = Practice.objects.filter(pk=practice.pk).first()
    fields = [field.attname for field in practice._meta.concrete_fields if not field.generated]
    return stored is None or any(getattr(stored, name) != getattr(practice, name) for name in fields)
