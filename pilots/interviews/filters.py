"""The filters of excerpts over all interviews."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from pilots.codebook.models import newest
from pilots.interviews.models import Coding, Excerpt, Interview


class ExcerptFilter(django_filters.FilterSet):
    """Excerpts with a theme (or one of its sub-themes), in an area.

    own: the interviews this reader works with. Themes are the work of coders, so only excerpts of those are found by
    theme, and a reader without any is not asked.
    """

    thema = django_filters.ChoiceFilter(label=_("Theme"), choices=[], empty_label=_("All themes"), method="with_theme")
    gebied = django_filters.ChoiceFilter(
        label=_("Area"), choices=[], empty_label=_("All areas"), field_name="transcript__interview__area__slug"
    )

    class Meta:
        model = Excerpt
        fields: list[str] = []

    def __init__(self, *args: Any, areas: list[tuple[str, str]], own: QuerySet[Interview], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        book = newest()
        self.filters["thema"].extra["choices"] = book.themes.choices() if book else []
        self.filters["gebied"].extra["choices"] = areas
        if not own.exists():
            del self.filters["thema"]

    def with_theme(self, excerpts: QuerySet[Excerpt], name: str, value: str) -> QuerySet[Excerpt]:
        given = Coding.objects.filter(excerpt=OuterRef("pk"))
        coded = excerpts.filter(transcript__interview__in=self.own.order_by().values("pk"))
        return coded.filter(Exists(given.filter(theme=value)) | Exists(given.filter(theme__startswith=f"{value}.")))
