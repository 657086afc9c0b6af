"""A clock that only work moves: processor time here and in a learner's process, whatever else the machine does."""

from __future__ import annotations

import time

from grader.execution.jobs import CheckObservation


class WorkClock:
    """The processor time of this thread, and of the checks that were counted, since the clock was made.

    A search that ends by it finds the same on a busy machine as on a quiet one, but for what neighbours do to caches.
    """

    def __init__(self) -> None:
        self._began = time.thread_time()
        self._elsewhere = 0.0

    @property
    def now(self) -> float:
        """The seconds of work so far."""
        return time.thread_time() - self._began + self._elsewhere

    def count(self, observation: CheckObservation) -> None:
        """Add what a learner's process used for a check."""
        self._elsewhere += observation.processor
