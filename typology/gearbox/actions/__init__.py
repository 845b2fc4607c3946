"""What changes a collaboration: starting, ending and moving it, its joint answers."""

from typology.gearbox.actions.collaborations import answer, start_collaboration

__all__ = ["answer", "start_collaboration"]
