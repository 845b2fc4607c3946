"""Other initiatives, and signs on other tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pilots.goals.enums import Sign
from pilots.goals.forms.goals import DATE
from pilots.goals.forms.places import PlacedForm
from pilots.goals.models import Initiative, SignOverride


class InitiativeForm(PlacedForm):
    """Everything about one initiative of somebody else."""

    url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=200, assume_scheme="https"
    )
    sections = (
        (gettext_lazy("What"), ("name", "level", "party", "note", "url")),
        (gettext_lazy("When"), ("starts_on", "ends_on")),
    )

    class Meta:
        model = Initiative
        fields = (
            "name", "level", "party", "note", "url", "starts_on", "ends_on", "place_kind", "certainty", "place",
        )  # fmt: skip
        widgets = {"starts_on": DATE, "ends_on": DATE, "note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"party": gettext_lazy("An organisation, not a person: whoever may see the area reads this.")}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.check_period()
        return values


class SignForm(forms.ModelForm):
    """What a type of measure does to another task in this area, and why that is different here."""

    sign = forms.ChoiceField(
        label=gettext_lazy("Sign in this area"),
        choices=[(sign.value, sign.label) for sign in Sign if sign != Sign.UNKNOWN],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = SignOverride
        fields = ("sign", "reason")
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
