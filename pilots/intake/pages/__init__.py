"""What pages and PDF chapters about the intake show."""

from pilots.intake.pages.summary import IntakeSummary, RoundSummary, intake_summary

__all__ = ["IntakeSummary", "RoundSummary", "intake_summary"]
