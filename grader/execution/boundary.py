"""The trust boundary as seen from the trusted side, a single method: a job in, observations out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from grader.execution.jobs import CheckJob, CheckObservation, Job, Observations
from grader.execution.limits import Limits


@dataclass(frozen=True, slots=True)
class Next:
    """What to do after a check was observed.

    Attributes:
        stop: whether to end here, without running the remaining checks.
        more: checks to run in addition to those of the job, with ids of their own. Visible ones run after the visible
            checks of the job and before its hidden ones; hidden ones run last. A visible check that is requested only
            after a hidden one was observed is not run.
    """

    stop: bool = False
    more: tuple[CheckJob, ...] = ()


GO_ON, STOP = Next(), Next(stop=True)

Told = Callable[[CheckObservation], Next]
"""Receives a check's observation while the next check runs, and returns what to do next."""


def go_on(observation: CheckObservation) -> Next:
    """Run exactly the checks of the job."""
    return GO_ON


NOTHING = Job((), ())
"""A job without checks. Its observations describe a learner's process before it runs anything: the isolation that it
reaches, and the libraries that it lacks."""


class Observer(Protocol):
    """Runs submissions and returns their observations. Safe to use from several threads.

    Processes, sessions and workers are hidden behind it.
    """

    @property
    def limits(self) -> Limits:
        """What a submission may use."""

    def observe(self, job: Job, told: Told = go_on) -> Observations:
        """Run the checks of a job, hidden ones last, and return their observations.

        `told` is called with each check's observation as it arrives, and may stop the rest. After a fault of the grader
        itself, everything may be run and reported again; the last observations count.
        """
