"""The forms of parties, persons, interests, contacts and promises."""

from typing import Any

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import sheetfiles
from core.sheetfiles import Line
from core.uploads import UploadError
from pilots.areas.models import PilotArea
from pilots.stakeholders.duplicates import Entry, similar
from pilots.stakeholders.enums import (
    PROMISE_MOVES,
    ContactKind,
    Doubles,
    InterestVisibility,
    OrganisationKind,
    PromiseState,
)
from pilots.stakeholders.models import (
    ContactMoment,
    Interest,
    Organisation,
    ParticipationVersion,
    Partner,
    Person,
    Promise,
)

IMPORT_SECONDS = 24 * 60 * 60
READABLE = gettext_lazy("The party itself can read this, once the area is open to partners.")


def day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def rows(number: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": number})


class OrganisationForm(forms.ModelForm):
    """What is known of an organisation, over all areas."""

    website = forms.URLField(label=gettext_lazy("Website"), required=False, max_length=200, assume_scheme="https")
    source = forms.URLField(
        label=gettext_lazy("Address of the source"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=gettext_lazy("The public page that names this party, when there is one."),
    )

    class Meta:
        model = Organisation
        fields = ("name", "kind", "place", "email", "phone", "website", "note", "source")
        widgets = {"note": rows(3)}
        help_texts = {"note": READABLE}


class PartnerForm(forms.ModelForm):
    """What a party is in one area. The level comes from the newest version of the levels, unless it stays as it was."""

    level = forms.ChoiceField(
        label=gettext_lazy("What may this party decide?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Agree on this with the party itself."),
    )

    class Meta:
        model = Partner
        fields = (
            "level", "role", "wish", "influence", "interest", "land_ha", "is_land_estimated", "since_on", "until_on",
        )  # fmt: skip
        widgets = {
            "wish": rows(4),
            "since_on": day(),
            "until_on": day(),
            "land_ha": forms.NumberInput(attrs={"min": 0, "step": "any"}),
        }
        help_texts = {
            "role": gettext_lazy("For example: owner of the meadows along the brook."),
            "wish": READABLE,
            "influence": READABLE,
            "land_ha": gettext_lazy("Hectares in use or owned in this area, from 0 to 100,000."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = ParticipationVersion.objects.first()
        pinned = self.instance.level_version
        self.levels = (pinned or self.newest).levels if pinned or self.newest else {}  # type: ignore[union-attr]
        choices = [("", _("Not agreed yet"))]
        choices += [(level.code, f"{level.name}: {level.meaning}") for level in self.levels.values()]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("since_on"), values.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", _("This day lies before the day it started."))
        return values

    def save(self, commit: bool = True) -> Partner:
        """Save, pinned to the version of the levels that was shown."""
        self.instance.level_version = (self.instance.level_version or self.newest) if self.instance.level else None
        partner: Partner = super().save(commit)
        return partner


NEW = "nieuw"


class PartyForm(forms.Form):
    """Which party to add to an area. When its name looks like a known one, it asks whether it is that one."""

    name = forms.CharField(label=gettext_lazy("Name of the party"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=OrganisationKind)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=80, required=False)
    choice = forms.ChoiceField(
        label=gettext_lazy("This party may be known already. Which one is it?"),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, area: PilotArea, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        self.known = {one.pk: one for one in Organisation.objects.visible_to(user)} if self.is_bound else {}
        entries = [Entry(pk, one.name) for pk, one in self.known.items()]
        found = similar(self.data.get(self.add_prefix("name"), ""), entries)
        choices = [(str(entry.pk), self._label(self.known[entry.pk])) for entry in found]
        if choices:
            self.fields["choice"].choices = [*choices, (NEW, _("None of these: it is a new one"))]  # type: ignore[attr-defined]
        else:
            del self.fields["choice"]

    def _label(self, organisation: Organisation) -> str:
        return ", ".join(filter(None, [organisation.name, organisation.get_kind_display(), organisation.place]))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        choice = values.get("choice", "")
        if "choice" in self.fields and not choice and not self.errors:
            self.add_error("choice", _("Choose one of these, or say that it is a new one."))
        if choice not in ("", NEW) and self.area.partners.filter(organisation=choice).exists():
            self.add_error("choice", _("This party takes part in this area already."))
        return values

    @property
    def organisation(self) -> Organisation | None:
        """The known organisation that was chosen, None for a new one."""
        choice = self.cleaned_data.get("choice", "")
        return self.known[int(choice)] if choice not in ("", NEW) else None


class PersonForm(forms.ModelForm):
    """Somebody who speaks for an organisation. An account is found by its e-mail address; `by` fills in the form.

    Whoever speaks for a party reads its private interests, so nobody connects their own account.
    """

    account = forms.EmailField(
        label=gettext_lazy("E-mail address of the account"),
        required=False,
        help_text=gettext_lazy("Only when this person logs in: they then see what is kept about the organisation."),
    )

    class Meta:
        model = Person
        fields = ("name", "function", "email", "phone", "language")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if self.instance.user:
            self.fields["account"].initial = self.instance.user.email

    def clean_account(self) -> User | None:
        email = self.cleaned_data["account"].lower()
        if not email:
            return None
        user = User.objects.filter(email=email, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("There is no account with this e-mail address. Ask them to make one first."))
        if user == self.by and self.instance.user_id != user.pk:
            raise forms.ValidationError(_("This is your own account. Ask a colleague to connect it."))
        others = Person.objects.current().filter(organisation=self.instance.organisation, user=user)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another person of this organisation has this account already."))
        return user

    def save(self, commit: bool = True) -> Person:
        self.instance.user = self.cleaned_data["account"]
        person: Person = super().save(commit)
        return person


class InterestForm(forms.ModelForm):
    """An own interest. may_hide: whether the writer may keep it private (the party itself and the coordinator)."""

    class Meta:
        model = Interest
        fields = ("text", "visibility")
        widgets = {"text": rows(4), "visibility": forms.RadioSelect}

    def __init__(self, *args: Any, may_hide: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_hide:
            self.instance.visibility = InterestVisibility.SHARED
            del self.fields["visibility"]


class ContactForm(forms.ModelForm):
    """A contact moment with a party."""

    class Meta:
        model = ContactMoment
        fields = ("kind", "on", "person", "summary", "is_request")
        widgets = {"on": day(), "summary": rows(4)}
        help_texts = {
            "summary": READABLE,
            "is_request": gettext_lazy("This counts for the contact load of the party, over all areas."),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        persons = Person.objects.current().filter(organisation=organisation)
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]
        self.fields["person"].empty_label = _("Nobody in particular")  # type: ignore[attr-defined]
        if not self.instance.pk:
            self.fields["kind"].initial, self.fields["on"].initial = ContactKind.CONVERSATION, timezone.localdate()

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Note a contact once it has been."))
        return on


class PromiseForm(forms.ModelForm):
    """A promise between the area team and a party."""

    class Meta:
        model = Promise
        fields = ("side", "promised_by", "text", "made_on", "due_on")
        widgets = {"side": forms.RadioSelect, "text": rows(3), "made_on": day(), "due_on": day()}
        help_texts = {
            "promised_by": gettext_lazy("The body or the function that made it, for example the water authority."),
            "text": READABLE,
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        made, due = values.get("made_on"), values.get("due_on")
        if made and due and due < made:
            self.add_error("due_on", _("This day lies before the day of the promise."))
        return values


class SettleForm(forms.Form):
    """Whether a promise was kept, when and with which note."""

    state = forms.ChoiceField(label=gettext_lazy("How did it end?"), widget=forms.RadioSelect)
    settled_on = forms.DateField(label=gettext_lazy("On which day?"), required=False, widget=day())
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2000, widget=rows(3), help_text=READABLE
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        kwargs["initial"] = {"settled_on": timezone.localdate(), "note": promise.note}
        super().__init__(*args, **kwargs)
        moves = PROMISE_MOVES[PromiseState(promise.state)]
        choices = [(state.value, state.label) for state in PromiseState if state in moves]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("state") == PromiseState.OPEN:
            values["settled_on"] = None
        elif values.get("state") and not values.get("settled_on") and "settled_on" not in self.errors:
            self.add_error("settled_on", _("Say on which day."))
        return values


class DoublesForm(forms.Form):
    """What to do with rows that both have and that may exist only once. can_remove: whether they may be removed."""

    doubles = forms.ChoiceField(
        label=gettext_lazy("What should happen with these of the duplicate?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, can_remove: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [choice for choice in Doubles.choices if can_remove or choice[0] != Doubles.REMOVE]
        self.fields["doubles"].choices = choices  # type: ignore[attr-defined]

    def clean_doubles(self) -> Doubles:
        return Doubles(self.cleaned_data["doubles"])


# A table ---------------------------------------------------------------------------------------------------------


class ImportForm(forms.Form):
    """A table with parties; cleans to its lines."""

    file = forms.FileField(
        label=gettext_lazy("Table with parties"),
        help_text=gettext_lazy("CSV or XLSX, at most 2 MB and 2,000 rows. Nothing is written before you have seen it."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> list[Line]:
        upload = self.cleaned_data["file"]
        try:
            return sheetfiles.read(upload, upload.name or "")
        except UploadError as error:
            raise forms.ValidationError(str(error)) from error


class CheckedTableForm(forms.Form):
    """The lines of a table that passed the dry run, signed, so that nobody has to choose the file again."""

    table = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, area: PilotArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area

    @classmethod
    def of(cls, lines: list[Line], area: PilotArea) -> "CheckedTableForm":
        """Return the form to send back for these lines."""
        content = [[line.number, *line.cells] for line in lines]
        return cls(area=area, initial={"table": signing.dumps(content, salt=cls._salt(area), compress=True)})

    @staticmethod
    def _salt(area: PilotArea) -> str:
        return f"stakeholders.import.{area.pk}"

    def clean_table(self) -> list[Line]:
        try:
            content = signing.loads(self.cleaned_data["table"], salt=self._salt(self.area), max_age=IMPORT_SECONDS)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("This table waited too long. Send the file again.")) from error
        return [Line(number, tuple(cells)) for number, *cells in content]
