"""The forms of areas, their boundary, people, sites and numbers."""

import json
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Province, Role
from accounts.models import User
from core import geo, geofiles
from pilots.areas.enums import PHASE_MOVES, BoundaryKind, MemberRole, Phase, Visibility
from pilots.areas.models import AreaMember, AreaNumber, Natura2000Site, PilotArea

MAX_UPLOAD = 10 * 1024 * 1024  # bytes
MAX_UNPACKED = 60 * 1024 * 1024  # bytes
MAX_MONTHS = 1200
FILE_ENDINGS = (".geojson", ".json", ".gpkg", ".gz")
LEADERS = (Role.COORDINATOR, Role.OFFICER)


class BoundaryField(forms.CharField):
    """GeoJSON as text, drawn by the map or typed; cleans to a geometry in WGS84, or None when empty."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return json.dumps(value, separators=(",", ":")) if isinstance(value, dict) else value

    def clean(self, value: Any) -> geo.Geometry | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return geo.read(text)
        except geo.GeometryError as error:
            raise forms.ValidationError(error.message, code="geometry") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != data


class MunicipalitiesField(forms.CharField):
    """Names separated by commas or lines; cleans to a list without doubles."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        names = [" ".join(name.split()) for name in super().clean(value).replace("\n", ",").split(",")]
        unique = list(dict.fromkeys(name for name in names if name))
        if any(len(name) > 80 for name in unique):
            raise forms.ValidationError(_("A name is longer than 80 characters. Put a comma between two names."))
        return unique


