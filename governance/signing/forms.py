"""The forms of signing: deciding, asking, mandates and standing in."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Province, Role
from accounts.models import User
from governance.signing.enums import Decision
from governance.signing.models import Mandate
from pilots.areas.models import PilotArea

SIGNING_ROLES = (Role.ADMINISTRATOR, Role.OFFICER, Role.COORDINATOR)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DecisionForm(forms.Form):
    """To sign a document or to refuse; the hidden fields say exactly what was on the page."""

    signer = forms.IntegerField(widget=forms.HiddenInput)
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    do = forms.ChoiceField(choices=Decision, widget=forms.HiddenInput, required=False)
    is_read = forms.BooleanField(
        label=gettext_lazy("I have read what is written here, and I decide about this text."),
        error_messages={"required": gettext_lazy("Say first that you have read it.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, when you refuse"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Everybody who works on this area reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """A refusal needs a reason, and a form without a button chosen decides nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("do") == Decision.REFUSED and not cleaned.get("reason"):
            self.add_error("reason", _("Say why you refuse, so that the team knows what to change."))
        if not cleaned.get("do"):
            self.add_error(None, _("Choose “Sign” or “Refuse”."))
        return cleaned


class AskForm(forms.Form):
    """Whom to ask to sign, and whether one waits for the other."""

    ORDERS = (
        ("at-once", gettext_lazy("All at once")),
        ("in-order", gettext_lazy("One after another, in the order of this list")),
    )

    mandates = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who signs"),
        queryset=Mandate.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one person.")},
    )
    order = forms.ChoiceField(label=gettext_lazy("Order"), choices=ORDERS, initial="at-once", widget=forms.RadioSelect)

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [mandate.pk for mandate in candidates]
        self.fields["mandates"].queryset = Mandate.objects.filter(pk__in=keys)  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """The place of one signer in the order."""

    place = forms.IntegerField(label=gettext_lazy("Order"), min_value=1, max_value=50)


class MandateForm(forms.ModelForm):
    """Who may sign, in which function, for this area or for its whole province."""

    scope = forms.ChoiceField(label=gettext_lazy("Holds for"))

    class Meta:
        model = Mandate
        fields = ("user", "name", "email", "function", "starts_on", "ends_on")
        widgets = {"starts_on": _day(), "ends_on": _day()}
        help_texts = {
            "user": gettext_lazy(
                "Leave this empty for somebody without an account, and fill in a name and an address."
            ),
            "function": gettext_lazy("For example: gedeputeerde, dijkgraaf, wethouder."),
            "ends_on": gettext_lazy("Leave this empty when no end is known."),
        }

    def __init__(self, *args: Any, area: PilotArea, provinces: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        known = User.objects.filter(is_active=True)
        of_province = Q(role__in=SIGNING_ROLES, province__in=area.provinces) | Q(area_memberships__area=area)
        self.fields["user"].queryset = known.filter(of_province).distinct()  # type: ignore[attr-defined]
        self.fields["name"].required = False
        scopes = [("area", area.name), *((province, Province(province).label) for province in provinces)]
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]
        self.fields["scope"].initial = "area"
        self.fields["starts_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """Ask for an account, or for a name and an address: one of both."""
        cleaned = super().clean() or {}
        if cleaned.get("user"):
            cleaned["name"], cleaned["email"] = cleaned["user"].name, ""
        else:
            for field in ("name", "email"):
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, _("Choose an account, or fill this in."))
        scope = cleaned.get("scope")
        self.instance.area = self.area if scope == "area" else None
        self.instance.province = "" if scope == "area" else scope or ""
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what the action asks for."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return given | {"area": self.instance.area, "province": self.instance.province}


class EndForm(forms.Form):
    """The last day of a mandate."""

    on = forms.DateField(label=gettext_lazy("Last day"), widget=_day(), initial=timezone.localdate)


class DelegationForm(forms.Form):
    """Who signs in somebody's place, from when and until when."""

    to = forms.ModelChoiceField(label=gettext_lazy("Who signs in your place"), queryset=Mandate.objects.none())
    starts_on = forms.DateField(label=gettext_lazy("From"), widget=_day(), initial=timezone.localdate)
    ends_on = forms.DateField(label=gettext_lazy("Up to and including"), widget=_day())

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Mandate.objects.running(timezone.localdate()).filter(self._same_reach(mandate)).exclude(pk=mandate.pk)
        others = others.filter(partner=mandate.partner_id)  # persons of a party are for that party alone
        others = others.exclude(user=mandate.user) if mandate.user_id else others
        self.fields["to"].queryset = others  # type: ignore[attr-defined]

    @staticmethod
    def _same_reach(mandate: Mandate) -> Q:
        if mandate.area is None:
            return Q(province=mandate.province)
        return Q(area=mandate.area) | Q(province__in=mandate.area.provinces)

    def clean(self) -> dict[str, Any]:
        """Keep the days in order."""
        cleaned = super().clean() or {}
        start: date | None = cleaned.get("starts_on")
        end: date | None = cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned
