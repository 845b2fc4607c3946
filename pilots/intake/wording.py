"""The consent that an invited person gives. A change of its meaning gets a new version: each response keeps its own."""

from typing import Final

from django.utils.translation import gettext_lazy as _

CONSENT_VERSION: Final = "2026-11"
CONSENT: Final = _(
    "I take part of my own free will. The area team may use my answers for this area process. My name and my words are "
    "not published without my permission. I can change or take back my answers through this link."
)
