"""The diagram of a governance model as SVG, with its words. Colours are attributes, so no style sheet is needed."""

from collections.abc import Sequence
from typing import Final

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from governance.bodies.diagram import LINE, NOTE, Box, Layout, Track
from governance.bodies.enums import LinkKind

_INK, _SOFT, _LINE, _FILL = "#1c2926", "#51605b", "#17594d", "#eef5f2"
# Every kind has its own pattern, so nothing hangs on colour.
_DASHES: Final = {LinkKind.REPORTS: "", LinkKind.ADVISES: "9 5", LinkKind.COMMISSIONS: "2 4"}
_LEGEND: Final = 22


def draw(layout: Layout, key: str, title: str, description: str) -> SafeString:
    """Write a layout as SVG. key: unique on its page; description: the same facts in words."""
    kinds = [kind for kind in LinkKind if any(track.kind == kind for track in layout.tracks)]
    height = layout.height + _LEGEND * len(kinds) + 8
    shapes = [*map(_track, layout.tracks), *map(_box, layout.boxes), *_legend(kinds, layout.height)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="stakeholder-drawing" viewBox="0 0 {} {}" width="{}" height="{}"'
        ' fill="{}" role="img" aria-labelledby="{}-title {}-desc"><title id="{}-title">{}</title>'
        '<desc id="{}-desc">{}</desc>{}</svg>',
        *(_at(layout.width), _at(height), _at(layout.width), _at(height), _INK),
        *(key, key, key, title, key, description),
        mark_safe("".join(shapes)),  # noqa: S308 -- our own shapes; every text in them went through `escape`
    )


def _box(box: Box) -> str:
    middle = box.x + box.width / 2
    shapes = [
        f'<rect x="{_at(box.x)}" y="{_at(box.y)}" width="{_at(box.width)}" height="{_at(box.height)}" rx="4"'
        f' fill="{_FILL}" stroke="{_LINE}" stroke-width="1.5" />'
    ]
    y = box.y + 6
    for line in box.name:
        y += LINE
        shapes.append(_text(middle, y, line, size=15, weight=700))
    y += 3
    for line in box.notes:
        y += NOTE
        shapes.append(_text(middle, y, line, size=12.5, fill=_SOFT))
    return "".join(shapes)


def _track(track: Track) -> str:
    x, y = track.points[-1]
    back = -9 if track.points_down else 9
    head = f"{_at(x)},{_at(y)} {_at(x - 5)},{_at(y + back)} {_at(x + 5)},{_at(y + back)}"
    return f'{_path([*track.points[:-1], (x, y + back)], track.kind)}<polygon points="{head}" fill="{_LINE}" />'


def _path(points: Sequence[tuple[float, float]], kind: LinkKind) -> str:
    dashes = f' stroke-dasharray="{_DASHES[kind]}"' if _DASHES[kind] else ""
    along = " ".join(f"{_at(x)},{_at(y)}" for x, y in points)
    return f'<polyline points="{along}" fill="none" stroke="{_LINE}" stroke-width="1.6"{dashes} />'


def _legend(kinds: Sequence[LinkKind], top: float) -> list[str]:
    shapes = []
    for place, kind in enumerate(kinds):
        y = top + _LEGEND * place + 12
        words = _("A %(kind)s B") % {"kind": kind.label}
        shapes += [_path([(12, y), (58, y)], kind), f'<polygon points="66,{_at(y)} 57,{_at(y - 5)} 57,{_at(y + 5)}"']
        shapes[-1] += f' fill="{_LINE}" />'
        shapes.append(_text(76, y + 4.5, words, size=13, anchor="start"))
    return shapes


def _text(
    x: float, y: float, text: str, *, size: float, fill: str = _INK, weight: int = 400, anchor: str = "middle"
) -> str:
    return (
        f'<text x="{_at(x)}" y="{_at(y)}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{escape(text)}</text>'
    )


def _at(value: float) -> str:
    """Write a coordinate short, and the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
