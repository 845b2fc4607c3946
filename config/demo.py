"""`make demo`: shows the main job on real content in one go, then serves the site.

Starts the database, the queue, a worker and the web server; loads the content packs and the demo areas; has the worker
make the two PDFs of one area; prints where they are. Ctrl-C ends everything. See docs/operations.md.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from config import embedded
from config.supervisor import ChildEnded, Stopped, Supervisor

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
DEMO = VAR / "demo"
AREA = "landgoederen-brummen"
STEPS = 7
FIRST_PORT, LAST_PORT = 8000, 8020


class Unable(Exception):  # noqa: N818 -- not an error of ours: it tells somebody what to do
    """The demo cannot go on; the message says why and what to do."""


def say(text: str, *, end: str = "\n") -> None:
    """Print at once, so that progress is visible through a pipe too."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


class Progress:
    """Numbers the steps and says how long each took."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._number = 0

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Print the step when it starts, and its time when it is done."""
        self._number += 1
        started = time.monotonic()
        say(f"[{self._number}/{self._steps}] {text} …")
        yield
        say(f"      klaar in {time.monotonic() - started:.1f} s".replace(".", ","))


def main() -> int:
    """Run the demo; the exit code is 0 when it did what was asked, also when somebody ended it."""
    arguments = _arguments()
    os.chdir(ROOT)
    supervisor = Supervisor(VAR / "log")
    try:
        with supervisor.watching():
            _run(arguments, supervisor)
    except Stopped:
        say("\nDe demo stopt …")
    except (Unable, ChildEnded, RuntimeError) as error:
        say(f"\nDe demo stopt: {error}")
        return 1
    finally:
        supervisor.stop()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="do everything but serve (make demo ONCE=1)")
    parser.add_argument("--reset", action="store_true", help="throw the demo data away first (make demo RESET=1)")
    parser.add_argument("--port", type=int, help="serve on this port (PORT=8123 make demo)")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen on")
    return parser.parse_args()


def _run(arguments: argparse.Namespace, supervisor: Supervisor) -> None:
    port = None if arguments.once else _choose_port(arguments.host, arguments.port)
    with _only_one():
        if arguments.reset:
            _reset()
        progress = Progress(STEPS - 1 if arguments.once else STEPS)
        with progress.step("PostgreSQL en Redis starten"):
            environment = _start_servers()
        with progress.step("Database bijwerken"):
            _migrate()
        with progress.step("Inhoudspakketten en demogebieden laden"):
            _load()
        with progress.step("Celery-worker starten" if arguments.once else "Celery-worker en webserver starten"):
            _start_worker(supervisor, environment)
            if port is not None:  # it gets ready while the worker makes the reports
                _start_web(supervisor, environment, arguments.host, port)
        with progress.step("Leidraad van Landgoederen Brummen maken"):
            guide = _make_report("leidraad")
        with progress.step("Gebiedsrapport van Landgoederen Brummen maken"):
            report = _make_report("gebiedsrapport")
        if port is not None:
            with progress.step("Wachten op de webserver"):
                _wait_for_web(arguments.host, port)
        say(f"\nleidraad: {guide.relative_to(ROOT)}\ngebiedsrapport: {report.relative_to(ROOT)}")
        if port is not None:
            _serve(arguments.host, port)


# Ground to stand on ---------------------------------------------------------------------------------------------------
def _choose_port(host: str, wanted: int | None) -> int:
    if wanted is not None:
        if _is_free(host, wanted):
            return wanted
        raise Unable(f"poort {wanted} is al in gebruik. Kies een andere, bijvoorbeeld: PORT={wanted + 1} make demo")
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if _is_free(host, port):
            if port != FIRST_PORT:
                say(f"Poort {FIRST_PORT} is al in gebruik; de demo neemt {port}.")
            return port
    raise Unable(f"de poorten {FIRST_PORT} tot en met {LAST_PORT} zijn in gebruik. Kies zelf: PORT=9000 make demo")


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as error:
            raise Unable(f"{port} is geen poort; kies een getal van 1 tot en met 65535.") from error
        except OSError:
            return False
    return True


