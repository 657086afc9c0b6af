"""Workers that are kept for many submissions: started once, and restarted if they fail."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from types import TracebackType

from grader.execution.boundary import Told, go_on
from grader.execution.children import Children
from grader.execution.jobs import Job, Observations
from grader.execution.limits import Limits
from grader.execution.neighbours import Neighbours
from grader.execution.observing import observe
from grader.execution.preloading import ALWAYS
from grader.execution.turns import Turns
from grader.execution.workers import LEARNERS, REFERENCES, Entry, Mode, default_mode, start_workers

_ATTEMPTS = 2


class Pool:
    """Observes submissions in processes on this machine. Use it as a context manager.

    The workers start in the background when the pool is created. With `ahead`, the next submission's process is forked
    while one runs. With `spare`, the next process is also kept ready where processes are not forked: it takes the
    memory of one more torch, and saves the next submission the seconds that the import takes. Without `separate`,
    children have no namespaces of their own; without `isolate`, they only have limits. `turns` are those among several
    processes that each have workers.
    """

    def __init__(
        self,
        *,
        preload: Sequence[str] = (),
        limits: Limits | None = None,
        mode: Mode | None = None,
        isolate: bool = True,
        separate: bool = True,
        entry: Entry = LEARNERS,
        ahead: bool = True,
        spare: bool = False,
        turns: Turns | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._preload = (*ALWAYS, *preload)
        self._mode = mode or default_mode()
        self._isolate = isolate
        self._separate = isolate and separate
        # Starting a process in advance costs almost nothing if it is forked, and seconds if it is not.
        self._ahead = ahead and self._mode == "fork"
        self._spare = spare and self._mode != "fork"
        self._entry = entry
        self._lock = threading.Lock()
        self._neighbours = Neighbours(turns)
        self._closed = False
        self._children = self._start()

    @property
    def keeps_spare(self) -> bool:
        """Whether the next process is started as soon as one is used, from the first one on."""
        return self._spare

    def observe(self, job: Job, told: Told = go_on) -> Observations:
        """Run the checks of a job; see `grader.execution.boundary.Observer`.

        After a fault of the grader itself, everything is run and reported once more, with new workers.
        """
        for _ in range(_ATTEMPTS):
            children = self._children
            observations = observe(job, children, self.limits, told, self._neighbours)
            if observations.fault is None or self._closed:
                break
            self._restart(children)
        return observations

    def _start(self) -> Children:
        workers = start_workers(self._mode, self._preload, self.limits, self._entry, separate=self._separate)
        # A new process for each mistake would cost an author, or a learner's first check, minutes.
        reuse = self._entry is REFERENCES and self._mode != "fork"
        return Children(workers, self.limits, isolate=self._isolate, ahead=self._ahead, spare=self._spare, reuse=reuse)

    def _restart(self, broken: Children) -> None:
        with self._lock:
            if self._children is broken and not self._closed:
                broken.close()
                self._children = self._start()

    def close(self) -> None:
        """End all workers, with whatever they are running; more than once is as good as once."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._neighbours.close()
        self._children.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()
