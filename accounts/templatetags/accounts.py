"""Template tags of the account pages."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import demo
from accounts.models import User

register = template.Library()

# Marks in the order to look for them: Edge also says Chrome, Chrome also says Safari, Android also says Linux.
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
]


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


@register.filter
def breakable(address: str) -> SafeString:
    """Return an e-mail address that may go on in a new line after its @, so that no word is cut on a telephone."""
    name, _at, host = address.partition("@")
    return format_html("{}@<wbr>{}", name, host)


@register.filter
def browser(user_agent: str) -> str:
    """Return browser and system in words people know ("Firefox, Windows"), or the text itself when it says neither."""
    found = [next((name for mark, name in names if mark in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or user_agent[:60] or "–"
