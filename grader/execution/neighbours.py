"""Which submissions run at the same time, and turns for those that have to run alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from grader.errors import WorkerFault
from grader.execution.turns import Turns

_NEVER = -1


class Neighbours:
    """The submissions that run now. Safe to use from several threads.

    A neighbour takes processor time, and makes what runs beside it use more of it (caches, and the two threads of one
    core). A time limit that may have been exceeded for this reason is tried again while nothing else runs. `turns` are
    shared with other processes that run submissions of the same class.
    """

    def __init__(self, turns: Turns | None = None) -> None:
        self._turns_of_all = turns
        self._changed = threading.Condition()
        self._running = 0
        self._arrivals = 0
        self._turns = 0
        """The number of submissions that run alone or wait for it; newcomers let them go first."""
        self._closed = False

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Run beside others, after those that have to run alone.

        Raises:
            WorkerFault: if the workers are closed meanwhile.
        """
        with self._changed:
            self._enter_beside()
        try:
            if self._turns_of_all is None:
                yield
            else:
                self._turns_of_all.enter()
                try:
                    yield
                finally:
                    self._turns_of_all.leave()
        finally:
            with self._changed:
                self._leave()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """From within `beside`: wait until all others have left, and run alone. None of this submission's processes may
        run while it waits.

        Raises:
            WorkerFault: if the workers are closed meanwhile.
        """
        with self._changed:
            self._leave()
            self._turns += 1
            try:
                self._wait_until_none_runs()
            except BaseException:
                self._turns -= 1
                self._arrive()  # `beside` ends with `_leave`
                raise
            self._arrive()
        try:
            with self._turns_of_all.alone() if self._turns_of_all is not None else nullcontext():
                yield
        finally:
            with self._changed:
                self._turns -= 1
                self._changed.notify_all()

    def now(self) -> int:
        """A mark for `was_alone`."""
        if self._turns_of_all is not None and not self._turns_of_all.is_alone:
            return _NEVER
        with self._changed:
            return self._arrivals if self._running == 1 else _NEVER

    def was_alone(self, since: int) -> bool:
        """Whether a submission that runs has had no neighbour since it called `now`."""
        with self._changed:
            return since == self._arrivals

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _enter_beside(self) -> None:
        while self._turns:
            self._wait()
        self._arrive()

    def _wait_until_none_runs(self) -> None:
        while self._running:
            self._wait()

    def _wait(self) -> None:
        if self._closed:
            raise WorkerFault("the workers were closed")
        self._changed.wait()

    def _arrive(self) -> None:
        self._running += 1
        self._arrivals += 1

    def _leave(self) -> None:
        self._running -= 1
        self._changed.notify_all()
