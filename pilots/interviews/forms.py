"""The forms of interviews, consent, texts and coding."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.edits import WatchedForm
from core.uploads import UploadError, examine
from pilots.areas.enums import MemberRole
from pilots.areas.models import PilotArea
from pilots.codebook.models import Codebook
from pilots.interviews import sources
from pilots.interviews.enums import NameKind, Proof, Purpose, ReleaseState
from pilots.interviews.models import Interview, Memo, Participant
from pilots.interviews.speech import Sentence
from pilots.interviews.tables import ConsentWords
from pilots.stakeholders.models import Organisation, Person

DAY = {"type": "date"}


class InterviewForm(WatchedForm):
    """What an interview is about, when it was and who asked the questions."""

    class Meta:
        model = Interview
        fields = ("title", "held_on", "kind", "language", "interviewer")
        widgets = {"held_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d")}
        help_texts = {
            "title": gettext_lazy("Everybody who works on this area reads it, so leave names of persons out."),
            "interviewer": gettext_lazy("This person may read the text with names, and so may the coordinator."),
        }

    def __init__(self, *args: Any, area: PilotArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = Q(role="officer", province__in=area.provinces)
        team = Q(area_memberships__area=area, area_memberships__role=MemberRole.TEAM)
        found = User.objects.filter(provinces | team | Q(pk=area.coordinator_id), is_active=True)
        found |= User.objects.filter(pk=self.instance.interviewer_id)
        self.fields["interviewer"].queryset = found.distinct()  # type: ignore[attr-defined]


class ParticipantForm(forms.Form):
    """Somebody who took part: a person who is known already, or a new one of a party in the area."""

    person = forms.ModelChoiceField(label=gettext_lazy("Person"), queryset=Person.objects.none(), required=False)
    name = forms.CharField(label=gettext_lazy("Or the name of somebody new"), max_length=120, required=False)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Party of the new person"), queryset=Organisation.objects.none(), required=False
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address of the new person"), required=False)
    label = forms.CharField(
        label=gettext_lazy("Pseudonym"),
        max_length=80,
        help_text=gettext_lazy("What readers see instead of the name, such as “Veehouder A”."),
    )

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview
        parties = Organisation.objects.filter(partners__area=interview.area, merged_into=None).distinct()
        persons = Person.objects.current().filter(organisation__in=parties)
        self.fields["person"].queryset = persons.select_related("organisation")  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = parties  # type: ignore[attr-defined]

    def clean_person(self) -> Person | None:
        person: Person | None = self.cleaned_data["person"]
        if person and self.interview.participants.filter(person=person).exists():
            raise forms.ValidationError(_("This person takes part already."))
        return person

    def clean_label(self) -> str:
        label: str = self.cleaned_data["label"]
        if self.interview.participants.filter(label=label).exists():
            raise forms.ValidationError(_("Another participant of this interview has this pseudonym."))
        return label

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("person")) == bool(values.get("name")) and "person" not in self.errors:
            self.add_error("person", _("Choose a person, or fill in the name of somebody new: one of the two."))
        if values.get("name") and not values.get("organisation"):
            self.add_error("organisation", _("Choose for which party this person speaks."))
        names = [values["person"].name if values.get("person") else values.get("name", "")]
        label = values.get("label", "").lower()
        if any(part.lower() in label.split() for name in names for part in name.split() if len(part) > 2):
            self.add_error("label", _("The pseudonym holds the name of this person. Choose another one."))
        return values

    def saved_person(self) -> Person:
        """Return the chosen person, or make the new one."""
        chosen: Person | None = self.cleaned_data["person"]
        if chosen:
            return chosen
        values = {name: self.cleaned_data[name] for name in ("name", "organisation", "email")}
        return Person.objects.create(**values, language=self.interview.language)


class ConsentForm(forms.Form):
    """What somebody decided for each purpose, with the proof."""

    given_on = forms.DateField(label=gettext_lazy("Decided on"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    proof = forms.ChoiceField(
        label=gettext_lazy("Proof"),
        choices=[(Proof.PAPER, Proof.PAPER.label), (Proof.SPOKEN, Proof.SPOKEN.label)],
        widget=forms.RadioSelect,
    )
    proof_file = forms.FileField(
        label=gettext_lazy("Signed paper"), required=False, help_text=gettext_lazy("PDF, JPG or PNG, at most 10 MB.")
    )
    proof_note = forms.CharField(
        label=gettext_lazy("Where to find the proof"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("For spoken consent: which recording, and at which minute."),
    )

    def __init__(self, *args: Any, words: ConsentWords, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {
            one.purpose.value: forms.ChoiceField(
                label=one.question,
                help_text=one.explanation,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
            )
            for one in words.purposes
        }
        self.fields = {**own, **self.fields}
        self.file_name = ""

    def clean_given_on(self) -> Any:
        given_on = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise forms.ValidationError(_("This day has yet to come."))
        return given_on

    def clean_proof_file(self) -> Any:
        upload = self.cleaned_data["proof_file"]
        if not upload:
            return upload
        try:
            found = examine(upload, upload.name, max_bytes=10 * 1024 * 1024)
        except UploadError as error:
            raise forms.ValidationError(str(error)) from error
        if found.content_type not in {"application/pdf", "image/jpeg", "image/png"}:
            raise forms.ValidationError(_("Send the signed paper as PDF, JPG or PNG."))
        self.file_name = found.name
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("proof") == Proof.PAPER and not values.get("proof_file") and "proof_file" not in self.errors:
            self.add_error("proof_file", _("Add the signed paper, or choose another proof."))
        if values.get("proof") == Proof.SPOKEN and not values.get("proof_note"):
            self.add_error("proof_note", _("Say where in the recording the consent is."))
        if values.get(Purpose.ANALYSIS) == "no" and "yes" in {values.get(one) for one in Purpose}:
            self.add_error(Purpose.ANALYSIS, _("Without this consent the other ones cannot be used: answer no to all."))
        return values

    def given(self) -> dict[Purpose, bool]:
        """Return the decisions."""
        return {one: self.cleaned_data[one] == "yes" for one in Purpose}

    def evidence(self) -> dict[str, Any]:
        """Return the proof as `actions.record_consents` takes it."""
        values = self.cleaned_data
        return {
            "given_on": values["given_on"],
            "proof": Proof(values["proof"]),
            "note": values["proof_note"],
            "file": values["proof_file"] if values["proof"] == Proof.PAPER else None,
        }


class WithdrawForm(forms.Form):
    """Why consent is withdrawn; nobody has to say."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)


