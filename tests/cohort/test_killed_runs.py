"""A class on several processes: what is killed costs time and nothing else, and nothing is left running."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from calling import called
from forking import stations_of
from records import killing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc and kills with SIGKILL")

LEARNERS, BROKEN = 20, 4


def wait_until_gone(pids: list[int]) -> None:
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}/cmdline").exists() and _cmdline(pid) for pid in pids):
        assert time.monotonic() < until, "processes are left"
        time.sleep(0.05)


def _cmdline(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_killed_runs_on_processes_end_as_an_undisturbed_one(tmp_path: Path) -> None:
    inbox, undisturbed, output = tmp_path / "inbox", tmp_path / "undisturbed", tmp_path / "killed"
    killing.make_inbox(inbox, LEARNERS, BROKEN)
    assert called(*killing.grading(inbox, undisturbed), cwd=inbox).returncode == 1
    started: list[int] = []
    for attempts in (1, 5):
        run = killing.start(inbox, output)
        while killing.recorded(output) < attempts:
            assert run.poll() is None, "the run ended before it could be killed"
            time.sleep(0.01)
        started += stations_of(run.pid)
        killing.kill_after(run, output, attempts)
        assert killing.query(output, "PRAGMA integrity_check") == [("ok",)]
    done = killing.recorded(output)
    run = killing.start(inbox, output)
    while not (grading := stations_of(run.pid)):
        assert run.poll() is None
        time.sleep(0.01)
    os.kill(grading[0], signal.SIGKILL)  # costs a new process, and nobody a result
    _, unchanged = killing.finish(run)
    assert unchanged == done < LEARNERS - BROKEN
    assert killing.query(output, "SELECT key FROM attempts WHERE gradings != 1 OR unexplained") == []
    assert killing.contents(output) == killing.contents(undisturbed)
    wait_until_gone([*started, *grading])
