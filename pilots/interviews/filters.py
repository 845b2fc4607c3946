"""The filters of excerpts over all interviews."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from pilots.codebook.models import newest
from pilots.interviews.models import Coding, Excerpt


class ExcerptFilter(django_filters.FilterSet):
    """Excerpts with a theme (or one of its sub-themes), in an area, with words in them."""

    thema = django_filters.ChoiceFilter(label=_("Theme"), choices=[], empty_label=_("All themes"), method="with_theme")
    gebied = django_filters.ChoiceFilter(
        label=_("Area"), choices=[], empty_label=_("All areas"), field_name="transcript__interview__area__slug"
    )

    class Meta:
        model = Excerpt
        fields: list[str] = []

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = newest()
        self.filters["thema"].extra["choices"] = book.themes.choices() if book else []
        self.filters["gebied"].extra["choices"] = areas

    def with_theme(self, excerpts: QuerySet[Excerpt], name: str, value: str) -> QuerySet[Excerpt]:
        own = Coding.objects.filter(excerpt=OuterRef("pk"))
        return excerpts.filter(Exists(own.filter(theme=value)) | Exists(own.filter(theme__startswith=f"{value}.")))
