"""Template tags of the account pages."""

from django import template
from django.conf import settings

from accounts import demo
from accounts.models import User

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[User]:
    """Return the accounts of the demo in the order of their roles; nobody anywhere else."""
    if not settings.DEMO:
        return []
    found = User.objects.in_bulk(demo.addresses(), field_name="email")
    return [found[email] for email in demo.addresses() if email in found]


@register.simple_tag
def demo_password() -> str:
    """Return the password all accounts of the demo share."""
    return demo.PASSWORD