class TranscriptForm(forms.Form):
    """The text of an interview, pasted or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Begin each turn with who speaks and a colon: “Interviewer: …”."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or send a file"),
        required=False,
        help_text=gettext_lazy("txt, docx, srt or vtt, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(sources.ENDINGS)}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        upload, text = values.get("file"), values.get("text") or ""
        if bool(upload) == bool(text.strip()):
            if not self.errors:
                self.add_error("text", _("Paste a text or send a file: one of the two."))
            return values
        try:
            values["source"] = sources.read(upload.read(), upload.name) if upload else sources.pasted(text)
        except sources.SourceError as error:
            self.add_error("file" if upload else "text", str(error))
        return values


class ReasonForm(forms.Form):
    """Why somebody opens what is kept apart."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you need this text?"),
        max_length=300,
        help_text=gettext_lazy("Your name, the time and this reason are written in the view log."),
    )


class NameForm(forms.Form):
    """A name that was overlooked, and what stands for it."""

    original = forms.CharField(label=gettext_lazy("Name as it stands in the text"), max_length=200)
    pseudonym = forms.CharField(label=gettext_lazy("Replace by"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=NameKind, initial=NameKind.PERSON)


class HideForm(forms.Form):
    """A name that still stands in a text without names."""

    original = forms.CharField(label=gettext_lazy("Name as it stands in the text"), max_length=200)
    pseudonym = forms.CharField(label=gettext_lazy("Replace by"), max_length=120, initial="[persoon]")


class ExcerptForm(forms.Form):
    """A piece of text, by its characters or from one sentence to another, and its themes."""

    first = forms.IntegerField(label=gettext_lazy("From sentence"), min_value=1, required=False)
    last = forms.IntegerField(label=gettext_lazy("Up to and including sentence"), min_value=1, required=False)
    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    participant = forms.ModelChoiceField(
        label=gettext_lazy("Said by"), queryset=Participant.objects.none(), empty_label=None
    )
    themes = forms.MultipleChoiceField(label=gettext_lazy("Themes"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, interview: Interview, book: Codebook | None, sentences: list[Sentence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sentences = sentences
        self.fields["participant"].queryset = interview.participants.all()  # type: ignore[attr-defined]
        self.fields["themes"].choices = book.themes.choices() if book else []  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("start"), values.get("end")
        longest = self.sentences[-1].end if self.sentences else 0
        if start is not None and end is not None:
            if not start < end <= longest:
                self.add_error("first", _("This piece lies outside the text. Select it again."))
            return values
        first = values.get("first")
        last = values.get("last") or first
        if not first or not last:
            if "first" not in self.errors:
                self.add_error("first", _("Select a piece of text, or say from which sentence."))
        elif not first <= last <= len(self.sentences):
            message = _("The sentences go from 1 to %(number)d; the last one comes after the first one.")
            self.add_error("last", message % {"number": len(self.sentences)})
        else:
            values["start"], values["end"] = self.sentences[first - 1].start, self.sentences[last - 1].end
        return values


class ThemesForm(forms.Form):
    """More themes for an excerpt."""

    themes = forms.MultipleChoiceField(label=gettext_lazy("Themes"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, book: Codebook | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = book.themes.choices() if book else []  # type: ignore[attr-defined]


class MemoForm(forms.ModelForm):
    """A thought about an interview or an excerpt."""

    class Meta:
        model = Memo
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": gettext_lazy("Everybody who works on this area reads it, so leave names out.")}


class DecisionForm(forms.Form):
    """What the interviewee decides about an own quote."""

    state = forms.ChoiceField(
        label=gettext_lazy("What do you want with this quote?"),
        choices=[
            (ReleaseState.RELEASED, gettext_lazy("You may use it like this")),
            (ReleaseState.REWORDED, gettext_lazy("You may use it in my own words")),
            (ReleaseState.REFUSED, gettext_lazy("You may not use it")),
        ],
        widget=forms.RadioSelect,
    )
    wording = forms.CharField(
        label=gettext_lazy("In my own words"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only if you choose your own words."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("state") == ReleaseState.REWORDED and not (values.get("wording") or "").strip():
            self.add_error("wording", _("Write down how you would say it."))
        return values
