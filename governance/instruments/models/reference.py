"""Versions of the catalogue of instruments and of the list of budget sources."""

from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from governance.instruments.tables import BUDGET, INSTRUMENTS, Fund, Instrument, funds, instruments
from pilots.areas.ticking import TickAll


class Catalogue(PackVersion):
    """One loaded version of a pack of this room: instruments, or sources of money."""

    class Meta(PackVersion.Meta):
        verbose_name = _("catalogue of instruments")
        verbose_name_plural = _("catalogues of instruments")
        triggers = [*PackVersion.Meta.triggers, TickAll(name="tick_all")]

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The content as typed instruments."""
        return instruments(self.content)

    @property
    def funds(self) -> tuple[Fund, ...]:
        """The content as typed sources of money."""
        return funds(self.content)


def newest_catalogue() -> Catalogue | None:
    """Return the instruments that were loaded last; None when nothing was loaded yet."""
    return _newest(INSTRUMENTS)


def newest_funds() -> Catalogue | None:
    """Return the sources of money that were loaded last; None when nothing was loaded yet."""
    return _newest(BUDGET)


def _newest(pack: str) -> Catalogue | None:
    found: Catalogue | None = Catalogue.objects.filter(pack=pack).order_by("-loaded_at", "-pk").first()
    return found
