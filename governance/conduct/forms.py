"""Forms of the rules of conduct: picking, writing, freezing, and asking partners to sign."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.edits import WatchedForm
from governance.conduct.models import Rule
from governance.conduct.pages import AskRow, OfferedTheme
from pilots.stakeholders.models import Partner, Person

YEAR = timedelta(days=365)
LONGEST = timedelta(days=3 * 365)


class PickForm(forms.Form):
    """Which rules of the pack go on the list."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Rules on offer"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one rule.")},
    )

    def __init__(self, *args: Any, offered: Sequence[OfferedTheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [  # type: ignore[attr-defined]
            (theme.name, [(rule.code, self._label(rule)) for rule in theme.rules]) for theme in offered
        ]

    @staticmethod
    def _label(rule: Any) -> str:
        sources = "; ".join(source.name for source in rule.sources)
        words = _("Source: %(sources)s") % {"sources": sources}
        return format_html("<strong>{}</strong><br>{}<br><small>{}</small>", rule.title, rule.text, words)


class RuleForm(WatchedForm):
    """The words of one rule."""

    theme = forms.ChoiceField(label=gettext_lazy("Theme"))

    class Meta:
        model = Rule
        fields = ("title", "theme", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": gettext_lazy("A few words, for example: Do what you promise."),
            "text": gettext_lazy("What do we do? Start with “We”. Partners sign these words."),
        }

    def __init__(self, *args: Any, themes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict(themes)
        if self.instance.theme:
            known.setdefault(self.instance.theme, self.instance.theme)
        self.fields["theme"].choices = [("", _("Choose a theme")), *known.items()]  # type: ignore[attr-defined]


class FreezeForm(forms.Form):
    """What is agreed beside the rules themselves: what happens at a breach, and when they are looked at again."""

    breach = forms.CharField(
        label=gettext_lazy("What happens when somebody does not keep a rule?"),
        help_text=gettext_lazy("Write the steps, the lightest first. Partners sign this too."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=3000,
        error_messages={"required": gettext_lazy("Say what happens at a breach. Without that, rules promise nothing.")},
    )
    review_on = forms.DateField(
        label=gettext_lazy("When do you look at the rules again?"),
        help_text=gettext_lazy("Within three years. On that day the team gets a message."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, breach: str = "", today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today or localdate()
        self.fields["breach"].initial = breach
        self.fields["review_on"].initial = self.today + YEAR

    def clean_review_on(self) -> date:
        """Keep the day ahead of us, and near enough to mean something."""
        day: date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        if day > self.today + LONGEST:
            raise forms.ValidationError(_("Choose a day within three years."))
        return day


class AskForm(forms.Form):
    """Through whom each partner is asked to sign; an empty choice asks nobody of that partner now."""

    def __init__(self, *args: Any, rows: Sequence[AskRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {self._name(row.partner): row for row in rows if row.persons}
        for name, row in self.rows.items():
            people = [(str(person.pk), self._label(person)) for person in row.persons]
            self.fields[name] = forms.ChoiceField(
                label=str(row.partner.organisation),
                choices=[("", _("Ask nobody now")), *people],
                required=False,
                initial=str(row.proposed.pk) if row.proposed else "",
                help_text=_("Asked already: %(names)s.") % {"names": ", ".join(row.asked)} if row.asked else "",
            )

    def clean(self) -> None:
        if not self.errors and not self.chosen():
            self.add_error(None, _("Choose a person for at least one partner."))

    def chosen(self) -> dict[Partner, Person]:
        """Return the partners to ask, each with the person chosen for it."""
        found = {}
        for name, row in self.rows.items():
            person = next((one for one in row.persons if str(one.pk) == self.cleaned_data.get(name)), None)
            if person is not None:
                found[row.partner] = person
        return found

    def report(self, problems: Mapping[int, str]) -> None:
        """Put beside each partner why it could not be asked."""
        for name, row in self.rows.items():
            if row.partner.pk in problems:
                self.add_error(name, problems[row.partner.pk])

    @staticmethod
    def _name(partner: Partner) -> str:
        return f"partner-{partner.pk}"

    @staticmethod
    def _label(person: Person) -> str:
        how = _("account") if person.user_id else person.email
        return f"{person.name}, {person.function} ({how})" if person.function else f"{person.name} ({how})"
