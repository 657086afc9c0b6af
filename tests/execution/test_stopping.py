"""Observing until something was seen: nothing is run after it."""

from __future__ import annotations

import pytest
from asking import asking, job

from grader.execution.jobs import CaseObservation, CheckJob
from grader.execution.pool import Pool
from grader.worker.messages import Raised, Stopped, Unrun

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="children are forked on Linux only")

TEXT = """
def f(i):
    return 1 / (2 - i)


def endless(i):
    while True:
        pass
"""


def test_nothing_is_run_after_the_case_that_was_waited_for(pool: Pool) -> None:
    told: list[tuple[str, int]] = []

    def until(check: CheckJob, number: int, case: CaseObservation) -> bool:
        told.append((check.id, number))
        return isinstance(case.outcome, Raised)

    asked = job(TEXT, asking("m.f(0)", id="first", cases=2), asking("m.f(i)", id="second", cases=4), asking("m.f(1)"))
    observations = pool.observe(asked, until)
    assert observations.fault is None
    assert told == [("first", 0), ("first", 1), ("second", 0), ("second", 1), ("second", 2)]
    first, second = observations.checks
    assert len(first.cases) == 2
    assert [type(case.outcome).__name__ for case in second.cases] == ["Returned", "Returned", "Raised", "Unrun"]


def test_a_case_that_hangs_is_told_as_well(pool: Pool) -> None:
    told: list[CaseObservation] = []

    def until(check: CheckJob, number: int, case: CaseObservation) -> bool:
        told.append(case)
        return isinstance(case.outcome, Stopped)

    asked = job(TEXT, asking("m.endless(i)", cases=2, time_limit=0.3), asking("m.f(1)"))
    observations = pool.observe(asked, until)
    (hung,) = observations.checks
    assert [case.outcome for case in told] == [Stopped("time")]
    assert isinstance(hung.cases[1].outcome, Unrun)


def test_without_it_everything_is_run(pool: Pool) -> None:
    observations = pool.observe(job(TEXT, asking("m.f(i)", cases=4), asking("m.f(1)")))
    assert len(observations.checks) == 2
    assert not any(isinstance(case.outcome, Unrun) for check in observations.checks for case in check.cases)
