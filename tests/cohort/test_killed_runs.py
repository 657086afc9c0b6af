"""A class on several processes: what is killed costs time and nothing else, and nothing is left running."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from records import killing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc and kills with SIGKILL")

LEARNERS, BROKEN = 40, 4


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    killing.make_inbox(folder, LEARNERS, BROKEN)
    return folder


@pytest.fixture(scope="module")
def undisturbed(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Graded in one process."""
    output = tmp_path_factory.mktemp("undisturbed")
    killing.finish(killing.start(inbox, output, jobs=1))
    return output


def stations(parent: int) -> Iterator[int]:
    """The processes of a run that grade."""
    for task in Path(f"/proc/{parent}/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"station_process" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield int(child)


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


def test_killed_runs_on_processes_end_as_an_undisturbed_one(inbox: Path, undisturbed: Path, tmp_path: Path) -> None:
    output = tmp_path / "killed"
    started = []
    for attempts in (1, 12):
        run = killing.start(inbox, output)
        while killing.recorded(output) < attempts:
            assert run.poll() is None, "the run ended before it could be killed"
            time.sleep(0.01)
        started += list(stations(run.pid))
        killing.kill_after(run, output, attempts)
    assert killing.query(output, "PRAGMA integrity_check") == [("ok",)]
    done = killing.recorded(output)
    _, unchanged = killing.finish(killing.start(inbox, output))
    assert unchanged == done < LEARNERS - BROKEN
    assert killing.query(output, "SELECT key FROM attempts WHERE gradings != 1 OR unexplained") == []
    assert killing.contents(output) == killing.contents(undisturbed)
    wait_until_gone(started)


def test_a_process_that_is_killed_costs_its_hand_in_another_try(inbox: Path, undisturbed: Path, tmp_path: Path) -> None:
    output = tmp_path / "one-killed"
    run = killing.start(inbox, output)
    while killing.recorded(output) < 1:
        assert run.poll() is None
        time.sleep(0.01)
    os.kill(next(stations(run.pid)), signal.SIGKILL)
    killing.finish(run)
    assert killing.contents(output) == killing.contents(undisturbed)
