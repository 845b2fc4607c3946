"""The filters of results: one FilterSet for page, counts, list and export."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.widgets import LightSelect
from pilots.intake.enums import ResponseState
from pilots.intake.models import AnswerTheme, Invitation, Response
from pilots.intake.results import NO_THEME, TextFilters
from pilots.stakeholders.enums import OrganisationKind

STATES = {"klaar": ResponseState.SUBMITTED, "wijzigt": ResponseState.DRAFT}


class ResponseFilter(django_filters.FilterSet):
    """What people sent in, by kind of organisation, by whether they are changing it, and by a theme of an answer."""

    soort = django_filters.ChoiceFilter(
        label=_("Kind of organisation"),
        choices=OrganisationKind,
        field_name="invitation__person__organisation__kind",
        empty_label=_("All kinds"),
        widget=LightSelect,
    )
    stand = django_filters.ChoiceFilter(
        label=_("Sent in"),
        choices=[("klaar", _("Sent, and not being changed")), ("wijzigt", _("Sent, and being changed now"))],
        empty_label=_("All that was sent"),
        method="in_state",
        widget=LightSelect,
    )
    thema = django_filters.ChoiceFilter(
        label=_("Theme"), choices=[], empty_label=_("All themes"), method="with_theme", widget=LightSelect
    )

    class Meta:
        model = Response
        fields: list[str] = []

    def __init__(self, *args: Any, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["thema"].extra["choices"] = themes

    def in_state(self, responses: QuerySet[Response], name: str, value: str) -> QuerySet[Response]:
        return responses.filter(state=STATES[value])

    def with_theme(self, responses: QuerySet[Response], name: str, value: str) -> QuerySet[Response]:
        """Keep who gave an answer that has this theme or one of its sub-themes."""
        return responses.filter(Exists(themed(value).filter(answer__response=OuterRef("pk"))))

    @property
    def kind(self) -> str:
        """The chosen kind of organisation; "" when none is chosen or it is unknown."""
        return str(self.form.cleaned_data.get("soort") or "") if self.form.is_valid() else ""


class TextFilter(ResponseFilter):
    """Answers in people's own words. The kind and state choose people; words, question and theme choose answers."""

    q = django_filters.CharFilter(label=_("Search"), method="of_the_answer")
    vraag = django_filters.ChoiceFilter(
        label=_("Question"), choices=[], empty_label=_("All questions"), method="of_the_answer", widget=LightSelect
    )
    filters: dict[str, django_filters.Filter]
    field_order = ["q", "vraag", "thema", "soort", "stand"]

    def __init__(self, *args: Any, themes: list[tuple[str, str]], questions: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, themes=[(NO_THEME, gettext("Without a theme")), *themes], **kwargs)
        chosen = self.filters
        chosen["vraag"].extra["choices"] = questions
        chosen["thema"].method = "of_the_answer"
        self.filters = {name: chosen[name] for name in self.field_order}

    def of_the_answer(self, responses: QuerySet[Response], name: str, value: str) -> QuerySet[Response]:
        return responses

    @property
    def wanted(self) -> TextFilters:
        """What the answers themselves must be."""
        data = self.form.cleaned_data if self.form.is_valid() else {}
        return TextFilters(data.get("q") or "", data.get("vraag") or "", data.get("thema") or "")


def themed(code: str) -> QuerySet[AnswerTheme]:
    """Return the themes given to answers that are this one or one below it."""
    return AnswerTheme.objects.filter(Q(theme=code) | Q(theme__startswith=f"{code}."))


def invitations_of(filters: ResponseFilter, invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Return the invitations that the filters are about: the kind also holds for who did not answer."""
    return invitations.filter(person__organisation__kind=filters.kind) if filters.kind else invitations
