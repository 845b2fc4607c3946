"""Words about parties for templates, also those of the rooms above this one."""

from django import template

from pilots.stakeholders.load import ContactLoad
from pilots.stakeholders.pages.loads import load_words as words

register = template.Library()


@register.filter
def load_words(load: ContactLoad) -> tuple[str, ...]:
    """Say where the requests of a quarter came from."""
    return words(load)
