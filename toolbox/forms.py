"""Forms for writing and judging toolbox items."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from pilots.areas.enums import Landscape, Phase
from toolbox.enums import MOVES_WITH_REASON, Audience, Criterion, MeasureType, PracticeState
from toolbox.labels import condition_choices, dial_choices, gear_choices
from toolbox.models import Practice

MARKDOWN_HELP = _("You may use Markdown: **bold**, *italic*, lists with a hyphen, and links.")


def several(choices: Any, label: Any, **options: Any) -> forms.MultipleChoiceField:
    """Return a field of checkboxes for a list of codes."""
    return forms.MultipleChoiceField(
        choices=choices, label=label, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


class PracticeForm(forms.ModelForm):
    """What somebody tells about a practice; its sources are a formset beside it."""

    audiences = several(Audience.choices, _("For whom is it?"))
    phases = several(Phase.choices, _("In which phases does it help?"))
    conditions = several(condition_choices, _("Which conditions of the guide does it help with?"))
    dials = several(dial_choices, _("Which dials of the gearbox does it help with?"))
    gears = several(gear_choices, _("Which gears does it fit?"))
    measures = several(MeasureType.choices, _("Which measures is it about?"))
    landscapes = several(Landscape.choices, _("In which landscapes?"), help_text=_("Nothing chosen means: everywhere."))

    CODES = ("audiences", "phases", "conditions", "dials", "gears", "measures", "landscapes")

    class Meta:
        model = Practice
        fields = [
            "title",
            "kind",
            "summary",
            "what_was_done",
            "what_works",
            "what_does_not",
            "costs",
            "time_needed",
            "place",
            "province",
            "contact",
            "licence",
            "language",
            "reviewed_on",
            "audiences",
            "phases",
            "conditions",
            "dials",
            "gears",
            "measures",
            "landscapes",
        ]
        help_texts = {
            "summary": _("Two or three short sentences that everybody understands."),
            "what_was_done": MARKDOWN_HELP,
            "contact": _("An organisation or a page with contact details; no private data."),
            "licence": _("May others reuse this text? For example: CC BY 4.0."),
            "reviewed_on": _("When did somebody last check that this is still right?"),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "what_was_done": forms.Textarea(attrs={"rows": 8}),
            "what_works": forms.Textarea(attrs={"rows": 5}),
            "what_does_not": forms.Textarea(attrs={"rows": 5}),
            "costs": forms.Textarea(attrs={"rows": 2}),
            "time_needed": forms.Textarea(attrs={"rows": 2}),
            "reviewed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    @property
    def text_fields(self) -> list[forms.BoundField]:
        """The fields to write in."""
        return [field for field in self if field.name not in self.CODES]

    @property
    def code_fields(self) -> list[forms.BoundField]:
        """The groups of checkboxes by which people find the item."""
        return [self[name] for name in self.CODES]


class SourceForm(forms.Form):
    """One source: what it is and where it is."""

    title = forms.CharField(label=_("Title of the source"), max_length=200)
    url = forms.URLField(label=_("Web address"), max_length=500, assume_scheme="https")


SourceFormSet = formset_factory(SourceForm, extra=2, min_num=1, validate_min=True, max_num=12, validate_max=True)


def sources_of(formset: "BaseFormSet[Any]") -> list[dict[str, str]]:
    """Return the sources that were filled in; those taken away are empty."""
    return [form.cleaned_data for form in formset.forms if form.cleaned_data]


class MoveForm(forms.Form):
    """Which way an item goes, with the curator's judgement where one is needed."""

    to = forms.ChoiceField(choices=PracticeState.choices, widget=forms.HiddenInput)
    criteria = several(
        Criterion.choices, _("Criteria met"), help_text=_("An item is published when it meets all three criteria.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed to refuse an item or to take it out. The submitter gets it by e-mail."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the move needs, beside the field where it is missing."""
        cleaned = super().clean() or {}
        to = cleaned.get("to")
        if to in MOVES_WITH_REASON and not cleaned.get("reason"):
            self.add_error("reason", _("Write down why, so that the submitter can do something with it."))
        if to == PracticeState.PUBLISHED and len(cleaned.get("criteria", [])) < len(Criterion):
            self.add_error("criteria", _("An item is published when it meets all three criteria."))
        return cleaned
