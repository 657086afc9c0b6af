"""Processes that grade: one that ends is replaced, and a hand-in with which they end again and again is set aside."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from records.making import bundle, put
from records.test_marking import versions

from grader.cohort import processes
from grader.cohort.executors import processes_for, weakest
from grader.cohort.processes import Ended, Processes, Restarted
from grader.cohort.work import Done, Setup, Work
from grader.errors import WorkerFault
from grader.execution.jobs import Isolation

SETUP = Setup("", (), frozenset(), None, None, None, "en", "all")


class Killed:
    """A process that ends with some hand-ins."""

    started = 0
    killers: frozenset[int] = frozenset()

    def __init__(self, *_: object) -> None:
        Killed.started += 1
        self._ended = False
        self.pid = os.getpid()

    def isolation(self) -> Isolation:
        return Isolation("separated")

    def grade(self, work: Work) -> Done:
        assert not self._ended, "an ended process was asked"
        if work.number in self.killers:
            self._ended = True
            raise Ended("exit status -9")
        return Done(work.number, "digest")

    def close(self) -> None:
        self._ended = True


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    monkeypatch.setattr(processes, "StationProcess", Killed)
    monkeypatch.setattr(Killed, "started", 0)
    put(tmp_path, bundle("ann"))
    (version,) = versions(tmp_path)
    return [Work(number, 0, version) for number in range(6)]


def test_a_hand_in_with_which_two_processes_end_is_set_aside_and_told(
    works: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Killed, "killers", frozenset({2}))
    running = Processes(SETUP, 2)
    done = {one.number: one for batch in running.run(works, len(works)) for one in batch}
    running.close()
    assert {number: one.content for number, one in done.items() if number != 2} == dict.fromkeys(
        (0, 1, 3, 4, 5), "digest"
    )
    fault = done[2].fault
    assert fault is not None
    assert "set aside (exit status -9)" in fault.message
    assert Killed.started == 4


def test_what_is_closed_starts_no_process_any_more(works: list[Work], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Killed, "killers", frozenset({0}))
    station = Restarted(SETUP)
    station.close()
    monkeypatch.setattr(Killed, "isolation", _ended)
    with pytest.raises(WorkerFault):
        station.grade(works[0])
    assert Killed.started == 1


def _ended(self: Any) -> Isolation:
    raise Ended("closed")


def test_a_process_is_started_only_for_enough_hand_ins() -> None:
    assert [processes_for(count, 4) for count in (1, 8, 9, 100)] == [1, 1, 2, 4]
    assert processes_for(100, 1) == 1


def test_the_weakest_isolation_is_the_one_that_is_told() -> None:
    levels = [Isolation("separated"), Isolation("limits", (), ("seccomp",)), Isolation("restricted")]
    assert weakest(levels).missing == ("seccomp",)
