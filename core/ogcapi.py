"""A client for OGC API Features: the features of one collection, page by page, patient with a service in trouble."""

import json
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

import structlog
from django.utils.translation import gettext as _

from core import geofiles

log = structlog.get_logger(__name__)

MAX_PAGES = 500
MAX_PAGE_BYTES = 100 * 1024 * 1024
WORTH_ANOTHER_TRY = {408, 425, 429, 500, 502, 503, 504}


class ServiceError(Exception):
    """The service did not answer as it should, also after trying again. The message says what happened."""


class Client:
    """Reads from one service.

    attempts: how often a page is asked for; pause: seconds before the second try, doubled each time; timeout: seconds
    of silence after which a try has failed; wait: how to pass the time between tries.
    """

    def __init__(
        self, base: str, *, attempts: int = 5, pause: float = 1.0, timeout: float = 30.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        if urlsplit(base).scheme not in {"http", "https"}:
            raise ServiceError(_("The address of the service has to start with https://."))
        self.base = base.rstrip("/")
        self.attempts, self.pause, self.timeout, self.wait = attempts, pause, timeout, wait

    def features(self, collection: str, *, limit: int = 100) -> Iterator[geofiles.Feature]:
        """Give the features of a collection in WGS84, following the `next` links. Raises ServiceError."""
        url = f"{self.base}/collections/{collection}/items?{urlencode({'f': 'json', 'limit': limit})}"
        seen: set[str] = set()
        position = 0
        while url:
            if url in seen or len(seen) >= MAX_PAGES:
                raise ServiceError(_("The service keeps sending the same pages: %(url)s") % {"url": url})
            seen.add(url)
            page = self._page(url)
            for item in page["features"]:
                position += 1
                yield geofiles.feature(item if isinstance(item, dict) else {}, position, geofiles.named_srid(page))
            url = self._next(page, url)

    def _next(self, page: dict[str, Any], url: str) -> str:
        links = page.get("links")
        named = [link for link in links or [] if isinstance(link, dict) and link.get("rel") == "next"]
        return self._own(urljoin(url, str(named[0]["href"]))) if named and named[0].get("href") else ""

    def _own(self, url: str) -> str:
        if urlsplit(url)[:2] != urlsplit(self.base)[:2]:
            raise ServiceError(_("The service sends us to another one: %(url)s") % {"url": url})
        return url

    def _page(self, url: str) -> dict[str, Any]:
        reason = ""
        for attempt in range(self.attempts):
            if attempt:
                self.wait(self.pause * 2 ** (attempt - 1))
            try:
                return self._read(url)
            except HTTPError as error:
                reason = f"HTTP {error.code}"
                error.close()
                if error.code not in WORTH_ANOTHER_TRY:
                    break
            except (URLError, OSError, HTTPException, ValueError) as error:
                reason = str(error)
            log.warning("page not read", url=url, attempt=attempt + 1, reason=reason)
        raise ServiceError(_("The service does not answer at %(url)s: %(reason)s.") % {"url": url, "reason": reason})

    def _read(self, url: str) -> dict[str, Any]:
        request = Request(url, headers={"Accept": "application/geo+json, application/json"})  # noqa: S310 -- http(s)
        with urlopen(request, timeout=self.timeout) as answer:  # noqa: S310 -- the scheme was checked
            content = answer.read(MAX_PAGE_BYTES + 1)
        if len(content) > MAX_PAGE_BYTES:
            raise ValueError(_("the page is too large"))
        page = json.loads(content)
        if not isinstance(page, dict) or not isinstance(page.get("features"), list):
            raise ValueError(_("this is not a page of features"))
        return page
