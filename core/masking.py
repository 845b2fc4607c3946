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
    """Blank secrets in the whole of an error report, and leave out what people sent in and what variables held."""
    request = report.get("request") or {}
    for part in ("data", "cookies"):
        request.pop(part, None)
    return _masked(report)


def _masked(part: Any) -> Any:
    if isinstance(part, str):
        return mask(part)
    if isinstance(part, dict):
        return {name: _masked(value) for name, value in part.items() if name != "vars"}
    return [_masked(value) for value in part] if isinstance(part, list | tuple) else part
