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
from typology.gearbox.pages.result import FormView, LensView, PrincipleView, ResultPage, result_page
from typology.gearbox.pages.similar import SimilarArea, SimilarPage, similar_page
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
    "FormView",
    "GearLine",
    "GearsPage",
    "LensView",
    "Need",
    "Needs",
    "Order",
    "PrincipleView",
    "ProfilePage",
    "Reader",
    "ResultPage",
    "RuleLine",
    "SimilarArea",
    "SimilarPage",
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
    "result_page",
    "similar_page",
    "snapshot_page",
    "source_lines",
]
