"""What the caller hears while a submission is observed, and stopping at what was waited for."""

from __future__ import annotations

import time

import pytest
from asking import asking, job

from grader.execution.boundary import GO_ON, NOTHING, STOP, Next
from grader.execution.jobs import CheckObservation
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


def test_nothing_is_run_after_the_check_that_was_waited_for(pool: Pool) -> None:
    heard: list[str] = []

    def told(check: CheckObservation) -> Next:
        heard.append(check.id)
        return STOP if isinstance(check.cases[0].outcome, Raised) else GO_ON

    asked = job(
        TEXT, asking("m.f(0)", id="first"), asking("m.f(2)", id="second"),
        asking("m.endless(0)", id="third"), asking("m.f(1)", id="hidden", hidden=True),
    )  # fmt: skip
    observations = pool.observe(asked, told)
    assert observations.fault is None
    assert [check.id for check in observations.checks] == heard == ["first", "second"]


def test_nothing_is_loaded_again_after_a_check_that_hangs_and_was_waited_for(pool: Pool) -> None:
    heard: list[CheckObservation] = []

    def told(check: CheckObservation) -> Next:
        heard.append(check)
        return STOP

    asked = job(TEXT, asking("m.endless(i)", cases=2, time_limit=0.3), asking("m.f(1)"))
    observations = pool.observe(asked, told)
    assert [case.outcome for case in heard[0].cases] == [Stopped("time"), Unrun()]
    assert list(observations.checks) == heard


def test_what_is_asked_for_meanwhile_comes_before_what_learners_may_not_see(pool: Pool) -> None:
    heard: list[str] = []

    def told(check: CheckObservation) -> Next:
        heard.append(check.id)
        more = {
            "last": (asking("m.f(0)", id="more"),),
            "more": (asking("m.f(1)", id="yet more"),),
            "hidden": (asking("m.f(0)", id="hidden too", hidden=True), asking("m.f(0)", id="seen")),
        }
        return Next(more=more.get(check.id, ()))

    asked = job(TEXT, asking("m.f(0)", id="hidden", hidden=True), asking("m.f(0)"), asking("m.f(1)", id="last"))
    observations = pool.observe(asked, told)
    assert heard == ["m.f(0)", "last", "more", "yet more", "hidden", "hidden too"]
    # Those of the job in its order, then the others.
    assert [check.id for check in observations.checks] == ["hidden", "m.f(0)", "last", "more", "yet more", "hidden too"]


def test_a_job_of_nothing_tells_what_a_learners_process_is_like(pool: Pool) -> None:
    nothing, something = pool.observe(NOTHING), pool.observe(job(TEXT, asking("m.f(1)")))
    assert nothing.fault is None
    assert (nothing.isolation, nothing.checks, nothing.loads) == (something.isolation, (), ())


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

    def told(check: CheckObservation) -> Next:
        heard.append(check)
        return GO_ON

    observations = pool.observe(asked, told)
    assert [check.id for check in heard] == ["first", "hung", "never", "last", "hidden"]
    assert sorted(heard, key=lambda check: check.id) == sorted(observations.checks, key=lambda check: check.id)


def test_what_hears_of_a_check_takes_none_of_the_next_ones_time(pool: Pool) -> None:
    def told(check: CheckObservation) -> Next:
        time.sleep(0.6)
        return GO_ON

    asked = job(TEXT, asking("m.f(1)", id="first"), asking("m.f(i)", id="second", cases=3, time_limit=0.3))
    observations = pool.observe(asked, told)
    assert not any(isinstance(case.outcome, Stopped) for check in observations.checks for case in check.cases)


def test_where_hearing_fails_the_child_is_ended_all_the_same(pool: Pool) -> None:
    def fail(check: CheckObservation) -> Next:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        pool.observe(job(TEXT, asking("m.f(1)"), asking("m.f(0)")), fail)
    assert pool.observe(job(TEXT, asking("m.f(0)"))).fault is None
