"""The questions of one part of the schakelbak: a dial, or the task."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from accounts.models import User
from core.packs import label
from core.widgets import LightSelect
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner
from typology.gearbox import registry
from typology.gearbox.actions import version_of
from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.models import Arrangement, Collaboration, TypologyVersion
from typology.gearbox.pages import SourceLine, source_lines
from typology.gearbox.tables import Question, TaskQuestion, Typology

TASK = "opgave"  # the part with the questions about the task, beside one part per dial
EXPLANATION = "-toelichting"  # after the code of a question: the field for own words


@dataclass(frozen=True, slots=True)
class Part:
    """One page of questions. why: why a dial matters, in one sentence."""

    code: str
    name: str
    question: str
    questions: tuple[Question | TaskQuestion, ...]
    sources: tuple[SourceLine, ...]
    why: str = ""


def parts(tables: Typology) -> tuple[Part, ...]:
    """Return the parts in the order in which they are filled in: the dials, then the task."""
    dials = tuple(
        Part(
            dial.code,
            label(dial.name),
            label(dial.question),
            dial.questions,
            source_lines(dial.sources),
            label(dial.why),
        )
        for dial in tables.dials
    )
    task = Part(TASK, _("Task"), _("What does the task ask?"), tables.task_questions, ())
    return (*dials, task)


class PartForm(forms.Form):
    """An answer and own words per question. Nothing is required: half an answer is worth keeping too."""

    def __init__(
        self, part: Part, answers: Mapping[str, str], explanations: Mapping[str, str], data: Any = None
    ) -> None:
        super().__init__(data)
        self.part = part
        for question in part.questions:
            self.fields[question.code] = forms.ChoiceField(
                label=label(question.question),
                choices=[*_choices(question), ("", _("Not answered yet"))],
                initial=answers.get(question.code, ""),
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[question.code + EXPLANATION] = forms.CharField(
                label=_("Explanation"),
                initial=explanations.get(question.code, ""),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField, str]]:
        """Each question with the field for own words, and the names of both for saving them alone."""
        return [
            (self[question.code], self[question.code + EXPLANATION], f"{question.code},{question.code}{EXPLANATION}")
            for question in self.part.questions
        ]

    def sent(self, suffix: str = "") -> dict[str, str]:
        """Return what was sent, by code of the question; a question that was not sent stays as it is."""
        codes = [question.code for question in self.part.questions]
        return {code: self.cleaned_data[code + suffix] for code in codes if code + suffix in self.data}


def _choices(question: Question | TaskQuestion) -> list[tuple[str, str]]:
    answers = question.levels if isinstance(question, Question) else question.choices
    return [(answer.code, label(answer.text)) for answer in answers]


# One line of the to-arrange list -----------------------------------------------------------------------------------

OWN = ("what", "dial", "condition")


class ArrangementForm(forms.Form):
    """Who arranges something, by when and how far it is. An own point also says what; a report only how far it is.

    seen: the version of the row that the page showed.
    """

    what = forms.CharField(label=gettext_lazy("What has to be arranged?"), max_length=300)
    dial = forms.ChoiceField(label=gettext_lazy("Dial"), required=False, widget=LightSelect)
    condition = forms.ChoiceField(
        label=gettext_lazy("Condition of the guide"),
        required=False,
        widget=LightSelect,
        help_text=gettext_lazy("Which condition does it help to close?"),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who takes care of it?"),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
        help_text=gettext_lazy("Somebody with an account. They see it in their tasks and in the daily mail."),
    )
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=gettext_lazy("Party that takes it up"),
        required=False,
        empty_label=gettext_lazy("No party"),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Done before or on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("How far is it?"), choices=ArrangementStatus.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What was agreed? With “Dropped”: why."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        area: PilotArea,
        tables: Typology,
        row: Arrangement | None = None,
        is_own: bool = False,
        is_report: bool = False,
        **kwargs: Any,
    ) -> None:
        initial = {"status": ArrangementStatus.OPEN, **(_initial(row) if row else {}), **kwargs.pop("initial", {})}
        super().__init__(*args, **kwargs)
        self.initial = initial
        gone = () if is_own and not is_report else OWN
        for name in {*gone, *(("owner", "partner", "due_on") if is_report else ())}:
            del self.fields[name]
        if "owner" in self.fields:
            self._offer_people(area, row)
        if "dial" in self.fields:
            self._offer_codes(tables)

    def _offer_people(self, area: PilotArea, row: Arrangement | None) -> None:
        owner, partner = self.fields["owner"], self.fields["partner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101 -- for mypy
        assert isinstance(partner, forms.ModelChoiceField)  # noqa: S101 -- idem
        owner.queryset = people_of(area, row)
        partner.queryset = parties_of(area, row)
        partner.label_from_instance = _party_name  # type: ignore[method-assign]  # what Django asks

    def _offer_codes(self, tables: Typology) -> None:
        choices = {
            "dial": [(dial.code, label(dial.name)) for dial in tables.dials],
            "condition": list(registry.condition_names().items()),
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for mypy
            field.choices = [("", _("Not chosen")), *options]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of what is dropped, beside the note."""
        cleaned = super().clean() or {}
        if cleaned.get("status") == ArrangementStatus.DROPPED and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say why this is dropped."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What to keep of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def show_conflict(self, saved: Arrangement) -> None:
        """Say what somebody else saved, and let this form replace it when it is sent again."""
        self.data = {**self.data, **{name: self[name].data for name in self.fields}, "seen": version_of(saved)}
        values = {
            "who": str(saved.updated_by or _("Somebody")),
            "status": saved.get_status_display(),
            "owner": str(saved.owner or "–"),
            "due": date_format(saved.due_on, "j F Y") if saved.due_on else "–",
            "note": saved.note or "–",
        }
        message = _(
            "%(who)s saved this in the meantime: %(status)s, by %(owner)s, before %(due)s, note: %(note)s. Save again"
            " to replace that by what stands here."
        )
        self.add_error(None, message % values)


