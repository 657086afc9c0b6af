"""What the caller hears while a submission is observed, and stopping at what was waited for."""

from __future__ import annotations

import time

import pytest
from asking import asking, job

from grader.execution.jobs import CaseObservation, CheckJob, CheckObservation
from grader.execution.pool import Pool
from grader.wire.messages import Raised, Stopped, Unrun

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


def test_each_check_is_told_once_and_while_the_next_one_runs(pool: Pool) -> None:
    heard: list[CheckObservation] = []
    asked = job(
        TEXT, asking("m.f(0)", id="hidden", hidden=True), asking("m.f(1)", id="first"),
        asking("m.endless(i)", id="hung", time_limit=0.3), asking("1", id="never", after=("hung",)),
        asking("7", id="last"),
    )  # fmt: skip
    observations = pool.observe(asked, told=heard.append)
    assert [check.id for check in heard] == ["first", "hung", "never", "last", "hidden"]
    assert sorted(heard, key=lambda check: check.id) == sorted(observations.checks, key=lambda check: check.id)


def test_what_hears_of_a_check_takes_none_of_the_next_ones_time(pool: Pool) -> None:
    asked = job(TEXT, asking("m.f(1)", id="first"), asking("m.f(i)", id="second", cases=3, time_limit=0.3))
    observations = pool.observe(asked, told=lambda _: time.sleep(0.6))
    assert not any(isinstance(case.outcome, Stopped) for check in observations.checks for case in check.cases)


def test_where_hearing_fails_the_child_is_ended_all_the_same(pool: Pool) -> None:
    def fail(observation: CheckObservation) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        pool.observe(job(TEXT, asking("m.f(1)"), asking("m.f(0)")), told=fail)
    assert pool.observe(job(TEXT, asking("m.f(0)"))).fault is None
