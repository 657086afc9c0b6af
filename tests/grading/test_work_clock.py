"""A clock of work: time that nothing is done in does not move it."""

from __future__ import annotations

import time

import pytest

from grader.execution.jobs import CheckObservation
from grader.grading.diagnosis.work_clock import WorkClock


def test_it_adds_what_is_done_here_and_in_the_process_of_the_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    done = iter([5.0, 5.25, 5.5])
    monkeypatch.setattr(time, "thread_time", lambda: next(done))
    clock = WorkClock()
    assert clock.now == 0.25
    clock.count(CheckObservation("check", (), processor=2.0))
    assert clock.now == 2.5
