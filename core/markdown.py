"""Markdown that users write, as HTML that is safe to show."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "hr", "li", "ol", "p", "pre", "strong", "ul", "s"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
LIFT = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}  # the page has its own h1 and h2

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")
_wrapped = MarkdownIt("commonmark", {"html": False, "breaks": False}).enable("table")


@lru_cache(maxsize=1024)
def render(text: str, is_wrapped: bool = False) -> SafeString:
    """Turn Markdown into clean HTML: no HTML of the writer, no scripts, only web and mail links, headings from h3.

    is_wrapped: the lines were cut to fit an editor (a content pack), so a new line is a space and no line break.
    """
    parser = _wrapped if is_wrapped else _parser
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = LIFT[token.tag]
    html = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return mark_safe(clean)  # noqa: S308 -- cleaned by nh3 on the line above
