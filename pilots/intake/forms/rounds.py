"""Forms of rounds and invitations."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.intake.models import FormVersion, Round
from pilots.stakeholders.models import Organisation

LONGEST = timedelta(days=2 * 365)
MOST_LINES = 500


def _date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoundForm(forms.ModelForm):
    """What is asked, why, and until when."""

    class Meta:
        model = Round
        fields = (
            "title", "form_version", "why", "what_happens", "opens_on", "closes_on",
            "reminder_after_days", "most_reminders",
        )  # fmt: skip
        widgets = {
            "opens_on": _date_input(),
            "closes_on": _date_input(),
            "why": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
            "what_happens": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
            "reminder_after_days": forms.NumberInput(attrs={"min": 1, "max": 90}),
            "most_reminders": forms.NumberInput(attrs={"min": 0, "max": 5}),
        }
        help_texts = {
            "title": gettext_lazy("Invited people see this as the name of the questions."),
            "form_version": gettext_lazy("Only published versions. It stays once somebody has started to answer."),
            "why": gettext_lazy("Stands in the invitation. Write it as you would say it."),
            "what_happens": gettext_lazy("Who reads the answers, when people hear what was done with them."),
            "closes_on": gettext_lazy("The last day on which people can answer."),
            "reminder_after_days": gettext_lazy("Only people who said that they take part get a reminder."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = set(FormVersion.objects.usable_by(user).values_list("pk", flat=True))
        usable.add(self.instance.form_version_id)  # what it asks now stays possible, also when it was retired since
        versions = FormVersion.objects.without_body().select_related("form").filter(pk__in=usable - {None})
        self.fields["form_version"].queryset = versions.order_by("form__name", "-number")  # type: ignore[attr-defined]

    def clean_reminder_after_days(self) -> int:
        days: int = self.cleaned_data["reminder_after_days"]
        if not 1 <= days <= 90:
            raise ValidationError(_("Give a number of days from 1 to 90."))
        return days

    def clean_most_reminders(self) -> int:
        number: int = self.cleaned_data["most_reminders"]
        if number > 5:
            raise ValidationError(_("At most 5 reminders: more of them annoys people."))
        return number

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        opens, closes = values.get("opens_on"), values.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The deadline lies before the day it opens."))
        elif opens and closes and closes - opens > LONGEST:
            self.add_error("closes_on", _("Give a deadline within two years."))
        return values

    def values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the fields of a round."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """Leave the round as it is: an action writes it."""


class ExtendForm(forms.Form):
    """More time for one person."""

    until = forms.DateField(label=gettext_lazy("New last day to answer"), widget=_date_input())

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if until < today:
            raise ValidationError(_("Choose today or a later day."))
        if until - today > LONGEST:
            raise ValidationError(_("Choose a day within two years."))
        return until


@dataclass(frozen=True)
class PastedPerson:
    """One line of a pasted list. organisation: "" when the line names none."""

    name: str
    email: str
    organisation: str


class PasteForm(forms.Form):
    """A list of people, one a line: name; e-mail address; organisation. Also "Name <address>", or only an address."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation of who names none"),
        queryset=Organisation.objects.none(),
        help_text=gettext_lazy("Parties that take part in this area."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the invitation"), choices=[("nl", "Nederlands"), ("en", "English")]
    )
    people = forms.CharField(
        label=gettext_lazy("People, one a line"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=100_000,
        help_text=gettext_lazy(
            "For example: Jan Jansen; jan@example.nl; Farm Jansen. The organisation may be left out."
        ),
    )

    def __init__(self, *args: Any, area: PilotArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = Organisation.objects.current().filter(partners__area=area).distinct().order_by("name")
        self.fields["organisation"].queryset = parties  # type: ignore[attr-defined]

    def clean_people(self) -> list[PastedPerson]:
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        filled = [(number, line) for number, line in enumerate(lines, 1) if line]
        if len(filled) > MOST_LINES:
            raise ValidationError(_("At most %(limit)d people at once.") % {"limit": MOST_LINES})
        found: dict[str, PastedPerson] = {}
        problems = []
        for number, line in filled:
            try:
                person = _read_line(line)
                found.setdefault(person.email, person)
            except ValidationError as error:
                problems.append(_("Line %(number)d: %(problem)s") % {"number": number, "problem": error.messages[0]})
        if problems:
            raise ValidationError(problems)
        return list(found.values())


def _read_line(line: str) -> PastedPerson:
    named = re.fullmatch(r"\"?([^<>;\"]*)\"?\s*<([^<>]+)>[;,]?\s*([^;]*)", line)
    parts = [*named.groups()] if named else [part.strip() for part in re.split(r"[;\t]", line)]
    place = next((index for index, part in enumerate(parts) if "@" in part), None)
    if place is None:
        raise ValidationError(_("there is no e-mail address in it."))
    email = parts[place].strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(_("“%(email)s” is no e-mail address.") % {"email": email}) from None
    others = [" ".join(part.split()) for index, part in enumerate(parts) if index != place and part.strip()]
    name = others[0] if others else email.partition("@")[0].replace(".", " ").title()
    return PastedPerson(name[:120], email, others[1][:160] if len(others) > 1 else "")
