"""Forms of the composer: a form, a section, a question of each kind, publishing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Province, Role
from accounts.models import User
from pilots.intake.enums import Comparison, Need, QuestionKind, Shape
from pilots.intake.questionnaire import Condition, Option, Question, Questionnaire, Section, Text
from pilots.intake.questionnaire.editing import free_key, free_key_among
from pilots.intake.questionnaire.faults import MOST_OPTIONS, ORDERED_KINDS
from pilots.intake.questionnaire.parts import CHOICE_KINDS

DUTCH, ENGLISH = gettext_lazy("in Dutch"), gettext_lazy("in English")
LABEL_LENGTH, HELP_LENGTH = 300, 1000
OF_KIND: dict[QuestionKind, tuple[str, ...]] = {
    QuestionKind.ONE_CHOICE: ("options",),
    QuestionKind.SEVERAL_CHOICES: ("options",),
    QuestionKind.SCALE: ("steps", "low_nl", "low_en", "high_nl", "high_en"),
    QuestionKind.NUMBER: ("unit_nl", "unit_en", "minimum", "maximum", "decimals"),
    QuestionKind.PLACE: ("shapes",),
    QuestionKind.MATRIX: ("rows", "columns"),
}
SPECIAL = tuple(dict.fromkeys(name for names in OF_KIND.values() for name in names))


class FormForm(forms.Form):
    """The name of a form and who shares it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    scope = forms.ChoiceField(label=gettext_lazy("For whom"), help_text=gettext_lazy("You cannot change this later."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        if user.role == Role.OFFICER and user.province:
            choices.append((user.province, Province(user.province).label))
        if user.role in {Role.CURATOR, Role.ADMIN}:
            choices.append(("shared", _("All provinces (shared)")))
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]

    @property
    def province(self) -> str:
        """The province of the form; "" when it is shared."""
        scope: str = self.cleaned_data["scope"]
        return "" if scope == "shared" else scope


class PublishForm(forms.Form):
    """What changed since the last version, for who chooses one."""

    change_note = forms.CharField(
        label=gettext_lazy("What changed?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("One line for who chooses a version."),
    )


def _line(label: Any, language: Any, limit: int, *, required: bool) -> forms.CharField:
    return forms.CharField(label=f"{label} {language}", max_length=limit, required=required)


def _lines(label: Any, language: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=f"{label} {language}", max_length=HELP_LENGTH, required=False, widget=widget)


class SectionForm(forms.Form):
    """The words of a section in two languages. English may wait until the form is published."""

    def __init__(self, *args: Any, section: Section | None = None, **kwargs: Any) -> None:
        if section:
            kwargs["initial"] = {
                "title_nl": section.title.nl, "title_en": section.title.en,
                "intro_nl": section.intro.nl, "intro_en": section.intro.en,
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["title_nl"] = _line(_("Title"), DUTCH, LABEL_LENGTH, required=True)
        self.fields["title_en"] = _line(_("Title"), ENGLISH, LABEL_LENGTH, required=False)
        self.fields["intro_nl"] = _lines(_("Introduction"), DUTCH)
        self.fields["intro_en"] = _lines(_("Introduction"), ENGLISH)

    def title(self) -> Text:
        return Text(self.cleaned_data["title_nl"], self.cleaned_data["title_en"])

    def intro(self) -> Text:
        return Text(self.cleaned_data["intro_nl"], self.cleaned_data["intro_en"])


class OptionsField(forms.CharField):
    """Options, one a line: "Dutch | English". Cleans to a list of texts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 7}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(_option_line, value)) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> list[Text]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_OPTIONS:
            raise ValidationError(_("At most %(limit)d lines.") % {"limit": MOST_OPTIONS})
        pairs = [re.split(r"\s*\|\s*", line, maxsplit=1) for line in lines]
        texts = [Text(pair[0][:LABEL_LENGTH], pair[1][:LABEL_LENGTH] if len(pair) > 1 else "") for pair in pairs]
        if len({text.nl for text in texts}) < len(texts):
            raise ValidationError(_("Two lines are the same."))
        return texts


def _option_line(option: Option) -> str:
    return f"{option.label.nl} | {option.label.en}" if option.label.en else option.label.nl


def keep_keys(old: Sequence[Option], texts: Sequence[Text]) -> tuple[Option, ...]:
    """Give each text the key it had: by its Dutch words, or else by its place when the number stayed the same."""
    by_words = {option.label.nl: option.key for option in old}
    by_place = [option.key for option in old] if len(old) == len(texts) else []
    used = {by_words[text.nl] for text in texts if text.nl in by_words}
    options: list[Option] = []
    for place, text in enumerate(texts):
        key = by_words.get(text.nl, "")
        if not key and by_place and by_place[place] not in used:
            key = by_place[place]
        if not key:
            key = free_key_among(used | set(by_words.values()), text.nl, "optie")
        used.add(key)
        options.append(Option(key, text))
    return tuple(options)


class QuestionForm(forms.Form):
    """One question: its words, how much it is wanted, what its kind needs, and when it is asked."""

    need = forms.ChoiceField(label=gettext_lazy("How much is the answer wanted?"), choices=Need)
    options = OptionsField(
        label=gettext_lazy("Answers to choose from, one a line"),
        required=False,
        help_text=gettext_lazy("Dutch | English. For example: Ja | Yes"),
    )
    rows = OptionsField(
        label=gettext_lazy("Rows, one a line"), required=False, help_text=gettext_lazy("Dutch | English")
    )
    columns = OptionsField(
        label=gettext_lazy("Columns, one a line"), required=False, help_text=gettext_lazy("Dutch | English")
    )
    steps = forms.IntegerField(label=gettext_lazy("Number of steps"), min_value=2, max_value=11, initial=5)
    minimum = forms.FloatField(label=gettext_lazy("Smallest number"), required=False)
    maximum = forms.FloatField(label=gettext_lazy("Largest number"), required=False)
    decimals = forms.IntegerField(label=gettext_lazy("Decimals"), min_value=0, max_value=6, initial=0)
    shapes = forms.MultipleChoiceField(
        label=gettext_lazy("What may be drawn"), choices=Shape, widget=forms.CheckboxSelectMultiple
    )
    condition_question = forms.ChoiceField(label=gettext_lazy("Ask only when the answer to"), required=False)
    condition_test = forms.ChoiceField(
        label=gettext_lazy("passes this test"), required=False, choices=[("", "–"), *Comparison.choices]
    )
    condition_option = forms.ChoiceField(label=gettext_lazy("with this answer"), required=False)
    condition_number = forms.FloatField(
        label=gettext_lazy("or with this number"), required=False, help_text=gettext_lazy("For a scale or a number.")
    )

    def __init__(
        self, *args: Any, kind: QuestionKind, questionnaire: Questionnaire, key: str = "", **kwargs: Any
    ) -> None:
        self.kind, self.questionnaire, self.key = kind, questionnaire, key
        self.old = questionnaire.question(key) if key else None
        if self.old:
            kwargs["initial"] = _initial(self.old)
        super().__init__(*args, **kwargs)
        for name in SPECIAL:
            if name in self.fields and name not in OF_KIND.get(kind, ()):
                del self.fields[name]
        self._add_words()
        self._add_conditions()
        self.order_fields(["label_nl", "label_en", "help_nl", "help_en", "need", *OF_KIND.get(kind, ())])

    def _add_words(self) -> None:
        self.fields["label_nl"] = _line(_("Question"), DUTCH, LABEL_LENGTH, required=True)
        self.fields["label_en"] = _line(_("Question"), ENGLISH, LABEL_LENGTH, required=False)
        self.fields["help_nl"] = _lines(_("Help"), DUTCH)
        self.fields["help_en"] = _lines(_("Help"), ENGLISH)
        words = {"low": _("Words at 1"), "high": _("Words at the highest step"), "unit": _("Unit")}
        for name in ("low", "high", "unit"):
            if f"{name}_nl" in OF_KIND.get(self.kind, ()):
                self.fields[f"{name}_nl"] = _line(words[name], DUTCH, 60, required=False)
                self.fields[f"{name}_en"] = _line(words[name], ENGLISH, 60, required=False)

    def _add_conditions(self) -> None:
        earlier = list(_before(self.questionnaire, self.key))
        if not earlier:
            for name in ("condition_question", "condition_test", "condition_option", "condition_number"):
                del self.fields[name]
            return
        always = ("", _("always: there is no condition"))
        questions: Any = self.fields["condition_question"]
        questions.choices = [always, *((one.key, str(one.label)) for one in earlier)]
        choices = [(str(one.label), [(f"{one.key}:{key}", words) for key, words in _answers(one)]) for one in earlier]
        options: Any = self.fields["condition_option"]
        options.choices = [("", "–"), *((label, answers) for label, answers in choices if answers)]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("condition_question") and not values.get("condition_test"):
            self.add_error("condition_test", _("Choose a test."))
        elif values.get("condition_question"):
            values["condition"] = self._condition(values)
        return values

    def _condition(self, values: dict[str, Any]) -> Condition | None:
        asked = self.questionnaire.question(values["condition_question"])
        if asked is None:
            return None
        test = Comparison(values["condition_test"])
        if test == Comparison.ANSWERED:
            return Condition(asked.key, test)
        if asked.kind in ORDERED_KINDS:
            return self._number_condition(asked, test, values.get("condition_number"))
        home, _colon, option = (values.get("condition_option") or "").partition(":")
        if home != asked.key:
            self.add_error("condition_option", _("Choose an answer of the question above, or the test “is answered”."))
            return None
        if asked.kind == QuestionKind.ONE_CHOICE and test == Comparison.CONTAINS:
            test = Comparison.IS
        elif asked.kind != QuestionKind.ONE_CHOICE and test == Comparison.IS:
            test = Comparison.CONTAINS
        return Condition(asked.key, test, option)

    def _number_condition(self, asked: Question, test: Comparison, number: float | None) -> Condition | None:
        if number is None:
            self.add_error("condition_number", _("Fill in a number."))
            return None
        return Condition(asked.key, test, int(number) if number == int(number) else number)

    def question(self) -> Question:
        """Return the question as filled in. Without a key yet it gets one made of its words."""
        values = self.cleaned_data
        key = self.key or free_key(self.questionnaire, values["label_nl"], "vraag")
        base = self.old or Question(key, self.kind, Text())
        changed: dict[str, Any] = {
            name: values[name] for name in ("steps", "minimum", "maximum", "decimals") if name in values
        }
        for name in ("options", "rows", "columns"):
            if name in values:
                changed[name] = keep_keys(getattr(base, name), values[name])
        for name in ("label", "help", "low", "high", "unit"):
            if f"{name}_nl" in values:
                changed[name] = Text(values[f"{name}_nl"], values[f"{name}_en"])
        if "shapes" in values:
            changed["shapes"] = tuple(Shape(shape) for shape in values["shapes"])
        return replace(base, need=Need(values["need"]), condition=values.get("condition"), **changed)


def _initial(question: Question) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(question, name) for name in SPECIAL if hasattr(question, name)}
    for name in ("label", "help", "low", "high", "unit"):
        text: Text = getattr(question, name)
        initial |= {f"{name}_nl": text.nl, f"{name}_en": text.en}
    initial["need"] = question.need
    condition = question.condition
    if condition:
        initial |= {"condition_question": condition.question, "condition_test": condition.test}
        initial["condition_option"] = f"{condition.question}:{condition.value}"
        initial["condition_number"] = condition.value if isinstance(condition.value, int | float) else None
    return initial


def _before(questionnaire: Questionnaire, key: str) -> Iterable[Question]:
    for question in questionnaire.questions:
        if question.key == key:
            return
        yield question


def _answers(question: Question) -> list[tuple[str, str]]:
    if question.kind in CHOICE_KINDS:
        return [(option.key, str(option.label)) for option in question.options]
    return [(column.key, str(column.label)) for column in question.columns]
