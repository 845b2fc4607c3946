"""Forms for an expectation, and for what happened with those of the area itself."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.edits import WatchedForm
from governance.bodies.forms import day_input
from governance.bodies.models import Body
from governance.expectations.models import Expectation, Progress


def _not_ahead(form: forms.ModelForm, *names: str) -> None:
    """Report what is said to have happened on a day that is still to come."""
    for name in names:
        day = form.cleaned_data.get(name)
        if day and day > timezone.localdate():
            form.add_error(name, _("This day is still to come. Fill it in when it has happened."))


class ExpectationForm(WatchedForm):
    """What people may expect, when, and whether it happened."""

    class Meta:
        model = Expectation
        fields = ("kind", "title", "body", "planned_from", "planned_on", "happened_on", "audience", "note")
        widgets = {name: day_input() for name in ("planned_from", "planned_on", "happened_on")} | {
            "note": forms.Textarea(attrs={"rows": 3})
        }
        help_texts = {
            "title": gettext_lazy("For example: the steering group decides about the measures along the brook."),
            "body": gettext_lazy("Needed for a decision moment."),
            "planned_from": gettext_lazy("Only when it is planned in a period."),
            "happened_on": gettext_lazy("Empty while it has not happened."),
            "audience": gettext_lazy("When it is too late, everybody who takes part hears it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Body.objects.filter(area=self.instance.area).current(timezone.localdate())
        own = Body.objects.filter(area=self.instance.area, pk=self.instance.body_id)
        self.fields["body"].queryset = current | own  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begin, end = cleaned.get("planned_from"), cleaned.get("planned_on")
        if begin and end and end < begin:
            self.add_error("planned_on", _("The last day lies before the first."))
        _not_ahead(self, "happened_on")
        return cleaned


class ProgressForm(WatchedForm):
    """When the process started, when its first result was there and when it was finished."""

    class Meta:
        model = Progress
        fields = ("started_on", "first_result_on", "finished_on")
        widgets = {name: day_input() for name in ("started_on", "first_result_on", "finished_on")}
        help_texts = {
            "started_on": gettext_lazy("The maximum duration counts from this day."),
            "first_result_on": gettext_lazy("Empty while there is no result yet."),
            "finished_on": gettext_lazy("Empty while the process goes on."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begin, end = cleaned.get("started_on"), cleaned.get("finished_on")
        if begin and end and end < begin:
            self.add_error("finished_on", _("The process ends before it starts."))
        _not_ahead(self, "first_result_on", "finished_on")
        return cleaned
