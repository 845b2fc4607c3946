"""What the forms of goals, measures and initiatives share: a place on the map, ranges, and edits by two people."""

import copy
from typing import Any

import shapely
from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import geo
from pilots.areas.forms import BoundaryField
from pilots.goals.enums import PlaceKind
from pilots.goals.models import Placed

MOST_HA = 100_000  # larger than the largest Natura 2000 site on land
MOST_POINTS = 5_000


class PlaceField(BoundaryField):
    """A place as GeoJSON: smaller than the boundary of an area, in points and in hectares."""

    def clean(self, value: Any) -> geo.Geometry | None:
        place = super().clean(value)
        if place is None:
            return None
        rd = geo.load(place)
        if shapely.count_coordinates(rd) > MOST_POINTS:
            limit = {"limit": MOST_POINTS}
            raise forms.ValidationError(_("The place has more than %(limit)d points. Draw it more simply.") % limit)
        if geo.area_ha(rd) > MOST_HA:
            limit = {"limit": MOST_HA}
            raise forms.ValidationError(_("The place is larger than %(limit)d hectares. Draw a smaller one.") % limit)
        return place


class PlacedForm(forms.ModelForm):
    """A row with a place. It checks like the model does, and leaves writing to an action."""

    place = PlaceField(
        label=gettext_lazy("Place as GeoJSON"),
        required=False,
        help_text=gettext_lazy("The map fills this in. Without a map, paste a polygon in WGS84 or RD New here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    sections: tuple[tuple[Any, tuple[str, ...]], ...] = ()  # heading and names of fields, before the place

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        if "place_kind" in self.fields:
            self.fields["place_kind"].help_text = _("A search area is a place that is not certain yet.")
            self.fields["certainty"].help_text = _("Only for a search area: from 0 to 100.")

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their headings; those of the place have a part of their own in the template."""
        return [(str(heading), [self[name] for name in names]) for heading, names in self.sections]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self._check_place(values)
        return values

    def _check_place(self, values: dict[str, Any]) -> None:
        kind, place = values.get("place_kind", PlaceKind.NONE), values.get("place")
        if place and kind == PlaceKind.NONE:
            values["place_kind"] = PlaceKind.DRAWN
        if kind != PlaceKind.NONE and not place and "place" not in self.errors:
            self.add_error("place", _("Draw the place on the map, or choose “Not on the map yet”."))
        if kind == PlaceKind.SEARCH_AREA and values.get("certainty") is None and "certainty" not in self.errors:
            self.add_error("certainty", _("Say how certain this search area is, from 0 to 100."))

    def check_range(self, low: str, high: str) -> None:
        """Take one number for both ends of a range, and refuse a range that is upside down."""
        values = self.cleaned_data
        if low in self.errors or high in self.errors:
            return
        one, other = values.get(low), values.get(high)
        if one is None or other is None:
            values[low] = values[high] = one if one is not None else other
        elif one > other:
            self.add_error(high, _("The highest number is lower than the lowest one."))

    def check_period(self) -> None:
        """Refuse a period that ends before it starts."""
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The end lies before the start."))

    def values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the fields of the model."""
        own = {field.name for field in self._meta.model._meta.concrete_fields}
        return {name: value for name, value in self.cleaned_data.items() if name in own and name != "version"}

    def _post_clean(self) -> None:
        """Check the fields as the model does, on a copy: an action writes the row, so a conflict does not touch it."""
        draft = construct_instance(self, copy.copy(self.instance), self._meta.fields, self._meta.exclude)
        try:
            draft.clean_fields(exclude=self._get_validation_exclusions())  # type: ignore[attr-defined]
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]

    def show_conflict(self, saved: Placed) -> None:
        """Say what somebody else saved in the meantime; saving again then replaces it."""
        shown = [name for name in self.values() if name != "place" and getattr(saved, name) != self.cleaned_data[name]]
        labels = ", ".join(str(self.fields[name].label) for name in shown)
        text = _("Somebody else saved this while you were busy. What you filled in stands below; nothing is lost.")
        text += " " + (_("It differs in: %(fields)s.") % {"fields": labels} if labels else "")
        self.data = {**self.data.dict(), "version": str(saved.version)}  # type: ignore[attr-defined]
        self.add_error(None, f"{text} " + _("Save again to replace what they saved."))
