"""Children: made ahead, lost while they wait, ended when nobody waits for them."""

from __future__ import annotations

from typing import Any

import pytest
from asking import LIMITS, asking, eventually, job, observed, value_of

from grader.errors import WorkerFault
from grader.execution.children import Children
from grader.execution.jobs import CheckJob
from grader.execution.observing import observe
from grader.execution.pool import Pool
from grader.execution.session import Session
from grader.execution.workers import Workers
from grader.wire.frames import MAX_FRAME
from grader.wire.messages import Prepare, Probe

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="children are forked on Linux only")


class Watched:
    """A session that says that its child is gone, if told so."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.lost = False

    def is_waiting(self) -> bool:
        return not self.lost and self._session.is_waiting()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


class Counting:
    """Workers that remember what they were asked for, and that start no more children if told so."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self.sessions: list[Watched] = []
        self.prepared: list[Prepare] = []
        self.failing = False

    def prepare(self, wanted: Prepare) -> None:
        self.prepared.append(wanted)
        self._workers.prepare(wanted)

    def open(self, scratch: str) -> Any:
        if self.failing:
            raise WorkerFault("no more processes")
        self.sessions.append(Watched(self._workers.open(scratch)))
        return self.sessions[-1]

    def close(self) -> None:
        """They go on, for other children."""


@pytest.fixture(scope="module")
def workers(pool: Pool) -> Counting:
    return Counting(pool._children._workers)


def children_of(workers: Workers, *, ahead: bool = True, spare: bool = False, reuse: bool = False) -> Children:
    return Children(workers, LIMITS, isolate=True, ahead=ahead, spare=spare, reuse=reuse)


def one(children: Children, text: str = "def f(): return 5") -> object:
    observations = observe(job(text, asking("m.f()")), children, LIMITS)
    assert observations.fault is None
    return value_of(observations.checks[0])


def test_a_child_that_is_used_again_tells_two_files_of_one_name_apart(workers: Counting) -> None:
    children, before = children_of(workers, ahead=False, reuse=True), len(workers.sessions)
    texts = [f"def f(): return {number}" for number in (1, 2, 1)]
    assert [one(children, text) for text in texts] == [1, 2, 1]
    assert len(workers.sessions) == before + 1
    children.close()


def test_the_third_child_is_made_before_it_is_asked_for(workers: Counting) -> None:
    before, children = len(workers.sessions), children_of(workers)
    assert one(children) == 5
    assert len(workers.sessions) == before + 1
    assert one(children) == 5
    assert eventually(lambda: len(workers.sessions) == before + 3)
    assert one(children) == 5
    assert eventually(lambda: len(workers.sessions) == before + 4)


def test_no_child_is_made_ahead_where_that_is_not_wanted(workers: Counting) -> None:
    before, children = len(workers.sessions), children_of(workers, ahead=False)
    assert [one(children) for _ in range(3)] == [5, 5, 5]
    assert len(workers.sessions) == before + 3


def test_a_spare_child_is_kept_from_the_first_on(workers: Counting) -> None:
    before, children = len(workers.sessions), children_of(workers, ahead=False, spare=True)
    for asked in (1, 2):
        assert one(children) == 5
        assert eventually(lambda asked=asked: len(workers.sessions) == before + asked + 1)


def test_one_that_was_lost_while_it_waited_is_replaced(workers: Counting) -> None:
    before, children = len(workers.sessions), children_of(workers)
    assert [one(children), one(children)] == [5, 5]
    assert eventually(lambda: len(workers.sessions) == before + 3)
    workers.sessions[-1].lost = True
    assert one(children) == 5


def test_what_fails_ahead_is_a_fault_of_who_asks_for_it(workers: Counting) -> None:
    children = children_of(workers)
    assert [one(children), one(children)] == [5, 5]
    workers.failing = True
    try:
        faults = [observe(job("", asking("1")), children, LIMITS).fault for _ in range(3)]
    finally:
        workers.failing = False
    assert faults[1:] == ["no more processes"] * 2
    assert one(children) == 5


def test_a_child_that_waited_holds_nothing_of_the_submission_before_it(workers: Counting) -> None:
    children = children_of(workers)
    text = "import builtins, torch\ndef f():\n    builtins.left = torch.left = 7\n    return 1"
    assert [one(children, text) for _ in range(3)] == [1, 1, 1]
    look = "import builtins, torch\ndef f(): return hasattr(builtins, 'left') or hasattr(torch, 'left')"
    assert [one(children, look) for _ in range(3)] == [False] * 3


def test_what_is_prepared_is_asked_for_once(workers: Counting) -> None:
    children = children_of(workers)
    workers.prepared.clear()
    first, second = asking("m.f()"), asking("m.f() + 1")
    for checks in ((first,), (first,), (first, second), (second,)):
        observe(job("def f(): return 5", *checks), children, LIMITS)
    assert [prepare.probes for prepare in workers.prepared] == [(first.probe,), (second.probe,)]


def test_a_probe_that_does_not_compile_costs_its_own_check_only(workers: Counting) -> None:
    broken = CheckJob("broken", "learner", "__name__", Probe("def probe(m):", "probe"), ({},), 5.0)
    observations = observe(job("def f(): return 5", broken, asking("m.f()")), children_of(workers), LIMITS)
    assert observations.fault is None
    assert value_of(observations.checks[1]) == 5


def test_cases_too_large_to_be_sent_are_the_graders_fault(workers: Counting) -> None:
    text = "x" * (MAX_FRAME // 4)
    large = CheckJob(
        "large", "learner", "__name__", Probe("def probe(m, i): return 1", "probe"), ({"i": text},) * 5, 5.0
    )
    fault = observe(job("", large), children_of(workers), LIMITS).fault or ""
    assert "`large`" in fault
    assert "too large" in fault


def test_a_pool_is_closed_while_a_child_waits_and_another_is_in_use() -> None:
    with Pool(limits=LIMITS) as pool:
        for _ in range(3):
            observed(pool, "def f(): return 5", asking("m.f()"))
        children = pool._children
        child = children.take()
        assert eventually(lambda: children._next is not None)
    with pytest.raises(WorkerFault):
        children.end(child)
    with pytest.raises(WorkerFault):
        children.take()
