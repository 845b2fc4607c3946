"""A real Celery worker and a real Redis of its own, which a test may kill, stop and start again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from config.celery_app import app
from config.embedded import _ask_redis, _redis_program

PATIENCE = 60  # seconds; a slow machine, not a slow report


def until(check: Callable[[], Any], what: str) -> Any:
    """Look again and again until `check` returns something true."""
    deadline = time.monotonic() + PATIENCE
    while not (found := check()):
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)
    return found


@dataclass
class Bench:
    """One broker with its workers. folder: short, because a socket path has a limit."""

    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def socket(self) -> Path:
        return self.folder / "r.sock"

    def start_broker(self) -> None:
        options = {"port": "0", "unixsocket": self.socket, "dir": self.folder, "daemonize": "yes", "save": ""}
        arguments = [str(part) for key, value in options.items() for part in (f"--{key}", value)]
        subprocess.run([_redis_program(), *arguments], check=True, stdout=subprocess.DEVNULL)
        until(lambda: _ask_redis(self.socket, "PING"), "Redis answers")

    def stop_broker(self) -> None:
        _ask_redis(self.socket, "SHUTDOWN", "NOSAVE")
        until(lambda: not _ask_redis(self.socket, "PING"), "Redis is gone")

    def start_worker(self) -> subprocess.Popen[bytes]:
        log = (self.folder / "worker.log").open("ab")
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "INFO"]
        worker = subprocess.Popen(command, env=self._environment(), stdout=log, stderr=log, start_new_session=True)
        log.close()
        self.workers.append(worker)
        return worker

    @property
    def database(self) -> str:
        """The address of the test database."""
        params = connection.get_connection_params()
        return f"postgresql://{params['user']}@/{params['dbname']}?host={quote(params['host'], safe='')}"

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATABASE_URL": self.database,
            "REDIS_URL": f"unix://{self.socket}?db=0",
            "CELERY_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE,
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "REPORT_LEASE_SECONDS": "2",
            "PYTHONWARNINGS": "ignore",
        }

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """End a worker and its children at once, as the kernel does when memory runs out."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def close(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                self.kill(worker)
        self.stop_broker()


def use_broker(address: str) -> None:
    """Let this process send its messages to another broker."""
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = address
    app._pool = app.amqp._producer_pool = None
