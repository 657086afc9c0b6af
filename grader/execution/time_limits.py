"""The time that a piece of a learner's work may take, and that a whole submission may.

A limit is processor time of the learner's own process, which no neighbour can use up, as the trusted side reads it from
the kernel. Code that sleeps uses none, so wall time is a second, wider limit. Where processor time cannot be read, the
limit is wall time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from grader.execution.limits import Limits
from grader.execution.session import SessionEnd

CERTAIN = 2.0
"""A neighbour can make a process use more processor time: the caches are shared, and two threads of one core get about
half of it each. Beside one, a limit is certainly exceeded only by this factor; below it, a run alone decides."""


_SOONEST = 0.002


class Budget:
    """The time that a submission as a whole may take, all its processes together, so that no learner stalls a class."""

    def __init__(self, limits: Limits) -> None:
        self.processor = float(limits.submission_seconds)
        self.wall = limits.submission_seconds * limits.wall_factor

    @property
    def is_used_up(self) -> bool:
        """Whether nothing more may be run."""
        return self.processor <= 0 or self.wall <= 0

    def spend(self, processor: float, wall: float) -> None:
        """Count what a piece of work took."""
        self.processor -= processor
        self.wall -= wall


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a piece of work may take: seconds of `processor` time and of `wall` time, and what is left of the `budget`;
    `was_alone` says of the time since a moment ago whether nothing else ran."""

    processor: float
    wall: float
    budget: Budget
    was_alone: Callable[[], bool]


class Timer:
    """Times one piece of work, from now on. `clock` reads the child's processor time.

    `is_doubtful`: a neighbour may be why a limit was exceeded, so only a run alone can tell.
    """

    def __init__(self, allowed: Allowance, clock: Callable[[], float | None]) -> None:
        self._allowed = allowed
        self._clock = clock
        self._started = time.monotonic()
        self._began = clock()
        self._least = allowed.processor
        self._is_over = False
        self.is_doubtful = False
        self.spent = 0.0
        """The processor time that the work took, once it is over; its wall time where no clock tells."""

    def wait(self) -> float:
        """For how many seconds no limit can be reached by a process that keeps one processor busy."""
        return max(_SOONEST, min(self._least, self._wall_limit - (time.monotonic() - self._started)))

    def check(self) -> None:
        """Look at the clocks, while the work goes on.

        Raises:
            SessionEnd: if a limit was exceeded.
        """
        used, elapsed = self._used(), time.monotonic() - self._started
        budget, most = self._allowed.budget, self._allowed.processor
        end: SessionEnd | None = None
        if (used or 0.0) >= budget.processor or elapsed >= budget.wall:
            end = SessionEnd("budget")
        elif used is not None and used >= most and (used >= CERTAIN * most or self._allowed.was_alone()):
            end = SessionEnd("time")
        elif elapsed >= self._wall_limit:
            end = SessionEnd("time" if used is None else "wall")
            self.is_doubtful = used is not None and not self._allowed.was_alone()
        if end is not None:
            self._spend(used, elapsed)
            raise end
        if used is not None:
            self._least = (most if used < most else CERTAIN * most) - used

    def finish(self) -> None:
        """The work has ended by itself.

        Raises:
            SessionEnd: if it took more than its limit, and no neighbour can be why.
        """
        used, elapsed = self._used(), time.monotonic() - self._started
        self._spend(used, elapsed)
        if used is not None and used >= self._allowed.processor:
            if self._allowed.was_alone():
                raise SessionEnd("time")
            self.is_doubtful = True

    def broken_off(self) -> None:
        """The child ended, or was ended for another reason."""
        self._spend(self._used(), time.monotonic() - self._started)

    def _spend(self, used: float | None, elapsed: float) -> None:
        if not self._is_over:
            self._is_over = True
            self.spent = elapsed if used is None else used
            self._allowed.budget.spend(used or 0.0, elapsed)

    def _used(self) -> float | None:
        now = self._clock()
        return None if now is None or self._began is None else now - self._began

    @property
    def _wall_limit(self) -> float:
        return self._allowed.processor if self._began is None else self._allowed.wall
