"""What a partner is asked: the dials as a questionnaire of the intake, whose pages and offline queue serve here too.

Every question of a dial, with “I do not know” as an answer of its own: not knowing is not level 0. Beside each question
a remark that stays the writer's. Then the own interests, and whether the organisation may be named where views differ.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from pilots.intake.enums import Comparison, Need, QuestionKind
from pilots.intake.questionnaire import Condition, Option, Questionnaire, Section, Text
from pilots.intake.questionnaire import Question as Asked
from typology.gearbox.tables import Question, Typology

UNKNOWN: Final = "weet-ik-niet"  # the answer “I do not know”; no code of a pack may be this
REMARK: Final = "-opmerking"  # after the code of a question: the private remark beside it
INTERESTS: Final = "belangen"  # the section about interests
LISTED: Final = "belang-"  # before the code of an interest from the list
OWN: Final = tuple(f"eigen-{number}" for number in range(1, 5))
SHARING: Final = "-delen"  # after an interest in own words: may others know it
NAMED: Final = "genoemd"
PRIVATE, SHARED = "zelf", "delen"
YES, NO = "ja", "nee"


@dataclass(frozen=True, slots=True)
class OwnInterest:
    """One interest of a partner. code: of the list of the pack, "" in own words, which then stand in `text`."""

    code: str
    text: str
    is_shared: bool


def questionnaire_of(tables: Typology) -> Questionnaire:
    """Return what a partner is asked, in the active language where the pack has no words for it."""
    dials = tuple(
        Section(dial.code, _text(dial.name), _text(dial.question), tuple(_of_dial(dial.questions)))
        for dial in tables.dials
    )
    return Questionnaire((*dials, _interests(tables)))


def counted(questionnaire: Questionnaire) -> Questionnaire:
    """Return the same without what need not be answered, so that “12 of 25 answered” says what it seems to say."""
    kept = (Section(one.key, one.title, one.intro, _recommended(one)) for one in questionnaire.sections)
    return Questionnaire(tuple(kept))


def _recommended(section: Section) -> tuple[Asked, ...]:
    return tuple(question for question in section.questions if question.is_recommended)


def _text(words: Mapping[str, str]) -> Text:
    return Text(words.get("nl", ""), words.get("en", ""))


def _own_text(words: str) -> Text:
    return Text(words, words)


def _of_dial(questions: tuple[Question, ...]) -> Iterator[Asked]:
    for question in questions:
        steps = tuple(Option(level.code, _text(level.text)) for level in question.levels)
        options = (*steps, Option(UNKNOWN, _own_text(_("I do not know"))))
        label = _text(question.question)
        yield Asked(question.code, QuestionKind.ONE_CHOICE, label, need=Need.RECOMMENDED, options=options)
        note = _own_text(_("Note for yourself"))
        only_you = _own_text(_("Only you read this. It is never shown, counted or printed."))
        yield Asked(question.code + REMARK, QuestionKind.LONG_TEXT, note, help=only_you)


def _interests(tables: Typology) -> Section:
    return Section(
        INTERESTS,
        _own_text(_("Your interests")),
        _own_text(
            _(
                "What do you want to gain or not to lose? Leave open what does not matter to you. "
                "You decide per interest whether others may know it."
            )
        ),
        (*_listed(tables), *_in_own_words(), _naming()),
    )


def _listed(tables: Typology) -> Iterator[Asked]:
    options = (
        Option(PRIVATE, _own_text(_("Yes, but I keep it to myself"))),
        Option(SHARED, _own_text(_("Yes, and others may know"))),
    )
    for interest in tables.interests:
        yield Asked(LISTED + interest.code, QuestionKind.ONE_CHOICE, _text(interest.name), options=options)


def _in_own_words() -> Iterator[Asked]:
    options = (
        Option(PRIVATE, _own_text(_("I keep it to myself"))),
        Option(SHARED, _own_text(_("Others may know"))),
    )
    for number, key in enumerate(OWN, start=1):
        label = _own_text(_("Another interest, in your own words (%(number)d)") % {"number": number})
        yield Asked(key, QuestionKind.SHORT_TEXT, label)
        yield Asked(
            key + SHARING,
            QuestionKind.ONE_CHOICE,
            _own_text(_("May others know this interest?")),
            help=_own_text(_("As long as you do not choose, it stays private.")),
            options=options,
            condition=Condition(key, Comparison.ANSWERED),
        )


def _naming() -> Asked:
    return Asked(
        NAMED,
        QuestionKind.ONE_CHOICE,
        _own_text(_("May your organisation be named where views differ?")),
        help=_own_text(_("With yes, the board can say what your organisation answered. Without an answer it is no.")),
        need=Need.RECOMMENDED,
        options=(Option(YES, _own_text(_("Yes"))), Option(NO, _own_text(_("No")))),
    )


# What was filled in ---------------------------------------------------------------------------------------------------


def answers_in(tables: Typology, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the answers about the dials: a step or UNKNOWN per code of the question; what is open is absent."""
    codes = [question.code for dial in tables.dials for question in dial.questions]
    return {code: values[code] for code in codes if values.get(code)}


def interests_in(tables: Typology, values: Mapping[str, Any]) -> tuple[OwnInterest, ...]:
    """Return the interests somebody has, those of the list first. What nobody said to share is private."""
    states = ((one.code, values.get(LISTED + one.code)) for one in tables.interests)
    listed = tuple(OwnInterest(code, "", state == SHARED) for code, state in states if state in {PRIVATE, SHARED})
    written = ((values.get(key), values.get(key + SHARING)) for key in OWN)
    return (*listed, *(OwnInterest("", text, sharing == SHARED) for text, sharing in written if text))


def may_be_named(values: Mapping[str, Any]) -> bool:
    """Say whether the organisation may be named where views differ; without an answer it may not."""
    return bool(values.get(NAMED) == YES)
