import socket

import pytest

from config import demo


@pytest.fixture
def taken():
    """A port that another program listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_port_that_was_asked_for_and_is_free_is_used():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    assert demo._choose_port("127.0.0.1", port) == port


def test_port_that_was_asked_for_and_is_taken_is_refused_with_another_to_try(taken):
    with pytest.raises(demo.Unable) as refusal:
        demo._choose_port("127.0.0.1", taken)

    assert f"poort {taken} is al in gebruik" in str(refusal.value)
    assert f"PORT={taken + 1} make demo" in str(refusal.value)


def test_port_nobody_asked_for_and_taken_gives_the_next_one(taken, monkeypatch, capsys):
    monkeypatch.setattr(demo, "FIRST_PORT", taken)
    monkeypatch.setattr(demo, "LAST_PORT", taken + 50)

    port = demo._choose_port("127.0.0.1", None)

    assert port > taken
    assert capsys.readouterr().out == f"Poort {taken} is al in gebruik; de demo neemt {port}.\n"


def test_port_that_does_not_exist_is_refused():
    with pytest.raises(demo.Unable, match="99999 is geen poort"):
        demo._choose_port("127.0.0.1", 99999)


def test_second_demo_in_the_same_checkout_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "VAR", tmp_path / "var")

    with demo._only_one(), pytest.raises(demo.Unable, match="draait al"), demo._only_one():
        pass


def test_demo_in_another_checkout_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "VAR", tmp_path / "one")
    with demo._only_one():
        monkeypatch.setattr(demo, "VAR", tmp_path / "two")
        with demo._only_one():
            assert (tmp_path / "two" / "demo.lock").exists()


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_reset_leaves_a_given_server_alone(name, tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "VAR", tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv(name, "somewhere://else")
    (tmp_path / "demo").mkdir()

    with pytest.raises(demo.Unable, match="RESET=1"):
        demo._reset()

    assert (tmp_path / "demo").exists()


def test_fingerprint_of_the_same_content_is_the_same_and_differs_per_database(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://one")
    first = demo._fingerprint()

    assert demo._fingerprint() == first
    monkeypatch.setenv("DATABASE_URL", "postgres://two")
    assert demo._fingerprint() != first


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://localhost:8000"), ("0.0.0.0", "http://localhost:8000"), ("::1", "http://[::1]:8000")],
)
def test_address_is_one_that_a_browser_can_open(host, address):
    assert demo._address(host, 8000) == address
