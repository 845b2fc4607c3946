"""Phases and their allowed moves, publish levels, and other fixed words of an area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """Where an area process stands. Source: product description 4.1, after the deck's process steps."""

    PRE_EXPLORATION = "pre-exploration", _("Pre-exploration")
    EXPLORATION = "exploration", _("Exploration")
    SETUP = "setup", _("Setting up the collaboration")
    SHARED_TASK = "shared-task", _("Shared task")
    MEASURES = "measures", _("Measures")
    DECISION = "decision", _("Decision")
    EXECUTION = "execution", _("Execution")
    SAFEGUARDING = "safeguarding", _("Safeguarding")


def _phase_moves() -> dict[Phase, frozenset[Phase]]:
    """One step forward, or back to any earlier phase: a process may find that it has to start again."""
    phases = list(Phase)
    return {phase: frozenset(phases[: index + 2]) - {phase} for index, phase in enumerate(phases)}


PHASE_MOVES: dict[Phase, frozenset[Phase]] = _phase_moves()


class Visibility(TextChoices):
    """Who may read an area: the province's own people, also its partners, or everybody."""

    INTERNAL = "intern", _("Internal")
    PARTNERS = "partners", _("Partners")
    PUBLIC = "openbaar", _("Public")


class Landscape(TextChoices):
    """Landscape types of the toolbox fields (dossier, section 4), with the Wadden coast added."""

    DUNE = "dune", _("Dunes")
    PEAT = "peat", _("Peat meadow")
    SAND = "sand", _("Sandy soils")
    RIVER = "river", _("River area")
    HILLS = "hills", _("Hills (Heuvelland)")
    COAST = "coast", _("Coast and tidal area")


class BoundaryKind(TextChoices):
    """How sure the boundary of an area is."""

    NONE = "none", _("Not drawn yet")
    DRAWN = "drawn", _("Drawn on the map")
    IMPORTED = "imported", _("Imported")
    SEARCH_AREA = "search-area", _("Search area")


class MemberRole(TextChoices):
    """What somebody is in one area, apart from their role in the organisation."""

    TEAM = "team", _("Area team")
    PARTNER = "partner", _("Partner")
