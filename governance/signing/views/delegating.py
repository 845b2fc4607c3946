"""What both ways to let somebody stand in share, with an account and through a personal link."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from governance.signing.actions import SigningError, delegate
from governance.signing.forms import DelegationForm
from governance.signing.models import Mandate


def delegated(request: HttpRequest, form: DelegationForm, mandate: Mandate, *, by: User | None) -> bool:
    """Carry out the form of a delegation; False when it was not sent, or is wrong and says so itself."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        delegate(mandate=mandate, by=by, **form.cleaned_data)
    except SigningError as refused:
        form.add_error("to", str(refused))
        return False
    messages.success(request, _("%(name)s may sign in your place.") % {"name": form.cleaned_data["to"].name})
    return True
