"""What the pages and PDF chapters about the schakelbak show, and the functions that build it."""

from typology.gearbox.pages.arranging import (
    PAPER,
    ArrangementLine,
    ArrangingPage,
    Need,
    Needs,
    Reader,
    arranging_page,
    lines_for_condition,
    needs_of,
    reader_of,
)
from typology.gearbox.pages.board import BoardPage, BoardQuestion, Order, board_page
from typology.gearbox.pages.gears import GearsPage, gears_page
from typology.gearbox.pages.profile import ProfilePage, ToArrange, find_collaboration, profile_of, profile_page
from typology.gearbox.pages.snapshots import ComparisonPage, SnapshotPage, comparison_page, snapshot_page
from typology.gearbox.pages.words import (
    AnswerLine,
    DialLine,
    GearLine,
    RuleLine,
    SourceLine,
    Words,
    gear_line,
    source_lines,
)
from typology.gearbox.tables import HIGHEST

__all__ = [
    "HIGHEST",
    "PAPER",
    "AnswerLine",
    "ArrangementLine",
    "ArrangingPage",
    "BoardPage",
    "BoardQuestion",
    "ComparisonPage",
    "DialLine",
    "GearLine",
    "GearsPage",
    "Need",
    "Needs",
    "Order",
    "ProfilePage",
    "Reader",
    "RuleLine",
    "SnapshotPage",
    "SourceLine",
    "ToArrange",
    "Words",
    "arranging_page",
    "board_page",
    "comparison_page",
    "find_collaboration",
    "gear_line",
    "gears_page",
    "lines_for_condition",
    "needs_of",
    "profile_of",
    "profile_page",
    "reader_of",
    "snapshot_page",
    "source_lines",
]
