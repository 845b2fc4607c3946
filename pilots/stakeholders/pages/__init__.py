"""What the pages and PDF chapters about parties show: frozen dataclasses and their builders."""

from pilots.stakeholders.pages.loads import ContactWarning, contact_loads, contact_warning, load_words
from pilots.stakeholders.pages.people import PartyRow, PeoplePage, people_page

__all__ = [
    "ContactWarning",
    "PartyRow",
    "PeoplePage",
    "contact_loads",
    "contact_warning",
    "load_words",
    "people_page",
]
