"""Obligations of goals, instruments of measures, costs and cover, and the catalogues they choose from."""

from governance.instruments.models.choices import Choice
from governance.instruments.models.money import FIRST_YEAR, LAST_YEAR, CostLine, CoverLine
from governance.instruments.models.obligations import Obligation
from governance.instruments.models.reference import Catalogue, newest_catalogue, newest_funds

__all__ = [
    "FIRST_YEAR", "LAST_YEAR", "Catalogue", "Choice", "CostLine", "CoverLine", "Obligation", "newest_catalogue",
    "newest_funds",
]  # fmt: skip
