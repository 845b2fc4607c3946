"""Themes that officers give to answers."""

from django.db import transaction

from accounts.models import User
from pilots.codebook.models import Codebook
from pilots.intake.models import Answer, AnswerTheme


class UnknownThemeError(ValueError):
    """A theme that the codebook does not hold."""


@transaction.atomic
def give_theme(*, answer: Answer, theme: str, codebook: Codebook, by: User) -> AnswerTheme:
    """Give a theme to an answer; giving it twice, or by two people at once, changes nothing more.

    Raises UnknownThemeError.
    """
    if codebook.themes.get(theme) is None:
        raise UnknownThemeError(theme)
    given, _is_new = AnswerTheme.objects.get_or_create(
        answer=answer, theme=theme, defaults={"codebook": codebook, "by": by}
    )
    return given


@transaction.atomic
def take_theme(*, answer: Answer, theme: str) -> None:
    """Take one theme away from an answer; the other themes stay, whoever gave them."""
    AnswerTheme.objects.filter(answer=answer, theme=theme).delete()
