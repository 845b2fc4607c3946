"""The schakelbak: versions of the typology, collaborations, views of partners, snapshots, what is to be arranged."""

from typology.gearbox.models.arrangements import Arrangement
from typology.gearbox.models.collaborations import Collaboration
from typology.gearbox.models.partner_views import PartnerView, ViewInterest, ViewLink
from typology.gearbox.models.snapshots import Snapshot
from typology.gearbox.models.versions import TypologyVersion

__all__ = [
    "Arrangement",
    "Collaboration",
    "PartnerView",
    "Snapshot",
    "TypologyVersion",
    "ViewInterest",
    "ViewLink",
]
