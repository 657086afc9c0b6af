"""Runs the author's code: references, mistakes, correct answers in other styles.

Like a learner's code, it runs in a child with limits and a folder of its own, so that code that never ends, crashes or
writes files is a clear error for the author and nothing more. The only difference is that such a child can measure
tolerances.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from grader.errors import WorkerFault
from grader.execution.answer_room import Room
from grader.execution.children import Child
from grader.execution.jobs import CaseObservation, CheckJob, Job, Observations
from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.execution.threads import Item, Made, as_completed
from grader.execution.time_limits import Allowance, Budget
from grader.execution.workers import REFERENCES, Mode
from grader.wire.messages import Measured, Precision, Source, Stopped

_LEAST_WALL = 10.0
"""So long by the clock may a small check take: on a busy machine, that is not its own time."""

Ask = Callable[[CheckJob], tuple[CaseObservation, ...]]
"""Runs a check on the author's code, and gives an observation for each case."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for tolerances: for which version of an exercise, for which cases of a check, and from how many runs
    with rounding errors."""

    source: Source
    check: CheckJob
    cases: tuple[int, ...]
    precision: Precision
    runs: int


Tolerances = tuple[Measured | Stopped, ...]
"""For each requested case, its tolerance, or what stopped the measurement."""


class ReferencePool(Pool):
    """A pool of processes that run the author's code. Use it as a context manager."""

    def __init__(self, preload: Sequence[str], limits: Limits | None = None, mode: Mode | None = None) -> None:
        super().__init__(preload=preload, limits=limits or Limits(submission_seconds=3600), mode=mode, entry=REFERENCES)
        self.preload = frozenset(preload)

    def observe_all(self, jobs: Sequence[Job]) -> list[Observations]:
        """The observations of each of these jobs, several at a time.

        Raises:
            WorkerFault: if the grader itself fails.
        """
        observed = _all(self.observe, jobs)
        for observations in observed:
            if observations.fault is not None:
                raise WorkerFault(observations.fault)
        return observed

    def measure_all(self, wanted: Sequence[Wanted]) -> list[Tolerances]:
        """The tolerances for each request, several at a time. Neighbours that ask for the same version share a child.

        Raises:
            WorkerFault: if the grader itself fails.
        """
        measured = _all(self._measure, _shares(wanted, _threads()))
        return [tolerances for share in measured for tolerances in share]

    @contextmanager
    def asking(self, source: Source) -> Iterator[Ask]:
        """For many small checks of one version, one after another: in one child, and in another if that one died. None
        is started before the first.

        Raises:
            WorkerFault: if the version does not load, or the grader itself fails.
        """
        child: Child | None = None

        def ask(check: CheckJob) -> tuple[CaseObservation, ...]:
            nonlocal child
            if child is None:
                child = self._loaded(source)
            child.begin(check, None)
            wall = max(_LEAST_WALL, check.time_limit * self.limits.wall_factor)
            allowed = Allowance(check.time_limit, wall, Budget(self.limits), lambda: True)
            answers = child.answers(check, Room(self.limits.answer_bytes), allowed)
            if answers.lost is not None:
                self._children.end(child)
                child = None
            return answers.cases

        try:
            yield ask
        finally:
            if child is not None:
                self._children.end(child)

    def _measure(self, wanted: Sequence[Wanted]) -> list[Tolerances]:
        """The tolerances for a share of the requests, from one child for each version, and from another if that one
        died."""
        measured = []
        child: Child | None = None
        version: Source | None = None
        try:
            for one in wanted:
                if child is not None and one.source != version:
                    self._children.end(child)
                    child = None
                version = one.source
                tolerances: list[Measured | Stopped] = []
                for case in one.cases:
                    if child is None:
                        child = self._loaded(version)
                    tolerances.append(child.measure(one.check, case, one.precision, one.runs))
                    if isinstance(tolerances[-1], Stopped):
                        self._children.end(child)
                        child = None
                measured.append(tuple(tolerances))
        finally:
            if child is not None:
                self._children.end(child)
        return measured

    def _loaded(self, source: Source) -> Child:
        child = self._children.take()
        if child.has_loaded(source):
            return child
        loading = child.load(source, definitions_only=False)
        if (lost := loading.lost) is not None:
            raise WorkerFault(
                "%(filename)s did not load again: %(limit)s %(detail)s %(output)s",
                filename=source.filename,
                limit=lost.limit,
                detail=lost.detail,
                output=loading.output,
            )
        return child


_lock = threading.Lock()
_pools: list[ReferencePool] = []


def reference_pool(libraries: Sequence[str]) -> ReferencePool:
    """This process's pool for the author's code, with these libraries imported in advance: started on first use, and
    again if none of those running has them all."""
    with _lock:
        fitting = [pool for pool in _pools if pool.preload.issuperset(libraries)]
        if fitting:
            return min(fitting, key=lambda pool: len(pool.preload))  # each library makes each child dearer
        pool = ReferencePool(libraries)
        if not _pools:
            atexit.register(close_reference_pools)
        _pools.append(pool)
        return pool


def close_reference_pools() -> None:
    """Close all pools that `reference_pool` started."""
    with _lock:
        while _pools:
            _pools.pop().close()


def _shares(wanted: Sequence[Wanted], count: int) -> list[list[Wanted]]:
    """The requests in at most so many shares of about as many cases, in their order."""
    size = sum(len(one.cases) for one in wanted) / count
    shares: list[list[Wanted]] = []
    before = 0
    for one in wanted:
        if before >= size * len(shares):
            shares.append([])
        shares[-1].append(one)
        before += len(one.cases)
    return shares


def _all(function: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """The function's result for each item, computed on as many threads as there are cores."""
    made = {
        number: result
        for (number, _), result in as_completed(
            lambda numbered: function(numbered[1]), list(enumerate(items)), _threads()
        )
    }
    return [made[number] for number in range(len(items))]


def _threads() -> int:
    return os.cpu_count() or 1
