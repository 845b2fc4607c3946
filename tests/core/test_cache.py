import time

import pytest
from django.core.cache import cache

from core.cache import FallbackRedisCache


@pytest.fixture
def away():
    """A cache whose Redis does not answer."""
    return FallbackRedisCache("redis://127.0.0.1:1/0", {})


def test_cache_is_redis_and_keeps_what_it_is_given():
    cache.set("core-test", [1, 2], 5)

    assert isinstance(cache._connections[cache._alias], FallbackRedisCache)
    assert cache.get("core-test") == [1, 2]
    assert cache.add("core-test", 3) is False
    assert cache.delete("core-test") is True


def test_cache_redis_away_remembers_in_this_process(away):
    away.set("key", [1], 60)

    assert away.get("key") == [1]
    assert away.add("key", 2) is False
    assert away.has_key("key")
    assert away.touch("key", 60)
    assert away.get_many(["key"]) == {"key": [1]}
    away.set_many({"a": 1, "b": 2})
    assert away.incr("a") == 2
    away.delete_many(["a"])
    assert away.get("a") is None
    away.clear()
    assert away.get("key") is None


def test_cache_redis_away_asks_once_and_then_leaves_it_alone_for_a_while(away):
    away.get("key")
    start = time.perf_counter()
    for _question in range(100):
        away.get("key")

    assert away._away_until > time.monotonic()
    assert time.perf_counter() - start < 0.2