class AreaForm(forms.ModelForm):
    """Everything about an area except its phase and its readers, which have pages of their own."""

    provinces = forms.MultipleChoiceField(
        label=gettext_lazy("Provinces"), choices=Province, widget=forms.CheckboxSelectMultiple
    )
    municipalities = MunicipalitiesField(
        label=gettext_lazy("Municipalities"),
        required=False,
        help_text=gettext_lazy("Put a comma between two names."),
    )
    boundary = BoundaryField(
        label=gettext_lazy("Boundary as GeoJSON"),
        required=False,
        help_text=gettext_lazy("The map fills this in. Without a map, paste a polygon in WGS84 or RD New here."),
    )
    boundary_file = forms.FileField(
        label=gettext_lazy("Boundary from a file"),
        required=False,
        help_text=gettext_lazy("GeoJSON or GeoPackage, at most 10 MB. It replaces what is drawn."),
        widget=forms.FileInput(attrs={"accept": ",".join(FILE_ENDINGS)}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)  # a double click sends it twice

    class Meta:
        model = PilotArea
        fields = (
            "name", "provinces", "municipalities", "landscape", "programme", "coordinator",
            "what_happens", "how_and_with_whom", "revenue_model", "first_result_on", "maximum_months",
            "boundary_kind", "certainty", "boundary",
        )  # fmt: skip
        widgets = {
            "first_result_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "what_happens": forms.Textarea(attrs={"rows": 6}),
            "how_and_with_whom": forms.Textarea(attrs={"rows": 6}),
            "revenue_model": forms.Textarea(attrs={"rows": 6}),
            "certainty": forms.NumberInput(attrs={"min": 0, "max": 100}),
        }
        help_texts = {
            "what_happens": gettext_lazy("You may use Markdown."),
            "how_and_with_whom": gettext_lazy("You may use Markdown."),
            "revenue_model": gettext_lazy("You may use Markdown."),
            "boundary_kind": gettext_lazy("A search area is a boundary that is not certain yet."),
            "certainty": gettext_lazy("Only for a search area: from 0 to 100."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # who leads it now stays in the list, or saving something else would take the name away
        leaders = User.objects.filter(Q(role__in=LEADERS, is_active=True) | Q(pk=self.instance.coordinator_id))
        self.fields["coordinator"].queryset = leaders  # type: ignore[attr-defined]  # a choice field
        self.fields["version"].initial = self.instance.version

    def clean_certainty(self) -> int | None:
        certainty = self.cleaned_data["certainty"]
        if certainty is not None and certainty > 100:
            raise forms.ValidationError(_("Give a percentage from 0 to 100."))
        return certainty

    def clean_maximum_months(self) -> int | None:
        months = self.cleaned_data["maximum_months"]
        if months == 0:
            raise forms.ValidationError(_("Give at least one month, or leave this empty."))
        if months is not None and months > MAX_MONTHS:
            raise forms.ValidationError(_("Give at most %(limit)d months.") % {"limit": MAX_MONTHS})
        return months

    def clean_boundary_file(self) -> geo.Geometry | None:
        upload = self.cleaned_data["boundary_file"]
        return read_boundary(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("boundary_file"):
            values["boundary"] = values["boundary_file"]
            if values.get("boundary_kind") in {BoundaryKind.NONE, BoundaryKind.DRAWN}:
                values["boundary_kind"] = BoundaryKind.IMPORTED
        if values.get("boundary_kind") == BoundaryKind.SEARCH_AREA and values.get("certainty") is None:
            self.add_error("certainty", _("Say how certain this search area is, from 0 to 100."))
        if self._lacks_boundary(values):
            self.add_error("boundary", _("Draw or import the boundary, or choose “Not drawn yet”."))
        return values

    def _lacks_boundary(self, values: dict[str, Any]) -> bool:
        return (
            values.get("boundary_kind", BoundaryKind.NONE) != BoundaryKind.NONE
            and not values.get("boundary")
            and not {"boundary", "boundary_file"} & set(self.errors)
        )

    def values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the fields of an area."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """Leave the area as it is: an action writes it, so that a conflict does not touch it."""


def read_boundary(upload: UploadedFile) -> geo.Geometry:
    """Return the boundary in an uploaded file, checked by its size, its name and its content."""
    if (upload.size or 0) > MAX_UPLOAD:
        raise forms.ValidationError(_("The file is larger than 10 MB. Simplify the boundary first."))
    if not (upload.name or "").lower().endswith(FILE_ENDINGS):
        raise forms.ValidationError(_("Choose a file that ends in .geojson, .json or .gpkg."))
    try:
        features = list(geofiles.parse(upload.read(), max_unpacked=MAX_UNPACKED))
        shapes = [feature.shape().shape for feature in features]
        if not shapes:
            raise forms.ValidationError(_("There is no shape in this file."))
        return geo.read(json.dumps(geo.dump(geo.merge(shapes))))
    except (geofiles.FileError, geo.GeometryError) as error:
        raise forms.ValidationError(str(error), code="geometry") from error


class PhaseForm(forms.Form):
    """The next phase, or any earlier one."""

    to = forms.ChoiceField(label=gettext_lazy("Move to"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, phase: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = PHASE_MOVES[Phase(phase)]
        choices = [(step.value, step.label) for step in Phase if step in moves]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_to(self) -> Phase:
        return Phase(self.cleaned_data["to"])


class PublishForm(forms.Form):
    """Who may read an area. Making it public asks for a second, explicit yes."""

    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may read this area?"), choices=Visibility, widget=forms.RadioSelect
    )
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("Yes, everybody may read this area on the internet"), required=False
    )

    def clean_visibility(self) -> Visibility:
        return Visibility(self.cleaned_data["visibility"])


class SitesForm(forms.Form):
    """Sites that belong to an area also when they lie far away."""

    sites = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Sites chosen by hand"),
        queryset=Natura2000Site.objects.without_shapes(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Sites within five kilometres of the boundary are found by measuring."),
    )


class MemberForm(forms.Form):
    """Somebody with an account who takes part, found by e-mail address."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of the account"))
    role = forms.ChoiceField(label=gettext_lazy("Takes part as"), choices=MemberRole)

    def __init__(self, *args: Any, area: PilotArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area

    def clean_email(self) -> User:
        user = User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("There is no account with this e-mail address. Ask them to make one first."))
        if self.area.members.filter(user=user).exists():
            raise forms.ValidationError(_("This person takes part already. Change the role in the list."))
        return user


class MemberRoleForm(forms.ModelForm):
    """What a member is in the area."""

    class Meta:
        model = AreaMember
        fields = ("role",)


class NumberForm(forms.ModelForm):
    """One number with its source."""

    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = AreaNumber
        fields = ("subject", "value", "unit", "is_estimate", "source", "source_url", "stated_on")
        widgets = {"stated_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "subject": gettext_lazy(
                "Use the same words as for another number on this subject: they then stand together."
            ),
            "unit": gettext_lazy("For example ha, euro or bedrijven."),
            "source": gettext_lazy("Who said so: a report, a page, a person with a function."),
            "stated_on": gettext_lazy("The date of the source, when it has one."),
        }
