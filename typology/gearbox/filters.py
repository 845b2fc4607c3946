"""Which lines of the to-arrange list somebody wants to see: one form for page, counts and export."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.widgets import LightSelect
from typology.gearbox.arranging import State
from typology.gearbox.pages.arranging import STATES, ArrangementLine, ArrangingPage

TO_DO, SETTLED = "te-doen", "geregeld"
MINE, NOBODY = "ik", "niemand"
PERSON, PARTY = "p", "o"  # before the key of a person or of a party


class ArrangingFilter(forms.Form):
    """What to show of the list. Who is only asked of readers who may know who arranges what."""

    stand = forms.ChoiceField(label=gettext_lazy("How far"), required=False, widget=LightSelect)
    knop = forms.ChoiceField(label=gettext_lazy("Dial"), required=False, widget=LightSelect)
    voorwaarde = forms.ChoiceField(label=gettext_lazy("Condition of the guide"), required=False, widget=LightSelect)
    wie = forms.ChoiceField(label=gettext_lazy("Who"), required=False, widget=LightSelect)
    te_laat = forms.BooleanField(label=gettext_lazy("Only what is too late"), required=False)

    def __init__(self, *args: Any, page: ArrangingPage, is_involved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = page.lines
        states = [(state.value, str(STATES[state][0])) for state in State]
        self._offer("stand", [(TO_DO, _("What is left to do")), (SETTLED, _("What is settled")), *states])
        self._offer("knop", _options((line.dial_code, line.dial) for line in lines))
        self._offer("voorwaarde", _options((line.condition, line.condition_name) for line in lines))
        if not is_involved:
            del self.fields["wie"]
            return
        people = _options((f"{PERSON}{line.owner_id}", line.owner) for line in lines)
        parties = _options((f"{PARTY}{line.partner_id}", line.partner) for line in lines)
        self._offer("wie", [(MINE, _("Me")), (NOBODY, _("Nobody yet")), *people, *parties])

    def _offer(self, name: str, options: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for mypy
        field.choices = [("", _("Everything")), *options]

    @property
    def is_used(self) -> bool:
        """Whether anything is left out; a value that is no choice leaves nothing out."""
        self.is_valid()
        return any(self.cleaned_data.values())

    def keep(self, lines: Iterable[ArrangementLine]) -> tuple[ArrangementLine, ...]:
        """Return the lines that pass every filter that is on."""
        self.is_valid()
        return tuple(line for line in lines if self._passes(line))

    def _passes(self, line: ArrangementLine) -> bool:
        chosen = self.cleaned_data
        tests = (
            _is_at(line, chosen.get("stand", "")),
            chosen.get("knop", "") in ("", line.dial_code),
            chosen.get("voorwaarde", "") in ("", line.condition),
            _is_of(line, chosen.get("wie", "")),
            line.is_overdue or not chosen.get("te_laat"),
        )
        return all(tests)


def _options(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each choice once, by its name; what has none is no choice."""
    return sorted({(key, name) for key, name in pairs if name}, key=lambda pair: pair[1].casefold())


def _is_at(line: ArrangementLine, stand: str) -> bool:
    if stand in (TO_DO, SETTLED):
        return line.is_to_do is (stand == TO_DO)
    return stand in ("", line.state)


def _is_of(line: ArrangementLine, who: str) -> bool:
    if who == MINE:
        return line.is_mine
    if who == NOBODY:
        return line.owner_id is None and line.partner_id is None
    return who in ("", f"{PERSON}{line.owner_id}", f"{PARTY}{line.partner_id}")
