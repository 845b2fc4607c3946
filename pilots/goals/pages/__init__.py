"""What the pages and report chapters about goals and measures show; the governance wing reads goals from here too."""

from pilots.goals.pages.goals import GoalRow, GoalsPage, goal_rows, goals_page
from pilots.goals.pages.initiatives import RadarPage, radar_page
from pilots.goals.pages.measures import (
    MeasurePage,
    MeasureRow,
    SharedHectares,
    measure_page,
    measure_rows,
    party,
    shared_hectares,
)
from pilots.goals.pages.pressures import TracksPage, tracks_page
from pilots.goals.pages.tasks import TasksPage, sign_url, signs_of_task, tasks_page

__all__ = [
    "GoalRow",
    "GoalsPage",
    "MeasurePage",
    "MeasureRow",
    "RadarPage",
    "SharedHectares",
    "TasksPage",
    "TracksPage",
    "goal_rows",
    "goals_page",
    "measure_page",
    "measure_rows",
    "party",
    "radar_page",
    "shared_hectares",
    "sign_url",
    "signs_of_task",
    "tasks_page",
    "tracks_page",
]
