"""Measures, what they are expected to bring, and how parties judge them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pilots.areas.models import PilotArea
from pilots.goals.enums import MEASURE_MOVES, Criterion, MeasureStatus
from pilots.goals.forms.goals import DATE, choose_goals
from pilots.goals.forms.places import PlacedForm
from pilots.goals.models import Effect, Goal, Measure, Score
from pilots.goals.texts import Library
from pilots.stakeholders.models import Organisation

STEPS = [("", gettext_lazy("Not judged")), *((str(step), str(step)) for step in range(1, 6))]


class MeasureForm(PlacedForm):
    """Everything about one measure; what it brings to each goal is filled in on its own page."""

    kind = forms.ChoiceField(label=gettext_lazy("Type of measure"))
    goals = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Goals it serves"),
        queryset=Goal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What it brings to each goal you fill in afterwards."),
    )
    sections = (
        (gettext_lazy("What"), ("name", "kind", "goals", "note")),
        (gettext_lazy("Who and when"), ("owner", "status", "starts_on", "ends_on")),
        (gettext_lazy("Costs"), ("cost_low", "cost_high", "cost_source")),
    )

    class Meta:
        model = Measure
        fields = (
            "name", "kind", "note", "owner", "status", "starts_on", "ends_on", "cost_low", "cost_high", "cost_source",
            "place_kind", "certainty", "place",
        )  # fmt: skip
        widgets = {"starts_on": DATE, "ends_on": DATE, "note": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "note": gettext_lazy("You may use Markdown."),
            "owner": gettext_lazy("Who carries it out. The list holds the partners of this area."),
            "cost_low": gettext_lazy("Whole euros, for the whole period. One number is enough when there is no range."),
        }

    def __init__(self, *args: Any, area: PilotArea, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure = self.instance
        types = library.measure_types(measure.reference_id if measure.pk else None)
        choices = [("", "---------"), *((code, kind.name) for code, kind in types.items())]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["status"].choices = allowed_statuses(measure)  # type: ignore[attr-defined]
        self.fields["owner"].queryset = partners_of(area, measure.owner_id)  # type: ignore[attr-defined]
        choose_goals(self.fields["goals"], area, library)
        if measure.pk:
            self.fields["goals"].initial = list(measure.effects.values_list("goal_id", flat=True))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.check_range("cost_low", "cost_high")
        self.check_period()
        return values


def allowed_statuses(measure: Measure) -> list[tuple[str, str]]:
    """Return the status a measure has and those it may move to; a new one may start anywhere."""
    if not measure.pk:
        return [(status.value, str(status.label)) for status in MeasureStatus if status != MeasureStatus.DROPPED]
    now = MeasureStatus(measure.status)
    return [(status.value, str(status.label)) for status in MeasureStatus if status in MEASURE_MOVES[now] | {now}]


def partners_of(area: PilotArea, also: int | None = None) -> Any:
    """Return the organisations that take part in an area, and the one that was chosen before."""
    found = Organisation.objects.current().filter(partners__area=area, partners__until_on=None)
    return (found | Organisation.objects.filter(pk=also or 0)).distinct().order_by("name", "pk")


class EffectForm(forms.ModelForm):
    """What one measure is expected to bring to one goal."""

    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Effect
        fields = ("low", "high", "unit", "source", "source_url")
        help_texts = {
            "low": gettext_lazy("Leave empty when it is not known. One number is enough when there is no range."),
            "source": gettext_lazy("Who estimated it, or which report."),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        low, high = values.get("low"), values.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", _("The highest number is lower than the lowest one."))
        elif not {"low", "high"} & set(self.errors):
            values["low"] = values["high"] if low is None else low
            values["high"] = low if high is None else high
        if values.get("low") is not None and not values.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Say what the number counts."))
        return values


class ScoreForm(forms.ModelForm):
    """How one party or group judges a measure."""

    class Meta:
        model = Score
        fields = ("organisation", "group", *Criterion.values, "note", "scored_on")
        widgets = {"scored_on": DATE, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "organisation": gettext_lazy("Leave empty when a whole group judges."),
            "group": gettext_lazy("Only when no organisation is chosen: an organisation brings its own group."),
            "feasibility": gettext_lazy("1 = hardly feasible, 5 = very feasible."),
            "impact": gettext_lazy("1 = hardly any effect, 5 = a very large effect."),
            "effort": gettext_lazy("1 = hardly anything happens now, 5 = a lot happens already."),
            "knowledge": gettext_lazy("1 = enough is known, 5 = much more has to be found out."),
        }

    def __init__(self, *args: Any, area: PilotArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = partners_of(area, self.instance.organisation_id)  # type: ignore[attr-defined]
        for criterion in Criterion:
            self.fields[criterion.value] = forms.TypedChoiceField(
                label=criterion.label,
                choices=STEPS,
                required=False,
                coerce=int,
                empty_value=None,
                help_text=self.fields[criterion.value].help_text,
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        organisation = values.get("organisation")
        if organisation:
            values["group"] = organisation.kind
        elif not values.get("group"):
            self.add_error("group", _("Choose an organisation or a group."))
        if all(values.get(criterion) is None for criterion in Criterion.values):
            self.add_error("feasibility", _("Judge at least one of the four."))
        if self._is_double(values):
            self.add_error("organisation" if organisation else "group", _("This party judged the measure already."))
        return values

    def _is_double(self, values: dict[str, Any]) -> bool:
        others = self.instance.measure.scores.exclude(pk=self.instance.pk)
        if values.get("organisation"):
            return others.filter(organisation=values["organisation"]).exists()
        return bool(values.get("group")) and others.filter(organisation=None, group=values["group"]).exists()
