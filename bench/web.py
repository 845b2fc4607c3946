"""Requests per second of the pages that are opened most, as a share of a view that only says hello, in one run.

    python -m bench.web [--seconds 5] [--rounds 3] [--server gunicorn|granian]

Under the production server with two workers and the production settings, on a database of its own. The shares can be
compared between machines and days; the rates cannot.
"""

import argparse
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from config import embedded  # noqa: E402

VAR = ROOT / "var"
AREAS = 50
WORKERS = 2
CONNECTIONS = 4
# page: (name of its address, least share of hello, most SQL queries with session and user)
PAGES = {
    "area list": ("areas:area-list", 0.05, 5),
    "area detail": ("areas:area-detail", 0.05, 8),
    "programme": ("reports:home", 0.025, 10),
}


def set_up() -> None:
    """Set up Django with an empty database of its own."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": "only-for-the-measurement",
        "ALLOWED_HOSTS": "localhost,testserver",
        "STATIC_ROOT": str(VAR / "bench" / "static"),
        "MEDIA_ROOT": str(VAR / "bench" / "media"),
        "CELERY_QUEUE": "gebiedswijzer-bench",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or _fresh_database(),
        "REDIS_URL": os.environ.get("REDIS_URL") or embedded.redis_url(VAR / "redis", database=60),
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)


def prepare() -> None:
    """Set up Django on a database of its own, filled with the demo and fifty areas."""
    set_up()
    from reports import demo

    demo.load()
    _fill_up()


def _fresh_database() -> str:
    name = "gebiedswijzer_bench"
    with psycopg.connect(embedded.database_url(VAR / "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    return embedded.database_url(VAR / "postgres", name=name)


def _fill_up() -> None:
    """Add copies of the main demo area until there are fifty."""
    from pilots.areas.models import PilotArea

    example = PilotArea.objects.get(slug="landgoederen-brummen")
    for number in range(PilotArea.objects.count(), AREAS):
        PilotArea.objects.create(
            **{
                field.name: getattr(example, field.name)
                for field in PilotArea._meta.concrete_fields
                if field.name not in {"id", "slug", "name"}
            },
            slug=f"bench-{number}",
            name=f"Gebied {number}",
        )


def session() -> str:
    """Log in as the coordinator and return the cookie."""
    from django.test import Client

    from accounts.models import User

    client = Client()
    user = User.objects.get(email="coordinator@gebiedswijzer.example")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"sessionid={client.cookies['sessionid'].value}"


def queries(path: str, cookie: str) -> int:
    """Count the SQL queries of one page, as a browser that came before."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie})
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return len(captured)


@contextmanager
def server(kind: str):
    """Run the site under `kind` on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bind = f"127.0.0.1:{port}"
    commands = {
        "gunicorn": ["gunicorn", "-c", "config/gunicorn.py", "--bind", bind, "--access-logfile", "/dev/null"],
        "granian": ["granian", "--interface", "wsgi", "--port", str(port), "--workers", str(WORKERS)],
    }
    program = Path(sys.executable).parent / commands[kind][0]
    target = "config.wsgi" if kind == "gunicorn" else "config.wsgi:application"
    environment = {**os.environ, "WEB_CONCURRENCY": str(WORKERS)}
    (VAR / "log").mkdir(exist_ok=True)
    with (VAR / "log" / "bench.log").open("wb") as log:
        process = subprocess.Popen(
            [program, *commands[kind][1:], target], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        for _ in range(150):
            try:
                urlopen(f"http://localhost:{port}/bench/hello/", timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def rate(port: int, path: str, cookie: str, seconds: float) -> float:
    """Requests per second of one page, measured by a process of its own."""
    command = [sys.executable, "bench/load.py", "127.0.0.1", str(port), path, cookie, str(seconds), str(CONNECTIONS)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{path}: {result.stderr.strip().splitlines()[-1]}")
    return float(result.stdout)


def measure(kind: str, paths: dict[str, str], cookie: str, seconds: float, rounds: int) -> dict[str, float]:
    """Median rate per page, hello without a session; the pages take turns, so that a disturbance hits them all."""
    rates: dict[str, list[float]] = {name: [] for name in paths}
    with server(kind) as port:
        for path in paths.values():
            rate(port, path, cookie, 1)
        for _ in range(rounds):
            for name, path in paths.items():
                rates[name].append(rate(port, path, "" if name == "hello" else cookie, seconds))
    return {name: median(values) for name, values in rates.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--server", choices=["gunicorn", "granian"], default="gunicorn")
    arguments = parser.parse_args()
    prepare()
    from django.urls import reverse

    cookie = session()
    paths = {"hello": "/bench/hello/"}
    for name, (address, _, _) in PAGES.items():
        paths[name] = reverse(address, args=["landgoederen-brummen"] if address.endswith("detail") else [])
    counted = {name: queries(path, "" if name == "hello" else cookie) for name, path in paths.items()}
    from django.db import connections

    connections.close_all()
    rates = measure(arguments.server, paths, cookie, arguments.seconds, arguments.rounds)
    if arguments.server != "gunicorn":  # the share is always of hello under gunicorn
        rates |= measure("gunicorn", {"hello": paths["hello"]}, cookie, arguments.seconds, arguments.rounds)
    print(f"web: {arguments.server}, {WORKERS} workers, {CONNECTIONS} connections, {AREAS} areas")
    print(f"{'page':<12} {'req/s':>8} {'of hello':>9} {'to reach':>9} {'queries':>8} {'at most':>8}")
    for name, value in rates.items():
        share = value / rates["hello"]
        _, least, most = PAGES.get(name, ("", 0, 0))
        good = share >= least and counted[name] <= most
        print(
            f"{name:<12} {value:8.1f} {share:9.1%} {least:9.1%} {counted[name]:8} {most:8} {'ok' if good else 'BELOW'}"
        )


if __name__ == "__main__":
    main()
