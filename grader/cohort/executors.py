"""What grades many hand-ins: in this process, in processes of this machine, or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from grader.cohort.serving import serve
from grader.cohort.station import Station
from grader.cohort.work import Done, Work
from grader.execution.jobs import Isolation
from grader.wire.levels import LEVELS

WORTH_A_PROCESS = 8
"""A further process is started for so many hand-ins: it takes as long to start as some hand-ins take."""


class Executor(Protocol):
    """Grades hand-ins, in whatever order; closed when the class is graded, or when it is not to be graded any more."""

    @property
    def reads(self) -> bool:
        """Whether it reads hand-ins where they lie; else their files have to come with the work."""

    def isolation(self) -> Isolation:
        """The isolation that learners' code reaches, the weakest where there are several.

        Raises:
            WorkerFault: if no learner's process can be started.
        """

    def run(self, works: Iterable[Work], count: int) -> Iterator[Sequence[Done]]:
        """Grade these `count` hand-ins, taken one after another, and yield the outcomes in batches.

        Raises:
            WorkerFault: if nothing can be graded.
        """

    def close(self) -> None:
        """End everything, with whatever is being graded; more than once is as good as once."""


class InThisProcess:
    """Grades on several threads of this process.

    Args:
        station: what grades.
        threads: how many hand-ins it grades at a time.
        isolation: the isolation that learners' code reaches.
        abandon: ends the learners' processes where a run ends early.
        close: gives them back.
    """

    reads = True

    def __init__(
        self,
        station: Station,
        threads: int,
        isolation: Callable[[], Isolation],
        abandon: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        self._station = station
        self._threads = threads
        self._isolation = isolation
        self._abandon = abandon
        self._close = close

    def isolation(self) -> Isolation:
        """The isolation that learners' code reaches."""
        return self._isolation()

    def run(self, works: Iterable[Work], count: int) -> Iterator[Sequence[Done]]:
        """Grade hand-ins; see `Executor`."""
        return serve(works, count, [self._station.grade] * min(self._threads, count), self._abandon)

    def close(self) -> None:
        """Give the learners' processes back."""
        self._close()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes_for(hand_ins: int, jobs: int) -> int:
    """How many processes grade so many hand-ins, where `jobs` may."""
    return min(jobs, -(-hand_ins // WORTH_A_PROCESS))


def weakest(reached: Iterable[Isolation]) -> Isolation:
    """The weakest of several isolations."""
    return min(reached, key=lambda one: LEVELS.index(one.level))
