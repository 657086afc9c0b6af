"""Serves hand-ins to whatever grades them, and gathers the outcomes in batches."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from grader.cohort.work import Done, Work

MOST = 32
"""The most outcomes in a batch."""
SECONDS = 0.25
"""For how long the first outcome of a batch waits for others, which are then recorded in the same transaction."""

_SECONDS_TO_END = 10.0


class Finished:
    """Outcomes in the order in which they come, from any thread."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Done | BaseException] = queue.SimpleQueue()

    def put(self, outcome: Done | BaseException) -> None:
        """Add an outcome, or an error that ends the run."""
        self._queue.put(outcome)

    def batches(self, count: int) -> Iterator[tuple[Done, ...]]:
        """So many outcomes, in batches; each is given on within a short time.

        Raises:
            BaseException: the error that was added.
        """
        while count:
            batch = [self._next(None)]
            until = time.monotonic() + SECONDS
            while len(batch) < min(MOST, count) and (left := until - time.monotonic()) > 0:
                try:
                    batch.append(self._next(left))
                except queue.Empty:
                    break
            count -= len(batch)
            yield tuple(batch)

    def _next(self, seconds: float | None) -> Done:
        # Waiting in steps, so that an interruption is heard on every system.
        while True:
            try:
                outcome = self._queue.get(timeout=1.0 if seconds is None else seconds)
            except queue.Empty:
                if seconds is not None:
                    raise
                continue
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome


def serve(
    works: Iterable[Work], count: int, graders: Sequence[Callable[[Work], Done]], abandon: Callable[[], None]
) -> Iterator[tuple[Done, ...]]:
    """Grade these `count` hand-ins, with each of the graders at a time, and yield what is done, in batches.

    Hand-ins are taken only as a grader becomes free. `abandon` is called where the run ends early, to end what is
    still being graded.

    Raises:
        BaseException: that of a grader; it ends the run.
    """
    source, lock, finished = iter(works), threading.Lock(), Finished()

    def use(grader: Callable[[Work], Done]) -> None:
        try:
            while True:
                with lock:
                    work = next(source, None)
                if work is None:
                    return
                finished.put(grader(work))
        except BaseException as error:  # noqa: BLE001 - it is raised again, by whoever waits for the outcomes
            finished.put(error)

    threads = [threading.Thread(target=use, args=(grader,), daemon=True) for grader in graders]
    for thread in threads:
        thread.start()
    try:
        yield from finished.batches(count)
    except BaseException:
        with lock:
            source = iter(())
        abandon()
        raise
    finally:
        for thread in threads:
            thread.join(_SECONDS_TO_END)
