"""Versions of the catalogue of instruments."""

from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from governance.instruments.tables import Instrument, instruments


class Catalogue(PackVersion):
    """One loaded version of the catalogue: the instruments with which measures come about."""

    class Meta(PackVersion.Meta):
        verbose_name = _("catalogue of instruments")
        verbose_name_plural = _("catalogues of instruments")

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The content as typed instruments."""
        return instruments(self.content)


def newest() -> Catalogue | None:
    """Return the catalogue that was loaded last; None when nothing was loaded yet."""
    found: Catalogue | None = Catalogue.objects.order_by("-loaded_at", "-pk").first()
    return found
