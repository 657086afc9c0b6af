"""Workers kept for many submissions: started once, started again where they broke."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from types import TracebackType

from grader.execution.boundary import Told, go_on
from grader.execution.children import Children
from grader.execution.jobs import Job, Observations
from grader.execution.limits import Limits
from grader.execution.observing import observe
from grader.execution.preloading import ALWAYS
from grader.execution.workers import LEARNERS, REFERENCES, Entry, Mode, default_mode, start_workers

_ATTEMPTS = 2


class Pool:
    """Observes submissions in processes of this machine. Use it as a context manager.

    The workers begin to start when the pool is made, so that what the caller does meanwhile costs no time. With
    `ahead`, the next submission's process is forked while one runs.
    """

    def __init__(
        self,
        *,
        preload: Sequence[str] = (),
        limits: Limits | None = None,
        mode: Mode | None = None,
        isolate: bool = True,
        entry: Entry = LEARNERS,
        ahead: bool = True,
    ) -> None:
        self.limits = limits or Limits()
        self._preload = (*ALWAYS, *preload)
        self._mode = mode or default_mode()
        self._isolate = isolate
        # A process made ahead costs next to nothing where it is forked, and seconds where it is not.
        self._ahead = ahead and self._mode == "fork"
        self._entry = entry
        self._lock = threading.Lock()
        self._children = self._start()

    def observe(self, job: Job, told: Told = go_on) -> Observations:
        """What the job's checks gave: see `grader.execution.boundary.Observer`.

        After a fault of the grader itself all is tried once more, with new workers, and told once more.
        """
        for _ in range(_ATTEMPTS):
            children = self._children
            observations = observe(job, children, self.limits, told)
            if observations.fault is None:
                break
            self._restart(children)
        return observations

    def _start(self) -> Children:
        workers = start_workers(self._mode, self._preload, self.limits, self._entry)
        # A fresh process for each mistake would take an author, or a learner's first check, minutes.
        reuse = self._entry is REFERENCES and self._mode != "fork"
        return Children(workers, self.limits, isolate=self._isolate, ahead=self._ahead, reuse=reuse)

    def _restart(self, broken: Children) -> None:
        with self._lock:
            if self._children is broken:
                broken.close()
                self._children = self._start()

    def close(self) -> None:
        """End all workers."""
        self._children.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()
