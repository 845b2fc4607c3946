"""The whole site as a browser meets it: production server, Celery worker and a database of its own with the demo."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests import databases

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "gebiedswijzer-demo"
LOAD = """
import django; django.setup()
from allauth.account.models import EmailAddress
from accounts.models import User
from reports import demo
demo.load()
newcomer = User.objects.create_user("nieuw@gebiedswijzer.example", "gebiedswijzer-demo", name="Nina Nieuw")
EmailAddress.objects.create(user=newcomer, email=newcomer.email, verified=True, primary=True)
"""  # the newcomer is for the test that changes how somebody logs in, which the demo accounts share


@dataclass(frozen=True)
class Site:
    """A running site. folder: where its logs and files are. environment: of its processes."""

    address: str
    folder: Path
    environment: dict[str, str]

    def run(self, code: str) -> str:
        """Run a piece of Python in the site, as a person behind the scenes would; returns what it printed."""
        return databases.run(self.environment, "-c", f"import django; django.setup()\n{code}")


@contextmanager
def running_site(folder: Path, name: str) -> Iterator[Site]:
    """Load the demo into a new database and serve it until the end. name: distinguishes parallel test runs."""
    port = _free_port()
    environment = _environment(folder, name, port)
    databases.copy(databases.with_demo(environment, LOAD), f"browser_{name}")
    with _process(folder, environment, "worker", *_worker()), _process(folder, environment, "web", *_web(port)):
        site = Site(f"http://localhost:{port}", folder, environment)
        _wait_for(site)
        yield site


def _environment(folder: Path, name: str, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DEBUG": "0",
        "DEMO": "1",
        "DATABASE_URL": databases.address_of(f"browser_{name}"),
        "CELERY_QUEUE": f"browser-{name}",
        "CELERY_BEAT_FILE": str(folder / "beat"),
        "MEDIA_ROOT": str(folder / "media"),
        "SITE_URL": f"http://localhost:{port}",
        "EMAIL_URL": "dummymail://",
        "LOG_LEVEL": "WARNING",
        "WEB_THREADS": "4",
    }


def _worker() -> list[str]:
    return ["-m", "celery", "-A", "config", "worker", "-B", "--concurrency", "1", "--without-mingle"]


def _web(port: int) -> list[str]:
    return ["-m", "gunicorn", "--config", "config/gunicorn.py", "--bind", f"127.0.0.1:{port}", "config.wsgi"]


@contextmanager
def _process(folder: Path, environment: dict[str, str], name: str, *arguments: str) -> Iterator[None]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(site: Site) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"{site.address}/privacy/", timeout=10):
                return
        except (URLError, OSError):
            assert time.monotonic() < deadline, (site.folder / "web.log").read_text()[-4000:]
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
