"""Each test runs a small program under the supervisor, because it takes over the signals of its process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import signal, sys, time
from pathlib import Path
from config.supervisor import ChildEnded, Stopped, Supervisor

supervisor = Supervisor(Path(sys.argv[1]))
try:
    with supervisor.watching():
        for number, code in enumerate(sys.argv[2:]):
            child = supervisor.start(f"child{number}", [sys.executable, "-c", code], {})
            print(child.process.pid, end=" ", flush=True)
        print(flush=True)
        time.sleep(60)
except Stopped:
    print("stopped", flush=True)
except ChildEnded as error:
    print(error, flush=True)
finally:
    supervisor.stop()
"""
WITHOUT_MAKE = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
WITHOUT_MAKE["PYTHONUNBUFFERED"] = "1"  # lines arrive in the order in which they were written
BRIEF = "import time; time.sleep(2); raise SystemExit(3)"
PATIENT = "import time; time.sleep(60)"
WITH_GRANDCHILD = (
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
)
WITH_GRANDCHILD += "time.sleep(60)"


@pytest.fixture
def supervise(tmp_path):
    """Run children under a supervisor; give the process and the numbers of its children."""
    processes = []

    def start(*codes: str):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path), *codes],
            cwd=ROOT,
            env=WITHOUT_MAKE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process, [int(pid) for pid in process.stdout.readline().split()]

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def is_gone(pid: int) -> bool:
    """Say whether a process ended; one that is ending gets ten seconds."""
    try:
        psutil.Process(pid).wait(10)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_every_process_and_their_children(supervise, number):
    process, pids = supervise(PATIENT, WITH_GRANDCHILD)
    family = psutil.Process(process.pid).children(recursive=True)

    process.send_signal(number)
    output, _ = process.communicate()

    assert output == "stopped\n"
    assert process.returncode == 0
    assert {child.pid for child in family} >= set(pids)
    assert all(is_gone(child.pid) for child in family)


def test_second_ctrl_c_does_not_cut_the_ending_short(supervise):
    process, pids = supervise(PATIENT)

    process.send_signal(signal.SIGINT)
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate()

    assert process.returncode == 0
    assert is_gone(pids[0])


def test_child_that_ends_is_reported_with_the_end_of_its_log(supervise):
    process, pids = supervise(PATIENT, "print('line before'); raise SystemExit('no disk left')")

    output, _ = process.communicate()

    assert "child1 ended with code 1" in output
    assert output.splitlines()[-1] == "no disk left"
    assert is_gone(pids[0])


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux does this")
def test_killed_supervisor_takes_its_children_along(supervise):
    process, pids = supervise(PATIENT)

    process.kill()

    assert is_gone(pids[0])


@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
def test_make_interrupted_alone_ends_everything(tmp_path):
    """A SIGINT for `make` only: it waits for its child and tells it nothing."""
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "Makefile").write_text(f'run:\n\t@exec {sys.executable} program.py {tmp_path}/log "{PATIENT}"\n')
    make = subprocess.Popen(
        ["make", "run"],
        cwd=tmp_path,
        env={**WITHOUT_MAKE, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored when a script runs us apart
    )
    pid = int(make.stdout.readline())

    make.send_signal(signal.SIGINT)
    output, _ = make.communicate()

    assert output.split() == ["stopped"]
    assert is_gone(pid)


def test_make_that_ignores_interrupts_in_the_background_is_no_reason_to_stop(tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "Makefile").write_text(f'run:\n\t@exec {sys.executable} program.py {tmp_path}/log "{BRIEF}"\n')

    result = subprocess.run(
        ["sh", "-c", "trap '' INT; exec make run"],
        cwd=tmp_path,
        env={**WITHOUT_MAKE, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert "child0 ended with code 3" in result.stdout
