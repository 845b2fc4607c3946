"""Forms of the trust pulse: a round, codes, what was done with it, and the two a participant meets."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.edits import WatchedForm
from governance.pulse import tickets
from governance.pulse.models import Round
from governance.pulse.tables import Tables

LONGEST = 92  # days that a round may take


class RoundForm(forms.Form):
    """When the questions are asked."""

    opens_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("After this day the round is closed for good, and the answers are shown."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begin, end = cleaned.get("opens_on"), cleaned.get("closes_on")
        if begin and end and end < begin:
            self.add_error("closes_on", _("The last day lies before the first."))
        elif end and end < timezone.localdate():
            self.add_error("closes_on", _("This day has passed."))
        elif begin and end and (end - begin).days > LONGEST:
            self.add_error("closes_on", _("A round takes three months at most."))
        return cleaned


class CodesForm(forms.Form):
    """How many codes to make."""

    number = forms.IntegerField(
        label=gettext_lazy("How many codes?"),
        min_value=1,
        help_text=gettext_lazy("One for each person. Make some more than you need: nobody sees which were not used."),
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        if number > self.most:
            raise forms.ValidationError(_("You can make at most %(most)s more in this round.") % {"most": self.most})
        return number


class FollowUpForm(WatchedForm):
    """What the team did with the answers."""

    class Meta:
        model = Round
        fields = ("follow_up",)
        widgets = {"follow_up": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "follow_up": gettext_lazy("Everybody involved reads this. Name no persons. You may use Markdown."),
        }


class CodeForm(forms.Form):
    """The code of a participant."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=40,
        help_text=gettext_lazy("Twelve letters and digits, such as K7QM-2XPA-9TRD. Small letters are fine."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not tickets.tidy(code):
            raise forms.ValidationError(_("A code has twelve letters and digits. Look once more at your slip."))
        return code


class BallotForm(forms.Form):
    """The three questions. There is no place for words: they could tell who wrote them."""

    def __init__(self, *args: Any, tables: Tables, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [question.code for question in tables.questions]
        for question in tables.questions:
            self.fields[question.code] = forms.TypedChoiceField(
                label=question.text,
                choices=[(number, f"{number} – {name}") for number, name in tables.steps],
                coerce=int,
                widget=forms.RadioSelect,
            )

    def answers(self) -> list[int]:
        """Return the chosen steps in the order of the questions."""
        return [self.cleaned_data[code] for code in self.codes]
