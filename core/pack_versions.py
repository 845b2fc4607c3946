"""Content packs in the database: every version that was ever loaded stays, unchanged, for what was made with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Self, TypeVar

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.packs import Pack, PackError, Problem, label


class PackStatus(models.TextChoices):
    """How far a pack is: our proposal, tested with users, or adopted by who decides on it."""

    CONCEPT = "concept", _("Concept")
    REVIEWED = "getoetst", _("Reviewed")
    ADOPTED = "vastgesteld", _("Adopted")


class PackVersionQuerySet(models.QuerySet[Any]):
    """Reads of pack versions."""

    def newest(self) -> Any:
        """Return the version that was loaded last. Raises DoesNotExist when nothing was loaded yet."""
        return self.order_by("-loaded_at", "-pk")[:1].get()

    def without_content(self) -> Self:
        """Leave the content in the database: for lists that only name versions."""
        return self.defer("content")


class PackVersion(models.Model):
    """One loaded version of a content pack. A room derives its own model and inherits `Meta` too.

    `content` never changes (a database trigger guards it); a correction is a new version.
    """

    pack = models.CharField(_("Content pack"), max_length=40)
    version = models.CharField(_("Version"), max_length=20)
    status = models.CharField(_("Status"), max_length=12, choices=PackStatus)
    content = models.JSONField(_("Content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    loaded_at = models.DateTimeField(_("Loaded at"), auto_now_add=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Loaded by"),
        null=True,
        blank=True,
    )

    objects = PackVersionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-loaded_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["pack", "version"], name="%(app_label)s_%(class)s_once")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="keep_content", fields=["pack", "version", "status", "content", "sha256"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def name(self) -> str:
        """The name of the pack in the active language."""
        return label(self.content["name"])


AnyVersion = TypeVar("AnyVersion", bound=PackVersion)
Key = tuple[str, int, str]


@dataclass(frozen=True)
class Loaded:
    """The content of one version, to keep what was read from it by: it never changes, so key and SHA-256 name it."""

    pk: int
    sha256: str
    content: Mapping[str, Any] = field(compare=False)


MOST_KEPT: Final = 64  # contents that one process keeps; the oldest makes room
_contents: dict[Key, Any] = {}


def fetch(versions: QuerySet[AnyVersion]) -> list[AnyVersion]:
    """Fetch versions with their content, in one query. What this process read before is not sent or read again."""
    known = [pk for model, pk, _sha256 in list(_contents) if model == versions.model._meta.label]
    unread = Case(When(pk__in=known, then=None), default="content", output_field=models.JSONField())
    found = list(versions.defer("content").annotate(unread=unread if known else models.F("content")))
    for version in found:
        key = _key(version)
        if version.unread is not None:  # type: ignore[attr-defined]  # annotated above
            _contents[key] = version.unread  # type: ignore[attr-defined]
        if key in _contents:
            version.content = _contents[key]
    for key in list(_contents)[:-MOST_KEPT]:
        _contents.pop(key, None)
    return found


def loaded(version: PackVersion) -> Loaded:
    """Return the content of a version in the form that what is read from it is kept by."""
    return Loaded(version.pk, version.sha256, version.content)


def _key(version: PackVersion) -> Key:
    return version._meta.label, version.pk, version.sha256


@transaction.atomic
def load(model: type[AnyVersion], pack: Pack, *, by: Any = None) -> tuple[AnyVersion, bool]:
    """Store a checked pack as a version of this model; says whether it is new.

    Loading the same content again changes nothing. Raises PackError when this version holds other content: whoever
    used it must keep finding what they saw, so a change needs a new version number.
    """
    version: AnyVersion
    version, is_new = model._default_manager.get_or_create(  # type: ignore[assignment]  # of this model, says mypy's plugin
        pack=pack.id,
        version=pack.version,
        defaults={"status": pack.status, "content": pack.content, "sha256": pack.sha256, "loaded_by": by},
    )
    if version.sha256 != pack.sha256:
        message = gettext(
            "version %(version)s was loaded before with other content: give the change a new version number"
        )
        raise PackError([Problem("pack.yaml", 1, pack.id, message % {"version": pack.version})])
    return version, is_new
