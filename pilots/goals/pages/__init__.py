"""What the pages and report chapters about goals and measures show; the governance wing reads goals from here too."""

from pilots.goals.pages.goals import GoalRow, GoalsPage, goal_rows, goals_page
from pilots.goals.pages.measures import MeasureRow, measure_rows
from pilots.goals.pages.pressures import TracksPage, tracks_page

__all__ = [
    "GoalRow",
    "GoalsPage",
    "MeasureRow",
    "TracksPage",
    "goal_rows",
    "goals_page",
    "measure_rows",
    "tracks_page",
]
