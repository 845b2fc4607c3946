"""Two people with the same form open: who saves last is told what the other one saved, and loses nothing."""

import hashlib
import json
from typing import Any

from django import forms
from django.db import models
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.translation import gettext as _


def lock(row: models.Model) -> None:
    """Read a row again and keep others from changing it until this transaction ends."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())


class WatchedForm(forms.ModelForm):
    """A form of one row that notices when the row is no longer what the form was opened with.

    Save it with `stored_fields` only, under `lock`: then nobody's other fields are written over.
    """

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["base"] = self._mark = self._fingerprint()

    @property
    def stored_fields(self) -> list[str]:
        """The fields of the row that this form asks for."""
        return [name for name in self._meta.fields or () if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Refuse once when somebody else saved in the meantime; saving again then replaces what they wrote."""
        cleaned = super().clean() or {}
        base = cleaned.pop("base", "")
        if base and self._mark and base != self._mark:
            data: Any = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
            data[self.add_prefix("base")] = self._mark
            self.data = data
            theirs = "; ".join(f"{self.fields[name].label}: {self._saved(name)}" for name in self._other(cleaned))
            message = _("Somebody else saved this while you were editing. Saved now: %(theirs)s.") % {"theirs": theirs}
            self.add_error(None, f"{message} {_('Yours stands below. Look at it and save again to replace theirs.')}")
        return cleaned

    def _fingerprint(self) -> str:
        if self.instance.pk is None:
            return ""
        values = model_to_dict(self.instance, fields=self._meta.fields)
        return hashlib.sha256(json.dumps(values, default=str, sort_keys=True).encode()).hexdigest()[:16]

    def _other(self, cleaned: dict[str, Any]) -> list[str]:
        return [name for name in self.stored_fields if cleaned.get(name) != getattr(self.instance, name)]

    def _saved(self, name: str) -> str:
        shown = getattr(self.instance, f"get_{name}_display", None)
        return str(shown() if shown else getattr(self.instance, name)) or "–"