@contextmanager
def _only_one() -> Iterator[IO[str]]:
    VAR.mkdir(exist_ok=True)
    with (VAR / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unable("de demo van deze map draait al. Stop die eerst (Ctrl-C).") from error
        yield lock


def _reset() -> None:
    if "DATABASE_URL" in os.environ or "REDIS_URL" in os.environ:
        raise Unable("RESET=1 gooit alleen de eigen database van deze map weg, en DATABASE_URL of REDIS_URL is gezet.")
    for data in (VAR / "postgres", VAR / "redis"):
        if embedded.is_in_use(data):
            raise Unable(f"een ander proces gebruikt {data.relative_to(ROOT)}. Stop dat eerst.")
        embedded.remove(data)
    for folder in ("demo", "media", "log"):
        shutil.rmtree(VAR / folder, ignore_errors=True)
    (VAR / "log").mkdir()
    say("De demo begint opnieuw: de oude gegevens zijn weg.")


def _start_servers() -> dict[str, str]:
    """Start what is not given by the environment, and set up Django on it."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DEBUG": "0",
        "DEMO": "1",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or embedded.database_url(VAR / "postgres"),
        "REDIS_URL": os.environ.get("REDIS_URL") or embedded.redis_url(VAR / "redis"),
    }
    os.environ.update(environment, LOG_LEVEL="WARNING")
    import django  # noqa: PLC0415 -- the environment above decides what it reads

    django.setup()
    from django.utils import translation  # noqa: PLC0415 -- app ready

    translation.activate("nl")
    return {**environment, "LOG_LEVEL": "INFO"}


# What the demo shows --------------------------------------------------------------------------------------------------
def _migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- app ready
    from django.db import DatabaseError  # noqa: PLC0415 -- app ready

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise Unable(f"de database past niet bij deze versie ({error}). Begin opnieuw: make demo RESET=1") from error


def _load() -> None:
    """Load packs and demo data; skipped while neither they nor the database changed."""
    from accounts.models import User  # noqa: PLC0415 -- app ready
    from reports import demo  # noqa: PLC0415 -- app ready

    stamp = DEMO / "loaded"
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint and User.objects.exists():
        say("      niets veranderd")
        return
    demo.load()
    DEMO.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)


def _fingerprint() -> str:
    """Return a digest of everything that decides what is loaded, and of the database it is loaded into."""
    files = [*ROOT.glob("content/**/*.yaml"), *ROOT.glob("content/**/*.yml"), *ROOT.glob("content/**/*.json")]
    files += [*ROOT.glob("*/demo.py"), *ROOT.glob("*/*/demo.py"), *ROOT.glob("*/migrations/*.py")]
    digest = hashlib.sha256(os.environ["DATABASE_URL"].encode())
    for file in sorted(file for file in files if "node_modules" not in file.parts):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _start_worker(supervisor: Supervisor, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-B", "--concurrency", "2"]
    command += ["--schedule", str(VAR / "beat"), "--hostname", "demo@%h", "--loglevel", "INFO"]
    supervisor.start("worker", command, environment)


def _make_report(kind: str) -> Path:
    """Have the worker make a report, showing its progress, and return where the file is."""
    from django.core.management import CommandError, call_command  # noqa: PLC0415 -- app ready

    DEMO.mkdir(parents=True, exist_ok=True)
    target = DEMO / f"{kind}-{AREA}.pdf"
    try:
        call_command("make_report", area=AREA, kind=kind, out=target.relative_to(ROOT))
    except CommandError as error:
        raise Unable(str(error)) from error
    return target


# Serving --------------------------------------------------------------------------------------------------------------
def _start_web(supervisor: Supervisor, environment: dict[str, str], host: str, port: int) -> None:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    environment = {**environment, "SITE_URL": _address(host, port), "WEB_THREADS": "4"}
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "config" / "gunicorn.py"), "--bind", bind]
    supervisor.start("web", [*command, "config.wsgi"], environment)


def _wait_for_web(host: str, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{_address(host, port)}/gezond/", timeout=5):  # noqa: S310 -- our own address
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise Unable(f"de webserver antwoordt niet; zie {VAR / 'log' / 'web.log'}")


def _address(host: str, port: int) -> str:
    if ":" in host:
        return f"http://[{host}]:{port}"
    return f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104 -- no binding


def _serve(host: str, port: int) -> None:
    from accounts.demo import PASSWORD, addresses  # noqa: PLC0415 -- app ready

    say(f"\nGebiedswijzer draait op {_address(host, port)}/  (stoppen: Ctrl-C)\n")
    say(f"Demoaccounts, wachtwoord {PASSWORD}:")
    for address in addresses():
        say(f"  {address}")
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    sys.exit(main())
