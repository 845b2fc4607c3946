import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis
from django.db import connection

from config import embedded

ROOT = Path(__file__).resolve().parents[2]
USE_REDIS = """
import sys, pathlib
from config import embedded
print(embedded.redis_url(pathlib.Path(sys.argv[1]), database=3), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def user_of():
    """Start a process that uses the Redis in a folder; it ends when its input closes."""
    processes = []

    def start(data: Path) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", USE_REDIS, str(data)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.communicate()


@pytest.fixture
def redis_folder(tmp_path):
    data = tmp_path / "redis"
    yield data
    embedded.remove(data)


def answers(data: Path) -> bool:
    return embedded._ask_redis(embedded._short_socket(data), "PING")


def test_redis_started_by_two_at_once_is_one_server_until_the_last_leaves(redis_folder, user_of):
    first, second = user_of(redis_folder), user_of(redis_folder)
    address = first.stdout.readline().strip()
    assert second.stdout.readline().strip() == address
    assert address.endswith("?db=3")

    first.communicate()
    assert answers(redis_folder)
    assert embedded.is_in_use(redis_folder)

    second.communicate()
    assert not answers(redis_folder)
    assert not embedded.is_in_use(redis_folder)


def test_redis_user_killed_is_no_longer_counted(redis_folder, user_of):
    killed, last = user_of(redis_folder), user_of(redis_folder)
    killed.stdout.readline(), last.stdout.readline()

    killed.send_signal(signal.SIGKILL)
    killed.wait()
    last.communicate()

    assert not answers(redis_folder)


def test_redis_that_crashed_is_started_again_over_its_stale_socket(redis_folder, user_of):
    crashed = user_of(redis_folder)
    crashed.stdout.readline()
    with redis.Redis(unix_socket_path=str(embedded._short_socket(redis_folder))) as client:
        os.kill(client.info("server")["process_id"], signal.SIGKILL)
    assert embedded._short_socket(redis_folder).exists()

    again = user_of(redis_folder)

    assert again.stdout.readline().strip() == f"unix://{embedded._short_socket(redis_folder)}?db=3"
    assert answers(redis_folder)


def test_remove_ends_a_server_left_running(redis_folder, user_of):
    killed = user_of(redis_folder)
    killed.stdout.readline()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert answers(redis_folder)

    embedded.remove(redis_folder)

    assert not answers(redis_folder)
    assert not redis_folder.exists()


def test_socket_of_a_deep_checkout_stays_below_the_limit_and_differs_per_checkout(tmp_path):
    deep = tmp_path / ("a" * 120) / "redis"
    other = tmp_path / ("b" * 120) / "redis"

    sockets = {embedded._short_socket(deep), embedded._short_socket(other)}

    assert len(sockets) == 2
    assert all(len(str(socket)) <= embedded.UNIX_SOCKET_LIMIT for socket in sockets)


@pytest.mark.parametrize("state", ["", "not a number\n", "99999999\n/gone\n", "{this}\n" + "x\n" * 7])
def test_postgres_state_of_a_killed_server_is_forgotten(tmp_path, state):
    """The last one: after a restart of the machine the number belongs to another process, here to pytest."""
    (tmp_path / "postmaster.pid").write_text(state.replace("{this}", str(os.getpid())))
    (tmp_path / ".handle_pids.json").write_text("[1, 2]")

    embedded._forget_dead_postgres(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_postgres_of_this_run_is_embedded_or_given_and_of_the_documented_major(db, settings):
    assert isinstance(connection.connection, psycopg.Connection)
    assert connection.connection.info.server_version // 10000 >= embedded.POSTGRES_MAJOR


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_address_in_the_environment_is_used_and_nothing_is_started(name, tmp_path):
    program = f"""
from config import embedded
def fail(*arguments, **options): raise AssertionError("started a server")
embedded.database_url = embedded.redis_url = fail
from config.settings import dev
print(dev.env.str({name!r}))
"""
    given = {"DATABASE_URL": "postgres://someone@db.example.nl/name", "REDIS_URL": "redis://redis.example.nl/1"}

    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ | given, capture_output=True, text=True
    )

    assert result.stdout.strip() == given[name], result.stderr
