"""Forms of the account pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ProfileForm(forms.ModelForm):
    """What somebody may change about themselves; role and province are the admin's."""

    class Meta:
        model = User
        fields = ["name", "language", "has_digest"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"}), "language": forms.RadioSelect}


class TaskFilterForm(forms.Form):
    """Which tasks somebody wants to see."""

    gebied = forms.ChoiceField(label=_("Area"), required=False)
    soort = forms.ChoiceField(label=_("Kind"), required=False)
    te_laat = forms.BooleanField(label=_("Only what is too late"), required=False)

    def __init__(self, *args: Any, areas: Sequence[str], kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("gebied", areas), ("soort", kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for mypy
            field.choices = [("", gettext("Everything")), *((option, option) for option in options)]
