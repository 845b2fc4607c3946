"""What an invited person says before the questions: yes with consent, or no with a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pilots.intake.wording import CONSENT


class ConsentForm(forms.Form):
    """Taking part, on purpose."""

    consent = forms.BooleanField(
        label=CONSENT, error_messages={"required": _("Tick this box if you agree. Without it you cannot begin.")}
    )


class DeclineForm(forms.Form):
    """Not taking part; a reason helps but is not asked for twice."""

    reason = forms.CharField(
        label=_("Would you tell us why?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
