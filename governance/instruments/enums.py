"""How much force an instrument has."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Force(TextChoices):
    """Whether an owner may choose. Our own division, after the one between pressure and compulsion in land policy."""

    VOLUNTARY = "voluntary", _("Voluntary")
    PRESSURE = "pressure", _("Voluntary under pressure")
    COMPULSORY = "compulsory", _("Compulsory")
