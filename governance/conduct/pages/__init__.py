"""What pages and PDF chapters about the rules of conduct show, and the functions that build it."""

from governance.conduct.pages.asking import AskRow, ask_rows
from governance.conduct.pages.reading import DifferencePage, conduct_page, difference_page, version_view
from governance.conduct.pages.shapes import ConductPage, PartyView, RuleView, VersionView
from governance.conduct.pages.working import FreezePage, OfferedTheme, WorkingRule, freeze_page, offers, working_list

__all__ = [
    "AskRow",
    "ConductPage",
    "DifferencePage",
    "FreezePage",
    "OfferedTheme",
    "PartyView",
    "RuleView",
    "VersionView",
    "WorkingRule",
    "ask_rows",
    "conduct_page",
    "difference_page",
    "freeze_page",
    "offers",
    "version_view",
    "working_list",
]
