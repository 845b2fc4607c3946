"""The ways in: whoever may see the area reads its goals; whoever may change it changes them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.cache import patch_cache_control

from accounts.http import Request
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area

Answer = HttpResponse | StreamingHttpResponse
AreaView = Callable[..., Answer]


def for_readers(view: AreaView) -> Callable[..., Answer]:
    """Give a view the area of its address; a visitor who may not see it can log in, anybody else gets a 404."""

    @wraps(view)
    def door(request: Request, slug: str, **rest: Any) -> Answer:
        try:
            area = open_area(request, slug, "areas.view_pilotarea")
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())
        return view(request, area, **rest)

    return door


def open_for_change(request: Request, slug: str) -> PilotArea:
    """Return the area when this user may change it. Runs two queries."""
    return open_area(request, slug, "areas.change_pilotarea")


def is_involved(request: Request, area: PilotArea) -> bool:
    """Say whether this reader also sees owners, costs, judgements and history."""
    return request.user.has_perm("areas.involve_pilotarea", area)


def map_answer(data: dict[str, Any]) -> JsonResponse:
    """Answer with GeoJSON for this reader only."""
    response = JsonResponse(data, json_dumps_params={"separators": (",", ":")})
    patch_cache_control(response, private=True, no_cache=True)
    return response
