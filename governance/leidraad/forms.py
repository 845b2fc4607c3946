"""Forms of the guide: an answer, its evidence, and a deliberate start."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads import UploadError, accept_attribute, accepted, examine
from governance.leidraad.enums import AnswerValue, Decision, GuideStep

DAY = {"type": "date"}
DECISION_WORDS = {
    GuideStep.PUBLISHED: _("Publish this version: from now on areas start with it, and others may move to it"),
    GuideStep.CONCEPT: _("Back to concept"),
    GuideStep.REVIEWED: _("Mark it as reviewed"),
    GuideStep.ADOPTED: _("Mark it as adopted"),
}


class AnswerForm(forms.Form):
    """The answer to one question. `revision` says which version of the answer the writer had before them.

    is_derived: the records give the value, so there is nothing to choose.
    """

    value = forms.ChoiceField(
        required=False,
        choices=[*AnswerValue.choices, ("", _("No answer yet"))],
        widget=forms.RadioSelect(attrs={"class": "choices--inline"}),
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("What does the answer rest on? With “not applicable”: why not? You may use Markdown."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    owner = forms.ChoiceField(label=_("Who"), required=False)
    due_on = forms.DateField(
        label=_("By which date"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, code: str, people: Sequence[User] = (), is_derived: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_derived = is_derived
        self.people = {str(person.pk): person for person in people}
        self.fields["value"].label = gettext("Answer to question %(code)s") % {"code": code}
        if is_derived:
            del self.fields["value"]
            self.fields["explanation"].help_text = gettext("What should a reader know with it? You may use Markdown.")
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)  # noqa: S101 -- for mypy
        owner.choices = [("", gettext("Nobody yet")), *((pk, str(person)) for pk, person in self.people.items())]

    def clean_owner(self) -> User | None:
        return self.people.get(self.cleaned_data["owner"])

    def clean_explanation(self) -> str:
        return str(self.cleaned_data["explanation"]).strip()

    def clean(self) -> None:
        if self.is_derived:
            self.cleaned_data["value"] = ""
            if self.data.get("value"):  # from a page that was open before the records answered
                self.add_error(None, gettext("The records answer this question now. Change the records instead."))
        is_set_aside = self.cleaned_data.get("value") == AnswerValue.NOT_APPLICABLE
        if is_set_aside and not self.cleaned_data.get("explanation") and "explanation" not in self.errors:
            self.add_error("explanation", gettext("Say why this question does not apply here."))


class ReviewForm(forms.Form):
    """What somebody thinks of an answer. seen: the fingerprint of the answer as they read it."""

    decision = forms.ChoiceField(
        label=_("What do you think of this answer?"),
        choices=[(choice.value, choice.label) for choice in (Decision.ACCEPTED, Decision.CHANGE)],
        widget=forms.RadioSelect(attrs={"class": "choices--inline"}),
    )
    remark = forms.CharField(
        label=_("What should change?"),
        help_text=_("Needed when you ask to change it. You may use Markdown."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_decision(self) -> Decision:
        return Decision(self.cleaned_data["decision"])

    def clean(self) -> None:
        if self.cleaned_data.get("decision") == Decision.CHANGE and not self.cleaned_data.get("remark"):
            self.add_error("remark", gettext("Say what should change."))


class PersonField(forms.ChoiceField):
    """Somebody out of a short list of people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.people: dict[str, User] = {}

    def offer(self, people: Sequence[User]) -> None:
        """Let one of these people be chosen; call it on the field of one form."""
        self.people = {str(person.pk): person for person in people}
        self.choices = [("", gettext("Choose somebody")), *((pk, str(person)) for pk, person in self.people.items())]

    def clean(self, value: Any) -> User:
        return self.people[super().clean(value)]


class AskForm(forms.Form):
    """Who is asked to look at an answer."""

    asked_of = PersonField(label=_("Who should look at this answer?"))

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["asked_of"]
        assert isinstance(field, PersonField)  # noqa: S101 -- for mypy
        field.offer(people)


