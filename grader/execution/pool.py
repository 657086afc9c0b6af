"""Workers kept for many submissions: started once, started again where they broke."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import TypeVar

from grader.errors import WorkerFault
from grader.execution.children import Children, Until
from grader.execution.jobs import Job, Observations
from grader.execution.limits import Limits
from grader.execution.observing import Again, Told, observe
from grader.execution.preloading import ALWAYS
from grader.execution.workers import LEARNERS, Entry, Mode, default_mode, start_workers

Item = TypeVar("Item")
Made = TypeVar("Made")

_ATTEMPTS = 2


class Pool:
    """Observes submissions, several at a time if asked from several threads. Use it as a context manager.

    The workers begin to start when the pool is made, so that what the caller does meanwhile costs no time.
    """

    def __init__(
        self,
        *,
        preload: Sequence[str] = (),
        limits: Limits | None = None,
        mode: Mode | None = None,
        isolate: bool = True,
        entry: Entry = LEARNERS,
    ) -> None:
        self.limits = limits or Limits()
        self._preload = (*ALWAYS, *preload)
        self._mode = mode or default_mode()
        self._isolate = isolate
        self._entry = entry
        self._lock = threading.Lock()
        self._children = self._start()

    def observe(
        self, job: Job, until: Until | None = None, told: Told | None = None, again: Again | None = None
    ) -> Observations:
        """What the job's checks gave, up to the first case of which `until` is true.

        `told` hears of each check while the next one runs, and `again` is asked which to run in another way. After a
        fault of the grader itself all is tried once more, with new workers, and told once more.
        """
        for _ in range(_ATTEMPTS):
            children = self._children
            observations = observe(job, children, self.limits, until=until, told=told, again=again)
            if observations.fault is None:
                break
            self._restart(children)
        return observations

    def unavailable(self) -> Mapping[str, str]:
        """The libraries that were to be imported ahead and that no submission can import here, each with the reason.

        It is found out in a process of the grader's own, before any learner's code is run.
        """
        try:
            return self._children.unavailable()
        except WorkerFault:
            return {}  # observing starts new workers, or says why there are none

    def _start(self) -> Children:
        # A process made ahead costs next to nothing where it is forked, and seconds where it is not.
        ahead = self._mode == "fork"
        workers = start_workers(self._mode, self._preload, self.limits, self._entry)
        # A fresh process for each mistake would take an author, or a learner's first check, minutes.
        reuse = self._entry is not LEARNERS and not ahead
        return Children(workers, self.limits, isolate=self._isolate, ahead=ahead, reuse=reuse)

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


def as_completed(function: Callable[[Item], Made], items: Iterable[Item], threads: int) -> Iterator[tuple[Item, Made]]:
    """Apply the function on several threads and yield each item with what was made of it, as it is ready.

    Items are taken only as threads come free, so that an interruption loses little. An exception of the function goes
    to the caller.
    """
    source = iter(items)
    with ThreadPoolExecutor(threads) as executor:
        running: dict[Future[Made], Item] = {}
        try:
            while True:
                while len(running) < threads and (item := next(source, _NOTHING)) is not _NOTHING:
                    running[executor.submit(function, item)] = item  # type: ignore[arg-type, assignment]
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), future.result()
        finally:
            executor.shutdown(cancel_futures=True)


_NOTHING = object()
