"""One view serves a page and its fragments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_part(
    request: HttpRequest, template: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render `template#part` for an htmx request and the whole template otherwise.

    A boosted request wants the whole page. Both answers vary on the htmx header, so no cache mixes them up.
    """
    htmx = request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware
    name = f"{template}#{part}" if htmx and not htmx.boosted else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
