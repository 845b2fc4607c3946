"""Forms for obligations, chosen instruments, costs and cover."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.instruments.enums import Force, Weighing, WeighingLevel
from governance.instruments.models import Choice, CostLine, CoverLine, Obligation
from governance.instruments.tables import Instrument
from pilots.goals.models import Measure

_DATE = {"type": "date"}


def _date() -> forms.DateInput:
    return forms.DateInput(attrs=_DATE, format="%Y-%m-%d")


class ObligationForm(forms.ModelForm):
    """What is owed for one goal. Everything may stay open: an honest gap is better than a guess."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    legal_url = forms.URLField(
        label=gettext_lazy("Address of the legal basis"), required=False, max_length=200, assume_scheme="https"
    )
    weighing_levels = forms.MultipleChoiceField(
        label=gettext_lazy("About what?"),
        choices=WeighingLevel,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only when a weighing may take place."),
    )

    class Meta:
        model = Obligation
        fields = (
            "duty", "legal_basis", "legal_url", "aim", "weighing", "weighing_levels", "accountable", "due_on", "note",
            "reviewed_by", "reviewed_on", "open_question", "valid_from", "valid_to",
        )  # fmt: skip
        widgets = {name: _date() for name in ("due_on", "reviewed_on", "valid_from", "valid_to")}
        help_texts = {
            "legal_basis": gettext_lazy("The law, decision or agreement with its article."),
            "accountable": gettext_lazy("The body that can be held to it, such as a province or water authority."),
            "reviewed_by": gettext_lazy("Who with legal knowledge looked at this. Name a function, not a person."),
            "open_question": gettext_lazy("What is still to be answered, and by whom."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version if self.instance.pk else 0

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("seen") != (self.instance.version if self.instance.pk else 0):
            raise forms.ValidationError(
                _("Somebody else changed this in the meantime. Copy what you typed, open the page again and add it.")
            )
        if cleaned.get("weighing") != Weighing.YES:
            if cleaned.get("weighing_levels"):
                self.add_error("weighing_levels", _("Choose this only when a weighing may take place."))
            cleaned["weighing_levels"] = []
        _ask_both(self, "reviewed_by", "reviewed_on")
        _ask_order(self, "valid_from", "valid_to")
        return cleaned

    def save(self, commit: bool = True) -> Obligation:
        if self.instance.pk:
            self.instance.version += 1
        saved: Obligation = super().save(commit)
        return saved


def _ask_both(form: forms.ModelForm, *names: str) -> None:
    """Report the field that is empty while the other is filled in."""
    filled = [name for name in names if form.cleaned_data.get(name)]
    for name in names:
        if filled and name not in filled and name not in form.errors:
            form.add_error(name, _("Fill in both: who, and on which day."))


def _ask_order(form: forms.ModelForm, first: str, last: str) -> None:
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start is not None and end is not None and end < start:
        form.add_error(last, _("The end comes before the start."))


class ChoiceForm(forms.ModelForm):
    """One instrument for one measure, chosen from a catalogue."""

    instrument = forms.ChoiceField(label=gettext_lazy("Instrument"))
    escalates_to = forms.ChoiceField(
        label=gettext_lazy("What follows when it does not work?"),
        required=False,
        help_text=gettext_lazy("Agree on this beforehand, so that nobody is surprised."),
    )

    class Meta:
        model = Choice
        fields = (
            "instrument", "availability", "available_from", "available_to", "escalates_to", "escalate_when",
            "decided_by", "note",
        )  # fmt: skip
        widgets = {name: _date() for name in ("available_from", "available_to")}
        help_texts = {
            "escalate_when": gettext_lazy("For example: less than half of the owners take part on 1 July 2028."),
            "decided_by": gettext_lazy("The body that decides on the next step."),
        }

    def __init__(self, *args: Any, instruments: tuple[Instrument, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grouped = _by_force(instruments)
        self._set_choices("instrument", [("", _("Choose an instrument")), *grouped])
        self._set_choices("escalates_to", [("", _("Nothing was agreed")), *grouped])

    def _set_choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above; tells mypy
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("instrument")
        others = Choice.objects.filter(measure=self.instance.measure, instrument=chosen).exclude(pk=self.instance.pk)
        if chosen and others.exists():
            self.add_error("instrument", _("This instrument was chosen for this measure already."))
        if chosen and chosen == cleaned.get("escalates_to"):
            self.add_error("escalates_to", _("Choose another instrument than the one that does not work."))
        _ask_order(self, "available_from", "available_to")
        return cleaned


def _by_force(instruments: tuple[Instrument, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (str(force.label), [(each.code, each.label) for each in instruments if each.force == force]) for force in Force
    ]


class _LineForm(forms.ModelForm):
    """What costs and cover have in common: years in order, whole euros, and measures of the area only."""

    def __init__(self, *args: Any, measures: list[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["measure"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- a foreign key; tells mypy
        field.queryset = Measure.objects.filter(pk__in=[measure.pk for measure in measures]).without_shapes()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        _ask_order(self, "first_year", "last_year")
        return cleaned


class CostForm(_LineForm):
    """What a measure, or the process itself, costs a year."""

    class Meta:
        model = CostLine
        fields = ("measure", "process", "first_year", "last_year", "amount", "note", "source")
        help_texts = {
            "process": gettext_lazy("Only when it is not for a measure."),
            "amount": gettext_lazy("Whole euros for each of these years, without cents."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if bool(cleaned.get("measure")) == bool(cleaned.get("process")) and "measure" not in self.errors:
            self.add_error("measure", _("Choose a measure or a cost of the process, one of the two."))
        return cleaned


class CoverForm(_LineForm):
    """What a source of money gives a year."""

    fund = forms.ChoiceField(label=gettext_lazy("Source of the money"))

    class Meta:
        model = CoverLine
        fields = (
            "fund", "name", "measure", "status", "first_year", "last_year", "amount", "max_share", "conditions",
            "decided_on",
        )  # fmt: skip
        widgets = {"decided_on": _date()}
        help_texts = {
            "measure": gettext_lazy("Leave open when the money may go to anything in the area."),
            "amount": gettext_lazy("Whole euros for each of these years, without cents."),
            "max_share": gettext_lazy("When the scheme pays at most a part of the costs: 1 to 100 percent."),
        }

    def __init__(self, *args: Any, funds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fund"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above; tells mypy
        field.choices = [("", _("Choose a source")), *funds]
