"""Databases that tests start from: filled once, then copied, which takes a second instead of a minute.

Django builds the state of all models anew for almost every operation of a migration, and every process of a test run
needs a database of its own. So the first process fills a template under a lock, and the others copy it. A template is
named after what it was made from; when that changes, it is made again and the old one is dropped.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
WINGS = ("accounts", "config", "core", "governance", "pilots", "reports", "toolbox", "typology")


def migrated() -> str:
    """Return the name of a database with every migration applied."""
    return _template("migrated", _files("*/migrations/*.py"), _migrate)


def with_demo(environment: dict[str, str], load: str) -> str:
    """Return the name of a database with the demo of today in it; its files are copied to MEDIA_ROOT.

    environment: of the site that is to show it. load: the program that loads it.
    """
    media = ROOT / "var" / "test-demo-media"

    def fill(address: str) -> None:
        shutil.rmtree(media, ignore_errors=True)
        run({**environment, "DATABASE_URL": address, "MEDIA_ROOT": str(media)}, "-c", load)

    sources = [*_files("*.py"), *sorted((ROOT / "content").rglob("*.yaml"))]
    name = _template("demo", sources, fill, start=migrated(), more=f"{date.today()}{load}")
    shutil.copytree(media, environment["MEDIA_ROOT"], dirs_exist_ok=True)
    return name


def copy(template: str, name: str) -> str:
    """Make the database `name` anew as a copy of a template; returns its address."""
    with _administering() as connection:
        _drop(connection, name)
        _create(connection, name, template)
    return address_of(name)


def address_of(name: str) -> str:
    """Return the address of a database beside the one of `DATABASE_URL`."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def run(environment: dict[str, str], *arguments: str) -> str:
    """Run Python in the checkout and return what it printed."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def _migrate(address: str) -> None:
    run({**os.environ, "DATABASE_URL": address}, "manage.py", "migrate", "--verbosity", "0")


def _files(pattern: str) -> list[Path]:
    return sorted(path for wing in WINGS for path in (ROOT / wing).rglob(pattern.removeprefix("*/")) if path.is_file())


def _template(
    kind: str, files: Iterable[Path], fill: Callable[[str], None], *, start: str = "template0", more: str = ""
) -> str:
    digest = hashlib.sha256(more.encode())
    for path in files:
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    name = f"template_{kind}_{digest.hexdigest()[:16]}"
    with _alone(kind), _administering() as connection:
        if not _exists(connection, name):
            for old in _named(connection, f"template_{kind}_"):
                _drop(connection, old)
            _create(connection, f"{name}_half", start)
            fill(address_of(f"{name}_half"))
            names = sql.Identifier(f"{name}_half"), sql.Identifier(name)
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))
    return name


@contextmanager
def _alone(kind: str) -> Iterator[None]:
    """Let one process of this checkout at a time look for, or make, a template of this kind."""
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / f"test-template-{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _administering() -> Iterator[psycopg.Connection]:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        yield connection


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _named(connection: psycopg.Connection, start: str) -> list[str]:
    rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start]).fetchall()
    return [row[0] for row in rows]


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _create(connection: psycopg.Connection, name: str, template: str) -> None:
    names = sql.Identifier(name), sql.Identifier(template)
    encoding = sql.SQL(" ENCODING utf8") if template == "template0" else sql.SQL("")
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names) + encoding)
