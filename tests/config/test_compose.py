"""There is no Docker engine on every machine: the files are parsed, and each service's own command is run as it stands,
under the production settings, against the servers of this test run."""

import os
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psycopg
import pytest
import yaml
from django.db import connection
from django.urls import reverse

from config import embedded

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
ONCE = {"migrate", "grant"}
OURS = ["beat", "grant", "migrate", "web", "worker"]
PATIENCE = 90  # seconds until a process that hangs is ended, so that the test fails instead of waiting for ever
LIVE = {"web": "Booting worker", "worker": "ready", "beat": "beat: Starting"}


@pytest.mark.parametrize("name", [name for name in SERVICES if name not in ONCE])
def test_service_has_health_check_and_restarts(name):
    service = SERVICES[name]

    assert service["healthcheck"]["test"][0].startswith("CMD")
    assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_our_service_is_read_only_without_privileges(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_secrets_come_from_the_environment_without_a_default():
    used = re.findall(r"\$\{([A-Z_]+)([^}]*)\}", (ROOT / "docker-compose.yml").read_text())

    needed = [(name, rest) for name, rest in used if not name.endswith("_FALLBACKS")]  # none until a key is replaced
    secret = {(name, rest) for name, rest in needed if re.search("SECRET|PASSWORD|KEY|URL", name)}

    assert {rest for _, rest in secret} == {":?"}
    assert {name for name, _ in secret} >= {"SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def test_only_the_web_server_is_reachable_and_only_from_this_machine():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


def test_image_runs_as_an_unprivileged_user_with_the_locked_packages():
    dockerfile = (ROOT / "Dockerfile").read_text()
    last_stage = dockerfile.split("\nFROM ")[-1]

    assert "\nUSER 10001\n" in last_stage
    assert "--require-hashes -r requirements/base.txt" in dockerfile
    assert "collectstatic" in dockerfile


def test_postgres_major_is_the_same_everywhere():
    major = str(embedded.POSTGRES_MAJOR)

    assert SERVICES["postgres"]["image"].startswith(f"postgres:{major}-")
    assert f"PostgreSQL {major}" in (ROOT / "README.md").read_text()
    assert f"PostgreSQL {major}" in (ROOT / "docs" / "operations.md").read_text()


# Running each command -------------------------------------------------------------------------------------------------
def environment_of(service: dict, overrides: dict[str, str]) -> dict[str, str]:
    """Fill in the variables as compose does, with a value for each that has no default."""
    given = dict.fromkeys(re.findall(r"\$\{([A-Z_]+):\?\}", str(COMPOSE)), "from-the-test")
    given |= {"SITE_URL": "https://gebiedswijzer.example", "ALLOWED_HOSTS": "gebiedswijzer.example"}
    given |= {"EMAIL_URL": "consolemail://", "SECRET_KEY": "of-the-test-only-" + "x" * 40}

    def fill(match: re.Match) -> str:
        return given.get(match[1], match[2] or "")

    filled = {
        name: re.sub(r"\$\{([A-Z_]+):[?-]([^}]*)\}", fill, value) for name, value in service["environment"].items()
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "DJANGO_SETTINGS_MODULE": "config.settings.base", **filled, **overrides}


@pytest.fixture(scope="session")
def static_root(tmp_path_factory):
    """Static files collected once, as the image does."""
    folder = tmp_path_factory.mktemp("static")
    overrides = {"STATIC_ROOT": str(folder), "DATABASE_URL": "postgres://nobody@localhost/nothing"}
    environment = environment_of(SERVICES["web"], overrides | {"REDIS_URL": "redis://localhost:1/0"})
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=environment, check=True
    )
    return folder


@pytest.fixture
def production(db, static_root, tmp_path):
    """Environment of production on an empty database of its own."""
    name = f"compose_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    parameters = connection.get_connection_params()
    keywords = {key: parameters[key] for key in ("host", "user", "password", "port") if parameters.get(key)}
    with psycopg.connect(**keywords, dbname="postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
        user, password = keywords.get("user", ""), keywords.get("password", "")
        yield {
            "DATABASE_URL": f"postgres://{user}:{password}@:{keywords.get('port', '')}/{name}?host={keywords['host']}"
            if keywords["host"].startswith("/")
            else f"postgres://{user}:{password}@{keywords['host']}:{keywords.get('port', 5432)}/{name}",
            "REDIS_URL": os.environ["REDIS_URL"],
            "CELERY_QUEUE": name,
            "STATIC_ROOT": str(static_root),
            "MEDIA_ROOT": str(tmp_path),
        }
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def running(tmp_path):
    """Start a service and wait until its log says that it works; end it politely and demand that it obeys."""
    processes = []

    def start(name: str, environment: dict[str, str]) -> None:
        command = [part.replace("/tmp/", f"{tmp_path}/") for part in SERVICES[name]["command"]]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        processes.append((process, timer))
        said = []
        for line in process.stdout:
            said.append(line)
            if LIVE[name] in line:
                return
        pytest.fail(f"{name} did not come up:\n{''.join(said)}")

    yield start
    for process, timer in reversed(processes):
        process.terminate()
        process.communicate()
        timer.cancel()
        assert process.returncode == 0


def migrate(production: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, *SERVICES["migrate"]["command"][1:]],
        cwd=ROOT,
        env=environment_of(SERVICES["migrate"], production),
        check=True,
        capture_output=True,
    )


def ask(port: int, path: str) -> tuple[int, str]:
    headers = {"Host": "gebiedswijzer.example", "X-Forwarded-Proto": "https", "Accept-Language": "en"}
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers)) as response:
        return response.status, response.read().decode()


def is_ready(port: int) -> bool:
    """Ask until everything answers: on a machine that does much else, the worker may need more than its two seconds."""
    for _ in range(PATIENCE // 2):
        try:
            return ask(port, "/gereed/")[0] == 200
        except HTTPError:
            continue
    return False


@pytest.mark.worker
def test_services_together_come_up_serve_and_stop_when_asked(production, running):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    migrate(production)
    web = environment_of(SERVICES["web"], production | {"BIND": f"127.0.0.1:{port}"})

    running("worker", environment_of(SERVICES["worker"], production))
    running("beat", environment_of(SERVICES["beat"], production))
    running("web", web)

    assert ask(port, "/gezond/")[0] == 200
    assert is_ready(port)
    status, page = ask(port, reverse("account_login"))
    assert status == 200
    stylesheet = re.search(r'href="(/static/css/layout\.[0-9a-f]{12}\.css)"', page)[1]
    assert ask(port, stylesheet)[0] == 200
    for name, environment in {"web": web, "worker": environment_of(SERVICES["worker"], production)}.items():
        probe = SERVICES[name]["healthcheck"]["test"][1:]
        assert subprocess.run(probe, cwd=ROOT, env=environment, capture_output=True).returncode == 0, name


@pytest.mark.worker
def test_probe_without_a_server_fails():
    environment = os.environ | {"BIND": "127.0.0.1:1"}

    result = subprocess.run([sys.executable, "-m", "config.probe"], cwd=ROOT, env=environment, capture_output=True)

    assert result.returncode == 1
