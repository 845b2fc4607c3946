"""Keeps the secrets of personal links (`core.links`) out of logs and error reports: their addresses stand in both."""

import re
from typing import Any, Final

SECRET_LENGTH: Final = 43  # characters of 32 bytes in URL-safe base64
_SECRET = re.compile(rf"(?<![\w-])[\w-]{{{SECRET_LENGTH}}}(?![\w-])", re.ASCII)


def mask(text: str) -> str:
    """Blank whatever looks like a secret."""
    return _SECRET.sub("…", text)


def mask_event(_logger: Any, _method: str, event: Any) -> Any:
    """Blank secrets in every text of one log line (a structlog processor)."""
    return {key: mask(value) if isinstance(value, str) else value for key, value in event.items()}


def mask_report(report: Any, _hint: Any) -> Any:
    """Blank secrets in an error report: the address, the page it came from, the name of the view's address."""
    request = report.get("request") or {}
    for part in ("url", "query_string"):
        if isinstance(request.get(part), str):
            request[part] = mask(request[part])
    headers = request.get("headers") or {}
    request_headers = {name: mask(value) if isinstance(value, str) else value for name, value in headers.items()}
    if headers:
        request["headers"] = request_headers
    return report
