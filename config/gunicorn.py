"""How gunicorn serves the site: `gunicorn --config config/gunicorn.py config.wsgi`.

Synchronous workers with one persistent database connection each: bench/ and docs/adr/0007 say why.
"""

import os
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from core.masking import mask

UNLOGGED = ("/vertrouwenspuls/",)  # who answers the trust pulse, and when, is nobody's business (ADR 16)


class MaskingLogger(Logger):
    """Writes the access log without the secrets of personal links, and without visits that have to stay anonymous."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        """Write one line, unless the visit is to stay out of the log."""
        if not str(environ.get("PATH_INFO", "")).startswith(UNLOGGED):
            super().access(resp, req, environ, request_time)

    def atoms(self, *args: Any) -> dict[str, Any]:
        """Return the parts of one line of the access log."""
        parts = super().atoms(*args)
        return {key: mask(value) if isinstance(value, str) else value for key, value in parts.items()}


bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Without a proxy in front (the demo, the browser tests) a browser opens connections it does not use yet, and each of
# those would keep a synchronous worker waiting: threads leave them to the poller.
threads = int(os.environ.get("WEB_THREADS", "1"))
worker_class = "gthread" if threads > 1 else "sync"
timeout = 60  # seconds; a page takes far less, a large boundary takes some
graceful_timeout = 10
max_requests = 5000  # a worker is renewed now and then, so that a leak never grows old
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- heartbeats, no data
accesslog = "-"
logger_class = MaskingLogger
access_log_format = '%(h)s "%(r)s" %(s)s %(b)s %(M)sms'
control_socket_disable = True  # nobody manages it at run time, and it would write in the home folder
