"""Themes given to answers: their names, how often each was given, and the list of answers in people's own words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.charts import Bar, BarChart, Figure, figure
from pilots.codebook.models import Codebook
from pilots.codebook.tables import Themes
from pilots.intake.models import Answer, AnswerTheme, Response, Round
from pilots.intake.pages.reading import Person, asked_sections, people_url, read_people
from pilots.intake.results import TextFilters, is_text


@dataclass(frozen=True)
class ThemeBook:
    """The newest codebook to choose from, and the names of every theme that any version knows.

    version: "" when no codebook was loaded.
    """

    version: str
    themes: Themes
    names: Mapping[str, str]

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    def choices(self) -> list[tuple[str, str]]:
        """Return every theme for a filter, sub-themes with their main theme."""
        return [(theme.code, self.name(theme.code)) for theme in self.themes.all]


@dataclass(frozen=True)
class Coded:
    """Which themes were given to which answers, by primary key of the answer."""

    book: ThemeBook
    codes: Mapping[int, tuple[str, ...]]

    def of(self, answer: int) -> tuple[str, ...]:
        """Return the codes of the themes of an answer."""
        return self.codes.get(answer, ())

    def names(self, answer: int) -> tuple[str, ...]:
        """Name the themes of an answer."""
        return tuple(self.book.name(code) for code in self.of(answer))


@dataclass(frozen=True)
class GivenTheme:
    """One theme that an answer has."""

    code: str
    name: str


@dataclass(frozen=True)
class TextView:
    """One answer in somebody's own words. who: a name for who may see it, otherwise the number of the response."""

    pk: int
    question: str
    text: str
    who: str
    kind: str
    response_url: str
    themes: tuple[GivenTheme, ...]
    code_url: str
    finding_url: str


@dataclass(frozen=True)
class Texts(Sequence[TextView]):
    """Answers in people's own words that fit the filters; each is only described once it is shown."""

    round: Round
    coded: Coded
    found: Sequence[tuple[Person, str, str]]

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return replace(self, found=self.found[place])
        person, key, label = self.found[place]
        return text_view(self.round, person, key, label, self.coded)


@dataclass(frozen=True)
class TextsPage:
    """The texts to show, the themes that were given, and the options of the list of themes: written once."""

    texts: Texts
    figure: Figure | None
    options: SafeString
    codebook: str


def theme_book() -> ThemeBook:
    """Read every version of the codebook. Runs one query."""
    names: dict[str, str] = {}
    version, themes = "", Themes(())
    for codebook in Codebook.objects.order_by("loaded_at", "pk"):
        version, themes = codebook.version, codebook.themes
        names |= {theme.code: themes.path(theme.code) for theme in themes.all}
    return ThemeBook(version, themes, names)


def themes_of(people: Iterable[Person], book: ThemeBook | None = None) -> Coded:
    """Read the themes of what people answered, in the order in which they were given.

    Runs one query, or two without a book.
    """
    codes: dict[int, list[str]] = defaultdict(list)
    given = AnswerTheme.objects.filter(answer__response__in=[person.pk for person in people]).order_by("at", "pk")
    for answer, theme in given.values_list("answer_id", "theme"):
        codes[answer].append(theme)
    return Coded(book or theme_book(), {answer: tuple(found) for answer, found in codes.items()})


def finding_url(answer: int) -> str:
    """Return where a finding is made from an answer; "" when this site has no findings."""
    try:
        return f"{reverse('findings:finding-create')}?antwoord={answer}"
    except NoReverseMatch:
        return ""


def text_questions(round_: Round) -> list[tuple[str, str]]:
    """Return the questions of a round that people answer in their own words: key and label."""
    questions = (question for section in asked_sections(round_) for question in section.questions)
    return [(question.key, str(question.label)) for question in questions if is_text(question)]


def texts_page(
    round_: Round, people: Sequence[Person], questions: Sequence[tuple[str, str]], book: ThemeBook, wanted: TextFilters
) -> TextsPage:
    """List the texts of people that fit the filters, question by question. Runs one query."""
    coded = themes_of(people, book)
    found = [
        (person, key, label)
        for key, label in questions
        if wanted.question in ("", key)
        for person in people
        if key in person.answers and wanted.fits(str(person.given.values[key]), coded.of(person.answers[key]))
    ]
    return TextsPage(Texts(round_, coded, found), theme_figure(people, coded), theme_options(book), book.version)


def text_view(round_: Round, person: Person, key: str, label: str, coded: Coded) -> TextView:
    """Describe one answer in somebody's own words."""
    answer = person.answers[key]
    return TextView(
        pk=answer,
        question=label,
        text=str(person.given.values[key]),
        who=person.name or _("Response %(number)s") % {"number": person.pk},
        kind=person.kind_label,
        response_url=f"{people_url(round_)}{person.pk}/",
        themes=tuple(GivenTheme(code, coded.book.name(code)) for code in coded.of(answer)),
        code_url=reverse("intake:results-theme", args=[round_.area.slug, round_.pk, answer]),
        finding_url=finding_url(answer),
    )


def theme_figure(people: Sequence[Person], coded: Coded) -> Figure | None:
    """Draw how many people gave an answer with each main theme; None when no answer has a theme."""
    counts = Counter[str]()
    for person in people:
        codes = {code for answer in person.answers.values() for code in coded.of(answer)}
        counts.update({code.partition(".")[0] for code in codes})
    if not counts:
        return None
    bars = tuple(Bar(coded.book.name(code), count) for code, count in counts.most_common())
    chart = BarChart(_("Themes in these answers"), _("People"), bars, label_head=_("Main theme"))
    return figure(chart, "themas")


def theme_options(book: ThemeBook) -> SafeString:
    """Write the options of the list of themes once, because every answer on the page has that list."""
    groups = book.themes.choices()
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        ((main, format_html_join("", '<option value="{}">{}</option>', options)) for main, options in groups),
    )


def answer_of(round_: Round, pk: int) -> Answer | None:
    """Return an answer of a round that was sent in; None when there is none."""
    answers = Answer.objects.filter(response__invitation__round=round_, response__submitted_at__isnull=False)
    return answers.select_related("response").filter(pk=pk).first()


def one_text(round_: Round, answer: Answer, book: ThemeBook) -> TextView | None:
    """Describe one answer as it is now; None when a condition took its question away. Runs five queries."""
    people = read_people(Response.objects.filter(pk=answer.response_id), with_names=True)
    label = dict(text_questions(round_)).get(answer.question, answer.question)
    shown = [person for person in people if answer.question in person.answers]
    return text_view(round_, shown[0], answer.question, label, themes_of(people, book)) if shown else None
