"""Limits of time, on clocks that a test moves."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from asking import eventually
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import WorkerFault
from grader.execution import time_limits
from grader.execution.limits import Limits
from grader.execution.neighbours import Neighbours
from grader.execution.session import SessionEnd
from grader.execution.time_limits import CERTAIN, Allowance, Budget, Timer

LIMIT, FACTOR = 2.0, 3.0
LIMITS = Limits(submission_seconds=10, wall_factor=FACTOR)


class Clocks:
    """The clock on the wall, and that of a child's processor time (None if it cannot be read)."""

    def __init__(self, processor: float | None = 0.0) -> None:
        self.wall = 100.0
        self.processor = processor

    def pass_by(self, processor: float, wall: float) -> None:
        if self.processor is not None:
            self.processor += processor
        self.wall += wall


def timer(
    monkeypatch: pytest.MonkeyPatch, clocks: Clocks, *, alone: bool = True, budget: Budget | None = None
) -> Timer:
    monkeypatch.setattr(time_limits.time, "monotonic", lambda: clocks.wall)
    allowed = Allowance(LIMIT, LIMIT * FACTOR, budget or Budget(LIMITS), lambda: alone)
    return Timer(allowed, lambda: clocks.processor)


def end_of(call: Callable[[], None]) -> str:
    try:
        call()
    except SessionEnd as end:
        return end.limit
    return ""


@pytest.mark.parametrize(
    ("processor", "wall", "alone", "end", "doubtful"),
    [
        (1.9, 5.9, True, "", False),
        (1.9, 5.9, False, "", False),
        (2.1, 2.1, True, "time", False),
        (2.1, 2.1, False, "", False),  # it may end yet, and then a run alone decides
        (2.1 * CERTAIN, 4.2, False, "time", False),
        (0.1, 6.1, True, "wall", False),
        (0.1, 6.1, False, "wall", True),
        (2.1, 6.1, False, "wall", True),
    ],
)
def test_a_limit_that_a_neighbour_may_be_the_reason_for_is_doubtful(
    processor: float, wall: float, alone: bool, end: str, doubtful: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks = Clocks()
    timed = timer(monkeypatch, clocks, alone=alone)
    clocks.pass_by(processor, wall)
    assert (end_of(timed.check), timed.is_doubtful) == (end, doubtful)


@pytest.mark.parametrize(
    ("processor", "alone", "end", "doubtful"),
    [(1.9, True, "", False), (1.9, False, "", False), (2.1, True, "time", False), (2.1, False, "", True)],
)
def test_what_ended_late_beside_a_neighbour_is_doubtful(
    processor: float, alone: bool, end: str, doubtful: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks = Clocks()
    timed = timer(monkeypatch, clocks, alone=alone)
    clocks.pass_by(processor, 5.0)
    assert (end_of(timed.finish), timed.is_doubtful) == (end, doubtful)


def test_where_processor_time_cannot_be_read_wall_time_is_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = Clocks(None)
    timed = timer(monkeypatch, clocks, alone=False)
    clocks.pass_by(0.0, 1.9)
    assert end_of(timed.check) == ""
    clocks.pass_by(0.0, 0.2)
    assert (end_of(timed.check), timed.is_doubtful) == ("time", False)


def test_a_clock_that_can_no_longer_be_read_leaves_the_limit_of_wall_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = Clocks(1.0)
    timed = timer(monkeypatch, clocks)
    clocks.processor = None
    clocks.pass_by(0.0, 3.0)
    assert end_of(timed.check) == ""
    clocks.pass_by(0.0, 3.1)
    assert end_of(timed.check) == "time"


@given(steps=st.lists(st.tuples(st.floats(0, 3), st.floats(0, 9)), max_size=20))
def test_the_budget_is_what_all_work_took_together(steps: list[tuple[float, float]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        budget, clocks = Budget(LIMITS), Clocks()
        for processor, wall in steps:
            timed = timer(patch, clocks, budget=budget)
            clocks.pass_by(processor, wall)
            end_of(timed.check)
            end_of(timed.finish)
            timed.broken_off()
        used = sum(processor for processor, _ in steps), sum(wall for _, wall in steps)
        assert (10 - budget.processor, 30 - budget.wall) == pytest.approx(used)
        assert budget.is_used_up == (budget.processor <= 0 or budget.wall <= 0)


@pytest.mark.parametrize(("processor", "wall"), [(1.0, 1.0), (0.0, 3.0)])
def test_work_ends_where_the_budget_does(processor: float, wall: float, monkeypatch: pytest.MonkeyPatch) -> None:
    budget, clocks = Budget(LIMITS), Clocks()
    budget.spend(9.5, 28.0)
    timed = timer(monkeypatch, clocks, budget=budget)
    clocks.pass_by(processor, wall)
    assert end_of(timed.check) == "budget"
    assert budget.is_used_up


@given(processor=st.floats(0, 10), wall=st.floats(0, 20), alone=st.booleans())
def test_a_timer_is_never_asked_without_end(processor: float, wall: float, alone: bool) -> None:
    """The time until it is asked again is never 0, and no longer than what is left."""
    with pytest.MonkeyPatch.context() as patch:
        clocks = Clocks()
        timed = timer(patch, clocks, alone=alone)
        clocks.pass_by(processor, wall)
        if not end_of(timed.check):
            assert 0 < timed.wait() <= max(0.002, LIMIT * CERTAIN - processor) + 1e-9
            assert timed.wait() <= max(0.002, LIMIT * FACTOR - wall) + 1e-9


def test_who_ran_beside_others_is_known() -> None:
    here = Neighbours()
    with here.beside():
        first = here.now()
        assert here.was_alone(first)
        with here.beside():
            assert not here.was_alone(first)
            assert not here.was_alone(here.now())
        assert not here.was_alone(first)
        assert here.was_alone(here.now())


def test_one_runs_alone_once_the_others_have_left_and_before_newcomers() -> None:
    here, told = Neighbours(), list[str]()
    leave, wants = threading.Event(), threading.Event()

    def stays() -> None:
        with here.beside():
            leave.wait(10)
            told.append("has left")

    def runs_alone() -> None:
        with here.beside():
            wants.set()
            with here.alone():
                told.append("alone")
                assert here.was_alone(here.now())

    def comes_later() -> None:
        with here.beside():
            told.append("newcomer")

    threads = [threading.Thread(target=stays), threading.Thread(target=runs_alone)]
    for thread in threads:
        thread.start()
    assert wants.wait(10)
    assert eventually(lambda: here._turns == 1)
    threads.append(threading.Thread(target=comes_later))
    threads[-1].start()
    leave.set()
    for thread in threads:
        thread.join(10)
    assert told == ["has left", "alone", "newcomer"]


def test_two_that_want_to_run_alone_take_turns() -> None:
    here, together = Neighbours(), threading.Barrier(2)
    running, most = 0, 0

    def one() -> None:
        nonlocal running, most
        with here.beside():
            together.wait(10)
            for _ in range(50):
                with here.alone():
                    running += 1
                    most = max(most, running)
                    running -= 1

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    assert most == 1


def test_nobody_waits_once_the_workers_are_closed() -> None:
    here, ended = Neighbours(), list[str]()

    def waits() -> None:
        try:
            with here.beside(), here.alone():
                ended.append("ran")
        except WorkerFault:
            ended.append("fault")

    with here.beside():
        thread = threading.Thread(target=waits)
        thread.start()
        assert eventually(lambda: here._turns == 1)
        here.close()
        thread.join(10)
    assert ended == ["fault"]
    with here.beside():
        assert here.was_alone(here.now())
