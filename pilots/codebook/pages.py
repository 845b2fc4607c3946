"""What the pages about the codebook show, in the active language."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from core.pack_versions import PackStatus
from core.packs import label
from pilots.codebook.changes import Change, compare
from pilots.codebook.models import Codebook
from pilots.codebook.tables import Source, Theme, Themes


@dataclass(frozen=True)
class ThemeView:
    """One theme to read. use and avoid may be ""."""

    code: str
    anchor: str
    name: str
    definition: str
    use: str
    avoid: str
    sources: tuple[Source, ...]
    subthemes: tuple["ThemeView", ...]


@dataclass(frozen=True)
class CodebookPage:
    """One version of the codebook to read. is_newest: False for a version that was followed by another."""

    name: str
    version: str
    status: str
    is_concept: bool
    is_newest: bool
    summary: str
    disclaimer: str
    themes: tuple[ThemeView, ...]
    theme_count: int


@dataclass(frozen=True)
class ChangeView:
    """One difference between two versions, in words."""

    kind: str
    code: str
    name: str
    was: str
    becomes: str


@dataclass(frozen=True)
class VersionView:
    """One loaded version. changes: against the version before it, empty for the first one."""

    version: str
    status: str
    is_concept: bool
    loaded_at: datetime
    url: str
    sha256: str
    main_count: int
    subtheme_count: int
    changes: tuple[ChangeView, ...]
    is_first: bool


def codebook_page(codebook: Codebook, *, is_newest: bool) -> CodebookPage:
    """Gather what one version says. Runs no query."""
    themes = codebook.themes
    return CodebookPage(
        name=codebook.name,
        version=codebook.version,
        status=codebook.get_status_display(),
        is_concept=codebook.status == PackStatus.CONCEPT,
        is_newest=is_newest,
        summary=label(codebook.content["summary"]),
        disclaimer=label(codebook.content["disclaimer"]),
        themes=tuple(_theme(theme, themes) for theme in themes.main),
        theme_count=len(themes.all),
    )


def _theme(theme: Theme, themes: Themes) -> ThemeView:
    return ThemeView(
        code=theme.code,
        anchor=f"thema-{theme.code.replace('.', '-')}",
        name=theme.label,
        definition=label(theme.definition),
        use=label(theme.use) if theme.use else "",
        avoid=label(theme.avoid) if theme.avoid else "",
        sources=theme.sources,
        subthemes=tuple(_theme(sub, themes) for sub in themes.under(theme.code)),
    )


def version_views() -> tuple[VersionView, ...]:
    """List every loaded version, the newest first, with what it changed. Runs one query."""
    versions = list(Codebook.objects.order_by("-loaded_at", "-pk"))
    olders: list[Codebook | None] = [older for _newer, older in pairwise(versions)]
    return tuple(_version(each, older) for each, older in zip(versions, [*olders, None], strict=False))


def _version(codebook: Codebook, older: Codebook | None) -> VersionView:
    themes = codebook.themes
    return VersionView(
        version=codebook.version,
        status=codebook.get_status_display(),
        is_concept=codebook.status == PackStatus.CONCEPT,
        loaded_at=codebook.loaded_at,
        url=codebook.get_absolute_url(),
        sha256=codebook.sha256,
        main_count=len(themes.main),
        subtheme_count=len(themes.all) - len(themes.main),
        changes=tuple(_change(change) for change in compare(older.themes, themes)) if older else (),
        is_first=older is None,
    )


def _change(change: Change) -> ChangeView:
    kinds = {
        "added": _("Added"),
        "removed": _("Removed"),
        "renamed": _("New name"),
        "redefined": _("Explained differently"),
        "moved": _("Moved to another main theme"),
    }
    theme = change.new or change.old
    return ChangeView(
        kind=kinds[change.kind],
        code=change.code,
        name=theme.label if theme else change.code,
        was=_said(change, change.old),
        becomes=_said(change, change.new),
    )


def _said(change: Change, theme: Theme | None) -> str:
    """Quote what this kind of change is about; "" when there is nothing to put beside the other."""
    if theme is None:
        return ""
    if change.kind == "renamed":
        return theme.label
    if change.kind == "moved":
        return theme.parent
    texts = (theme.definition, theme.use, theme.avoid)
    return " ".join(label(text) for text in texts if text)
