"""Starts the processes of the demo, keeps an eye on them and ends every one of them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

GRACE = 15.0  # seconds a process gets to end by itself
WATCH = 0.5  # seconds between two looks at the processes
TAIL = 20  # lines of a log that are shown when its process ended by itself


class Stopped(BaseException):
    """Somebody asked the demo to end: Ctrl-C, SIGTERM, a closed terminal, or `make` that was interrupted."""


class ChildEnded(RuntimeError):  # noqa: N818 -- says what happened
    """A process that should keep running ended; the message holds the end of its log."""


@dataclass(frozen=True, kw_only=True)
class Child:
    """One process that was started, and where its output goes."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def tail(self) -> str:
        """Return the last lines of its output."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-TAIL:])


class Supervisor:
    """The processes that were started, each in a group of its own, so that Ctrl-C reaches only us and we end them."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._children: list[Child] = []
        self._make = os.getppid() if "MAKELEVEL" in os.environ else None
        # In the background of a script it ignores SIGINT from the start, and nothing can be read from that.
        self._make_listens = self._make is not None and _catches_interrupt(self._make)
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        """Start a process that should keep running; its output goes to `<name>.log`, started afresh."""
        log = self._logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 -- fixed commands of this project
                command,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        child = Child(name=name, process=process, log=log)
        self._children.append(child)
        return child

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Raise `Stopped` or `ChildEnded` as soon as that happens, also in the middle of the work inside."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _on_stop)
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, WATCH, WATCH)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            # Once: a second Ctrl-C must not cut the ending short, here or in the commands that end the servers.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)

    def _look(self, number: int, frame: FrameType | None) -> None:
        if self._make and os.getppid() != self._make:
            raise Stopped
        if self._make and self._make_listens and not _catches_interrupt(self._make):
            raise Stopped
        for child in self._children:
            if child.process.poll() is not None:
                code = child.process.returncode
                raise ChildEnded(f"{child.name} ended with code {code}; {child.log} ends with:\n{child.tail()}")

    def stop(self) -> None:
        """End every process: ask, wait, and kill what is left of its group."""
        for child in reversed(self._children):
            child.process.terminate()
        deadline = time.monotonic() + GRACE
        for child in reversed(self._children):
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self._children.clear()


def _on_stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _end_with_parent() -> None:
    """Ask the Linux kernel to end this process when we are killed without a chance to do it ourselves."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _catches_interrupt(make: int) -> bool:
    """Say whether this `make` still waits for a SIGINT of its own (read from /proc, so on Linux only).

    One that was meant for `make` alone, it tells nobody: it puts the default action back and waits for us.
    """
    try:
        status = Path(f"/proc/{make}/status").read_text()
    except OSError:
        return False
    caught = next((line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")), "0")
    return bool(int(caught, 16) & (1 << (signal.SIGINT - 1)))
