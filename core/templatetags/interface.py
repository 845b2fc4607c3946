"""Template tags and filters that every page may use without loading them."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.markdown import render

register = template.Library()

# First match wins: radio buttons are a kind of select for Django.
CONTROL_CLASSES: list[tuple[type, str]] = [
    (CheckboxInput, "utrecht-checkbox"),
    (CheckboxSelectMultiple, ""),
    (RadioSelect, ""),
    (Select, "utrecht-select"),
    (Textarea, "utrecht-textarea"),
]
TEXTBOX = "utrecht-textbox"


@register.filter
def markdown(text: str) -> SafeString:
    """Render Markdown as clean HTML; put it inside an element with the class `prose`."""
    return render(text or "")


@register.filter
def control(field: BoundField) -> SafeString:
    """Render the widget of a form field with the classes of the design system, beside the classes it has itself."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)  # of allauth's fields: it repeats the label, then vanishes while one types
    base = next((name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)), TEXTBOX)
    classes = f"{base} {widget.attrs.get('class', '')}".strip()
    return field.as_widget(attrs={"class": classes} if classes else {})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Say whether the field is one checkbox, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Return the page numbers to show around the current page, with "…" where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, label: str) -> SafeString:
    """Render a link of a menu: `aria-current` is "page" on the page itself and "true" on the pages below it."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return SafeString("")
    path = context["request"].path if "request" in context else ""
    current = "page" if path == address else "true" if address != "/" and path.startswith(address) else ""
    if current:
        return format_html('<a href="{}" aria-current="{}">{}</a>', address, current, label)
    return format_html('<a href="{}">{}</a>', address, label)
