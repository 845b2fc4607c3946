"""Versions of the typology."""

from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from typology.gearbox.tables import Typology, typology


class TypologyVersion(PackVersion):
    """One loaded version of the typology: dials, gears and decision tables."""

    class Meta(PackVersion.Meta):
        verbose_name = _("version of the typology")
        verbose_name_plural = _("versions of the typology")

    @property
    def tables(self) -> Typology:
        """The content as typed tables."""
        return typology(self.content)
