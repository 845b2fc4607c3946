"""Shows a text with its excerpts marked."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pilots.interviews.pages import CodingPage, SentenceView

register = template.Library()
DEEPEST = 4  # shades; more excerpts at one place look alike


@register.simple_tag
def marked_text(page: CodingPage) -> SafeString:
    """Return the text in turns and sentences, each with its number, and a mark around each run of excerpts.

    Made in one go: a template per sentence would take most of a second for a day of talking.
    """
    out = []
    for turn in page.turns:
        label = f' data-speaker="{escape(turn.speaker)}"' if turn.speaker else ""
        out.append(f'<div class="turn"{label}>')
        if turn.speaker:
            out.append(f'<span class="turn__speaker">{escape(turn.speaker)}: </span>')
        out += [_sentence(page.text, one) for one in turn.sentences]
        out.append("</div>\n")
    return mark_safe("".join(out))  # noqa: S308 -- every piece of text above is escaped


def _sentence(text: str, view: SentenceView) -> str:
    number = view.sentence.number
    inside = "".join(_run(text[run.start : run.end], run.keys) for run in view.runs)
    where = f'data-n="{number}" data-start="{view.sentence.start}"'
    return f'<span class="sentence" id="z{number}" {where}>{inside}</span> '


def _run(text: str, keys: tuple[int, ...]) -> str:
    if not keys:
        return str(escape(text))
    numbers = " ".join(map(str, keys))
    return f'<mark class="run run--{min(len(keys), DEEPEST)}" data-excerpts="{numbers}">{escape(text)}</mark>'
