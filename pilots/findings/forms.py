"""Forms for writing findings, choosing evidence, and recommending."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.edits import WatchedForm
from pilots.areas.models import PilotArea
from pilots.codebook.models import newest
from pilots.findings.enums import FindingStatus, RecommendationKind, RecommendationState
from pilots.findings.models import Finding, Recommendation
from pilots.findings.tables import condition_choices


class FindingForm(forms.ModelForm):
    """What a finding says, and about which areas. areas: those that the writer may change.

    sources: the areas that its evidence comes from. They are always areas of the finding, or its readers would learn
    who said what in an area that they may not see.
    """

    areas = forms.ModelMultipleChoiceField(
        queryset=PilotArea.objects.none(),
        label=_("Areas"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who may read the finding follows from this: whoever may read all its areas."),
        error_messages={"required": _("Choose at least one area.")},
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Choose several with the Ctrl key, or on a Mac with Command."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Finding
        fields = ["kind", "statement", "explanation", "areas", "themes"]
        help_texts = {
            "statement": _("What follows from what people said? Name no persons."),
            "explanation": _(
                "You may use Markdown. Do not repeat quotes here: a quote may be withdrawn, this text stays."
            ),
        }
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 2}),
            "explanation": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(
        self, *args: Any, areas: QuerySet[PilotArea], sources: Iterable[PilotArea] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        book = newest()
        named = book.themes.choices() if book else []
        known = {code for _group, choices in named for code, _label in choices}
        gone = [(code, code) for code in self.instance.themes if code not in known]  # of an older codebook
        self.fields["areas"].queryset = areas  # type: ignore[attr-defined]  # a choice field
        self.fields["themes"].choices = [*named, *gone]  # type: ignore[attr-defined]  # a choice field
        self.initial["version"] = self.instance.version
        if self.instance.pk:
            self.initial["areas"] = [area.pk for area in self.instance.areas.all()]

    def clean_areas(self) -> QuerySet[PilotArea]:
        areas: QuerySet[PilotArea] = self.cleaned_data["areas"]
        missing = sorted({area.name for area in self.sources} - {area.name for area in areas})
        if missing:
            message = _("A source of this finding comes from %(areas)s. Choose that area too, or take the source away.")
            raise forms.ValidationError(message % {"areas": ", ".join(missing)})
        return areas

    def save(self, commit: bool = True) -> Finding:
        """Return the finding as it was written; `actions.write_finding` stores it with its areas."""
        return super().save(commit=False)


class MoveForm(forms.Form):
    """Which way a finding goes."""

    to = forms.ChoiceField(choices=FindingStatus.choices, widget=forms.HiddenInput)
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    """Whether a quote or answer supports the finding or contradicts it, and why it was chosen."""

    meaning = forms.ChoiceField(
        label=_("This source"),
        choices=[("support", _("supports the finding")), ("counter", _("contradicts the finding"))],
        widget=forms.RadioSelect,
        initial="support",
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("Only for those who work on this area. Name no persons."),
    )


class SearchForm(forms.Form):
    """Which quotes and answers to look for."""

    q = forms.CharField(label=_("Words in the quote"), required=False, max_length=200)
    soort = forms.ChoiceField(
        label=_("From"),
        required=False,
        choices=[("", _("Interviews and intake")), ("citaat", _("Interviews")), ("antwoord", _("Intake"))],
    )


class RecommendationForm(WatchedForm):
    """What should follow, and for whom."""

    condition = forms.ChoiceField(label=_("Condition of the guide"), required=False)

    class Meta:
        model = Recommendation
        fields = ["kind", "text", "condition", "addressee"]
        help_texts = {"addressee": _("For a policy signal: the organisation that should answer, not a person.")}
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = [("", "–"), *condition_choices()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = RecommendationKind.choices  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["kind"]  # another kind has other states: make a new one

    def clean(self) -> dict[str, Any]:
        """Ask for what this kind needs, and leave out what belongs to another kind."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind") or self.instance.kind
        if kind == RecommendationKind.CONDITION and not cleaned.get("condition"):
            self.add_error("condition", _("Choose the condition this is meant for."))
        if kind == RecommendationKind.SIGNAL and not cleaned.get("addressee"):
            self.add_error("addressee", _("Say which organisation should answer."))
        if kind != RecommendationKind.CONDITION:
            cleaned["condition"] = ""
        if kind != RecommendationKind.SIGNAL:
            cleaned["addressee"] = ""
        return cleaned


def day(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a date."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class SentForm(forms.Form):
    """When a signal went out, and by when an answer is wanted."""

    sent_on = day(_("Sent on"))
    answer_due_on = day(_("Answer wanted by"))

    def clean(self) -> dict[str, Any]:
        """An answer is wanted after the signal was sent, which cannot be in the future."""
        cleaned = super().clean() or {}
        sent, due = cleaned.get("sent_on"), cleaned.get("answer_due_on")
        if sent and sent > timezone.localdate():
            self.add_error("sent_on", _("This date is in the future."))
        if sent and due and due <= sent:
            self.add_error("answer_due_on", _("Choose a date after the signal was sent."))
        return cleaned


class AnsweredForm(forms.Form):
    """What the addressee answered."""

    answer = forms.CharField(label=_("Answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    answered_on = day(_("Answered on"))

    def clean_answered_on(self) -> Any:
        """Refuse a date that has not come yet."""
        answered = self.cleaned_data["answered_on"]
        if answered > timezone.localdate():
            raise forms.ValidationError(_("This date is in the future."))
        return answered


FORM_OF: dict[RecommendationState, type[forms.Form]] = {
    RecommendationState.SENT: SentForm,
    RecommendationState.ANSWERED: AnsweredForm,
}
