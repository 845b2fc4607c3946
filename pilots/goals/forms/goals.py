"""Goals, pressures, and what is arranged elsewhere on a track."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pilots.areas.models import Natura2000Site, PilotArea
from pilots.goals.forms.places import PlacedForm
from pilots.goals.models import Goal, Pressure, TrackNote
from pilots.goals.tables import OTHER, Subject
from pilots.goals.texts import Library

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class GoalForm(PlacedForm):
    """Everything about one goal."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Habitat type or species"),
        help_text=gettext_lazy("The list is not complete. Choose “Something else” to name what is missing."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=200, assume_scheme="https"
    )
    sections = (
        (gettext_lazy("What"), ("site", "subject", "other_code", "other_name", "direction")),
        (gettext_lazy("How much and when"), ("gap_low", "gap_high", "unit", "due_on")),
        (gettext_lazy("Fixed and open"), ("openness", "openness_note")),
        (gettext_lazy("Explanation and source"), ("note", "source", "source_url", "source_on")),
    )

    class Meta:
        model = Goal
        fields = (
            "site", "subject", "other_code", "other_name", "direction", "gap_low", "gap_high", "unit", "due_on",
            "openness", "openness_note", "note", "source", "source_url", "source_on",
            "place_kind", "certainty", "place",
        )  # fmt: skip
        widgets = {"due_on": DATE, "source_on": DATE, "openness_note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "other_code": gettext_lazy("Only for “Something else”: the official code, such as H1355."),
            "other_name": gettext_lazy("Only for “Something else”."),
            "gap_low": gettext_lazy("Leave empty when it is not known. One number is enough when there is no range."),
            "unit": gettext_lazy("Measures only count when they are expected to bring the same unit."),
            "note": gettext_lazy("You may use Markdown."),
            "source": gettext_lazy("The document that says so: a designation decision, a management plan, a report."),
        }

    def __init__(self, *args: Any, area: PilotArea, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pinned = self.instance.reference_id if self.instance.pk else None
        self.fields["subject"].choices = subject_choices(library.subjects(pinned))  # type: ignore[attr-defined]
        sites = Natura2000Site.objects.filter(areas=area) | Natura2000Site.objects.filter(pk=self.instance.site_id)
        self.fields["site"].queryset = sites.distinct().only("name").order_by("name")  # type: ignore[attr-defined]
        self.fields["site"].empty_label = _("Not tied to one site")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.check_range("gap_low", "gap_high")
        if values.get("gap_low") is not None and not values.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Say what the number counts."))
        self._check_subject(values)
        return values

    def _check_subject(self, values: dict[str, Any]) -> None:
        if values.get("subject") != OTHER:
            values["other_code"] = values["other_name"] = ""
            return
        for name in ("other_code", "other_name"):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in, because you chose “Something else”."))


def subject_choices(subjects: Any) -> list[Any]:
    """Return the habitat types and species in their groups, with “something else” at the end."""
    groups: dict[str, list[tuple[str, str]]] = {}
    listed: list[Subject] = list(subjects.values())
    for subject in listed:
        groups.setdefault(subject.group, []).append((subject.code, subject.label))
    return [("", "---------"), *groups.items(), (OTHER, _("Something else"))]


class PressureForm(forms.ModelForm):
    """One pressure with the goals it presses on."""

    kind = forms.ChoiceField(label=gettext_lazy("Pressure"))
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Pressure
        fields = ("kind", "weight", "note", "goals", "source", "source_url")
        widgets = {"note": forms.Textarea(attrs={"rows": 4}), "goals": forms.CheckboxSelectMultiple}
        help_texts = {"note": gettext_lazy("What happens in this area? You may use Markdown.")}

    def __init__(self, *args: Any, area: PilotArea, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(Pressure.objects.filter(area=area).exclude(pk=self.instance.pk).values_list("kind", flat=True))
        kinds = library.pressure_kinds(self.instance.reference_id).values()
        choices = [(kind.code, kind.name) for kind in kinds if kind.code not in taken]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        choose_goals(self.fields["goals"], area, library)


def choose_goals(field: Any, area: PilotArea, library: Library) -> None:
    """Let a field choose among the goals of an area, by their names."""
    field.queryset = Goal.objects.filter(area=area).without_shapes().order_by("subject", "pk")
    field.label_from_instance = library.goal_name


class TrackForm(forms.ModelForm):
    """What is arranged elsewhere on one track; empty takes it away."""

    text = forms.CharField(
        label=gettext_lazy("What is arranged elsewhere"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("For example national or provincial source policy. Leave it empty to take it away."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = TrackNote
        fields = ("text", "source", "source_url")

    def _post_clean(self) -> None:
        """Leave the row to the action: an empty text takes it away."""
