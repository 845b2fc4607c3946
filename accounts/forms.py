"""Forms of the account pages."""

from django import forms

from accounts.models import User


class ProfileForm(forms.ModelForm):
    """What somebody may change about themselves; role and province are the admin's."""

    class Meta:
        model = User
        fields = ["name", "language", "has_digest"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"}), "language": forms.RadioSelect}
