"""Versions of the codebook."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from pilots.codebook.tables import Themes, themes


class Codebook(PackVersion):
    """One loaded version of the codebook: the themes that answers and excerpts are sorted by.

    Others point to a theme by its code with a foreign key to the version they used.
    """

    class Meta(PackVersion.Meta):
        verbose_name = _("codebook")
        verbose_name_plural = _("codebooks")

    @property
    def themes(self) -> Themes:
        """The content as typed themes."""
        return themes(self.content)

    def get_absolute_url(self) -> str:
        return reverse("codebook:codebook-detail", args=[self.version])


def newest() -> Codebook | None:
    """Return the codebook that was loaded last; None when nothing was loaded yet."""
    found: models.QuerySet[Codebook] = Codebook.objects.order_by("-loaded_at", "-pk")
    return found.first()
