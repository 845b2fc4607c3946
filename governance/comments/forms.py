"""The form of a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.comments.models import MOST_CHARACTERS


class CommentForm(forms.Form):
    """What somebody says. version: of which edition they read it."""

    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("Everybody who may read this thread sees it, with your name. You may use Markdown."),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
