"""The pages of goals, measures, other tasks and initiatives."""