def _party_name(obj: Any) -> str:
    return str(obj.organisation.name)


def _initial(row: Arrangement) -> dict[str, Any]:
    names = ("what", "dial", "condition", "due_on", "status", "note")
    values = {name: getattr(row, name) for name in names}
    return {**values, "owner": row.owner_id, "partner": row.partner_id, "seen": version_of(row)}


def people_of(area: PilotArea, row: Arrangement | None = None) -> Any:
    """Return who may be named to arrange something: the people of the area, its officers, and who was named."""
    officers = Q(role=Role.OFFICER, province__in=area.provinces)
    members = Q(pk__in=area.members.values("user"))
    active = Q(is_active=True) & (Q(pk=area.coordinator_id) | officers | members)
    named = Q(pk=row.owner_id) if row and row.owner_id else Q(pk__in=[])
    return User.objects.filter(active | named).order_by("name", "pk")


def parties_of(area: PilotArea, row: Arrangement | None = None) -> Any:
    """Return the parties of the area that take part, and the one that was named."""
    named = Q(pk=row.partner_id) if row and row.partner_id else Q(pk__in=[])
    found = Partner.objects.filter(area=area).filter(Q(until_on=None) | named)
    return found.select_related("organisation").order_by("organisation__name", "pk")


# A collaboration itself ----------------------------------------------------------------------------------------------


class CollaborationForm(forms.ModelForm):
    """Name and subject of a collaboration."""

    class Meta:
        model = Collaboration
        fields = ["name", "about", "started_on"]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 4}),
            "started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "name": gettext_lazy("Such as: water for the stream valley, 2026–2028."),
            "about": gettext_lazy("One or two sentences. Partners read this when you ask for their view."),
        }

    def clean_started_on(self) -> Any:
        started_on, ended_on = self.cleaned_data["started_on"], self.instance.ended_on
        if ended_on and started_on > ended_on:
            raise forms.ValidationError(_("The last day lies before the first."))
        return started_on


class StartForm(CollaborationForm):
    """Another collaboration, with the version of the typology it is pinned to."""

    version = forms.ModelChoiceField(
        TypologyVersion.objects.none(),
        label=gettext_lazy("Version of the typology"),
        help_text=gettext_lazy("The newest one, unless you want to compare with a collaboration that uses another."),
        empty_label=None,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"started_on": timezone.localdate()})
        versions = TypologyVersion.objects.defer("content").order_by("-loaded_at", "-pk")
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.has_versions = versions.exists()
        newest = versions.first()
        self.initial["version"] = newest.pk if newest else None


class EndForm(forms.Form):
    """The last day of a collaboration, and why it ends."""

    on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=gettext_lazy("Why does it end?"),
        help_text=gettext_lazy(
            "What was reached, or what stood in the way. Everybody who may see the area reads this."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, collaboration: Collaboration) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.collaboration = collaboration

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on < self.collaboration.started_on:
            raise forms.ValidationError(_("The last day lies before the first."))
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. End the collaboration on that day."))
        return on


class JointForm(forms.Form):
    """The joint answer to one question, and why. seen: the answer the page showed."""

    step = forms.ChoiceField(label="", widget=forms.RadioSelect, required=False)
    why = forms.CharField(
        label=gettext_lazy("Why is this the joint answer?"),
        help_text=gettext_lazy("Name no persons. Everybody who may see the area reads this."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, question: Question, data: Any = None, *, joint: str, why: str) -> None:
        super().__init__(data, initial={"step": joint, "why": why, "seen": joint})
        choices = [*_choices(question), ("", _("Not answered yet"))]
        self.fields["step"].choices = choices  # type: ignore[attr-defined]
        self.fields["step"].label = label(question.question)

    def take_note_of(self, theirs: str) -> None:
        """Remember that the answer of somebody else was shown, so that saving again replaces it."""
        data: Any = self.data
        self.data = data.copy()
        data = self.data
        data["seen"] = theirs


class SnapshotForm(forms.Form):
    """The title of a snapshot."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=160,
        help_text=gettext_lazy("Such as: before the training, spring 2027."),
    )