class AssignForm(forms.Form):
    """Several questions for one person. An empty date leaves the dates as they are."""

    questions = forms.MultipleChoiceField(
        label=_("Questions"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one question.")},
    )
    owner = PersonField(label=_("Who arranges these questions?"))
    due_on = forms.DateField(
        label=_("By which date"),
        help_text=_("Without a date, each question keeps the date it has."),
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, questions: Sequence[tuple[str, Any]], people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes, owner = self.fields["questions"], self.fields["owner"]
        assert isinstance(codes, forms.MultipleChoiceField)  # noqa: S101 -- for mypy
        assert isinstance(owner, PersonField)  # noqa: S101 -- idem
        codes.choices = questions
        owner.offer(people)


class DecisionForm(forms.Form):
    """What is decided about a version of the guide, why, and on which day."""

    step = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Who decided, and what does it rest on? For example a test in three areas. Everybody can read this."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decided_on = forms.DateField(
        label=_("Date of the decision"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), initial=localdate
    )

    def __init__(self, *args: Any, steps: Sequence[GuideStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step = self.fields["step"]
        assert isinstance(step, forms.ChoiceField)  # noqa: S101 -- for mypy
        step.choices = [(each.value, DECISION_WORDS[each]) for each in steps]

    def clean_step(self) -> GuideStep:
        return GuideStep(self.cleaned_data["step"])

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > localdate():
            raise forms.ValidationError(gettext("This day is still to come."))
        return day


class EvidenceForm(forms.Form):
    """One file or link that shows an answer is right."""

    title = forms.CharField(label=_("What is it?"), max_length=160)
    file = forms.FileField(label=_("File"), required=False, widget=forms.FileInput)
    url = forms.URLField(label=_("Or a link"), required=False, max_length=500, assume_scheme="https")
    effective_on = forms.DateField(
        label=_("Holds from"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext("At most 20 MB: %(types)s.") % {"types": accepted()}
        self.fields["file"].widget.attrs["accept"] = accept_attribute()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            try:
                examine(file, file.name)
            except UploadError as error:
                raise forms.ValidationError(str(error)) from error
        return file

    def clean(self) -> None:
        has_file, has_url = bool(self.cleaned_data.get("file")), bool(self.cleaned_data.get("url"))
        if {"file", "url"} & self.errors.keys():
            return
        if has_file and has_url:
            self.add_error("url", gettext("Choose a file or a link, not both."))
        if not has_file and not has_url:
            self.add_error("file", gettext("Choose a file, or fill in a link below."))


class DeviationForm(forms.Form):
    """Why an area starts while hard conditions are open, who decides that, and until when."""

    reason = forms.CharField(
        label=_("Explain why"),
        help_text=_(
            "Why can the start not wait until everything is arranged? What do you do about the risk? Everybody who may"
            " read this area reads this, so name nobody here."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    decided_by_name = forms.CharField(
        label=_("Who decides"),
        help_text=_("The name of the administrator who takes this decision. It is shown on every page of the area."),
        max_length=120,
    )
    decided_by_function = forms.CharField(
        label=_("Function"), help_text=_("For example: member of the provincial executive for nature."), max_length=160
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    ends_on = forms.DateField(
        label=_("Holds up to and including"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.latest = last_day(today)
        self.fields["ends_on"].help_text = gettext(
            "At most 24 months from today: until %(day)s. After this day the decision ends by itself."
        ) % {"day": date_format(self.latest, "j F Y")}
        self.fields["ends_on"].widget.attrs |= {
            "min": (today + timedelta(days=1)).isoformat(),
            "max": self.latest.isoformat(),
        }
        self.fields["decided_on"].widget.attrs["max"] = today.isoformat()

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("This day has not come yet. First the decision, then the start."))
        return day

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if not self.today < day <= self.latest:
            last = date_format(self.latest, "j F Y")
            raise forms.ValidationError(gettext("Choose a day after today, until %(day)s.") % {"day": last})
        return day


class EndingForm(forms.Form):
    """Why a deliberate start ends before its date."""

    reason = forms.CharField(
        label=_("Why does it end now?"),
        help_text=_("For example: what was open is arranged. Everybody who may read this area reads this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def last_day(today: date) -> date:
    """Return the last day on which a deliberate start of today may end: 24 months later."""
    try:
        return today.replace(year=today.year + 2)
    except ValueError:  # from 29 February
        return today.replace(year=today.year + 2, day=28)
