"""The trust boundary as the trusted side sees it, in one method: a job in, observations out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from grader.execution.jobs import CheckJob, CheckObservation, Job, Observations
from grader.execution.limits import Limits


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done once a check was heard of: go on, or `stop`, or go on and run `more` checks besides.

    Each of `more` has an id of its own. They come last, but before any check that learners may not see, unless they are
    such themselves. One that learners see cannot be asked for once a hidden one was heard of, and is not run.
    """

    stop: bool = False
    more: tuple[CheckJob, ...] = ()


GO_ON, STOP = Next(), Next(stop=True)

Told = Callable[[CheckObservation], Next]
"""Told what a check gave, while the next one runs; says what is to be done next."""


def go_on(observation: CheckObservation) -> Next:
    """Nothing but what the job asks for."""
    return GO_ON


NOTHING = Job((), ())
"""A job of no checks. What comes back tells of a learner's process before it runs anything: the isolation that it
reaches, and the libraries that it lacks."""


class Observer(Protocol):
    """Whoever has submissions run, and says what they gave. Safe to use from several threads.

    Processes, sessions and workers stand behind it.
    """

    @property
    def limits(self) -> Limits:
        """What a submission may use."""

    def observe(self, job: Job, told: Told = go_on) -> Observations:
        """Run the checks of a job, those last that learners may not see, and say what they gave.

        `told` hears of every check as it is observed, and may stop the rest. After a fault of the grader itself
        everything may be tried, and told, once more; the last observations count.
        """
