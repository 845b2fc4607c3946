"""Forms for bodies, their members, what they are to each other, and who decides about a topic."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.edits import WatchedForm
from governance.bodies import texts
from governance.bodies.enums import MemberRole, Part
from governance.bodies.models import Body, DecisionTopic, Link, Member
from pilots.stakeholders.models import Partner


def day_input() -> forms.DateInput:
    """Return the widget of a date."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BodyForm(WatchedForm):
    """What a body is for, how it decides and when it meets."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of body"), required=False)

    class Meta:
        model = Body
        fields = ("kind", "name", "purpose", "rule", "every", "unit", "next_on", "ended_on")
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "next_on": day_input(),
            "ended_on": day_input(),
        }
        help_texts = {
            "name": gettext_lazy("What people in the area call it."),
            "every": gettext_lazy("A number: 2 with “month” is once every two months. Empty: it meets as needed."),
            "ended_on": gettext_lazy(
                "Only when it ends. It then leaves the diagram and the table; what was laid down stays."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, kind.label) for kind in self.instance.pack.tables.kinds.values()]
        self.fields["kind"].choices = [("", _("Of our own")), *kinds]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Body.objects.filter(area=self.instance.area, name=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("This area has a body with this name already."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        every, unit = cleaned.get("every"), cleaned.get("unit")
        if bool(every) != bool(unit) and not {"every", "unit"} & self.errors.keys():
            self.add_error("unit" if every else "every", _("Fill in both how often and the unit, or leave both empty."))
        return cleaned


class MemberForm(WatchedForm):
    """Who sits in a body, for whom and with which mandate."""

    class Meta:
        model = Member
        fields = ("partner", "name", "function", "user", "role", "mandate", "can_decide", "since_on", "until_on")
        widgets = {"since_on": day_input(), "until_on": day_input()}
        help_texts = {
            "partner": gettext_lazy("For which party does this member speak?"),
            "name": gettext_lazy("Empty: a seat of the party, without a fixed person."),
            "user": gettext_lazy("When this person has an account here."),
            "mandate": gettext_lazy("In words, for example: up to 50,000 euros; more only after the council decides."),
            "can_decide": gettext_lazy("Only with a mandate. Others talk and advise."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.instance.body.area
        partners = Partner.objects.filter(area=area).select_related("organisation").order_by("organisation__name")
        running = Q(until_on=None) | Q(until_on__gte=timezone.localdate()) | Q(pk=self.instance.partner_id)
        near = Q(area_memberships__area=area) | Q(pk__in=[area.coordinator_id, self.instance.user_id])
        self.fields["partner"].queryset = partners.filter(running)  # type: ignore[attr-defined]
        users = User.objects.filter(near, is_active=True).distinct().order_by("name", "email")
        self.fields["user"].queryset = users  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(field) for field in ("partner", "name", "user")):
            self.add_error("partner", _("Choose a party or an account, or fill in a name."))
        if cleaned.get("can_decide") and not cleaned.get("mandate"):
            self.add_error("mandate", _("Write down the mandate: what may this member decide for their party?"))
        since, until = cleaned.get("since_on"), cleaned.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", _("The last day lies before the first."))
        if cleaned.get("role") == MemberRole.CHAIR and not until:
            chairs = Member.objects.filter(body=self.instance.body, role=MemberRole.CHAIR, until_on=None)
            if chairs.exclude(pk=self.instance.pk).exists():
                self.add_error("role", _("This body has a chair already. Let that one end first."))
        return cleaned


class LinkForm(forms.ModelForm):
    """What one body is to another."""

    class Meta:
        model = Link
        fields = ("kind", "target")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.instance.source
        others = Body.objects.filter(area=source.area).current(timezone.localdate()).exclude(pk=source.pk)
        self.fields["target"].queryset = others  # type: ignore[attr-defined]


class TopicForm(forms.Form):
    """A topic, and what every body does about it."""

    name = forms.CharField(label=gettext_lazy("What is decided about?"), max_length=120)

    def __init__(
        self,
        *args: Any,
        topic: DecisionTopic,
        bodies: Sequence[Body],
        parts: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topic, self.bodies = topic, bodies
        if topic.code:
            del self.fields["name"]
        else:
            self.fields["name"].initial = topic.name
        for body in bodies:
            self.fields[f"body-{body.pk}"] = forms.ChoiceField(
                label=body.name,
                choices=[("", _("nothing")), *Part.choices],
                required=False,
                initial=parts.get(body.pk, ""),
            )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        topics = DecisionTopic.objects.filter(area=self.topic.area).exclude(pk=self.topic.pk).prefetch_related("pack")
        if name.casefold() in {texts.topic_name(topic).casefold() for topic in topics}:
            raise forms.ValidationError(_("This topic stands in the list already."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        deciding = [body.name for body in self.bodies if cleaned.get(f"body-{body.pk}") == Part.DECIDES]
        if len(deciding) > 1:
            message = _("Only one body decides. You chose several: %(names)s. The others can advise.")
            raise forms.ValidationError(message % {"names": ", ".join(deciding)})
        return cleaned

    def chosen(self) -> dict[Body, Part | None]:
        """Return what every body does about it now."""
        answers = {body: self.cleaned_data[f"body-{body.pk}"] for body in self.bodies}
        return {body: Part(answer) if answer else None for body, answer in answers.items()}
