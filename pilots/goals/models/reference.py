"""The loaded versions of this room's content packs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion, PackVersionQuerySet
from pilots.areas.ticking import TickAll


class ReferenceQuerySet(PackVersionQuerySet):
    """Reads of the four packs."""

    def newest_of(self, pack: str) -> Any:
        """Return the version of this pack that was loaded last. Raises DoesNotExist when there is none."""
        return self.filter(pack=pack).newest()

    def newest_each(self) -> "ReferenceQuerySet":
        """Return the newest version of every pack."""
        return self.order_by("pack", "-loaded_at", "-pk").distinct("pack")


class ReferenceVersion(PackVersion):
    """One loaded version of a pack: habitat types and species, types of measures, other tasks, or pressures."""

    objects = ReferenceQuerySet.as_manager()  # type: ignore[misc]  # the one of PackVersion reads any pack

    class Meta(PackVersion.Meta):
        verbose_name = _("version of a reference list")
        verbose_name_plural = _("versions of reference lists")
        triggers = [*PackVersion.Meta.triggers, TickAll(name="tick_all")]
