"""The request our views receive, typed, so that mypy knows its user and htmx details."""

from django.db.models import Model
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class Request(HttpRequest):
    """A request behind the login: `user` is a real account.

    area: the area whose door this request passed (`pilots.areas.views.doors.enter`); absent on other pages.
    """

    user: User
    htmx: HtmxDetails
    area: Model
