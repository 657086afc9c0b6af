"""An observer without processes: what each case gives comes from a function."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence

from grader.execution.boundary import Told, go_on
from grader.execution.jobs import (
    CaseObservation,
    CheckJob,
    CheckObservation,
    Isolation,
    Job,
    LoadObservation,
    Observations,
)
from grader.execution.limits import Limits
from grader.wire.messages import Outcome


class FakeObserver:
    """Answers for a learner's file. The checks that it ran, in their order, are in `ran`.

    `faults` are those of one attempt after the other, each told of once half of the checks were; "" for none.
    """

    limits = Limits()

    def __init__(
        self,
        answer: Callable[[CheckJob, int], Outcome],
        loads: Sequence[LoadObservation] = (),
        faults: Sequence[str] = ("",),
        unavailable: Mapping[str, str] | None = None,
    ) -> None:
        self._answer = answer
        self._loads = tuple(loads)
        self._faults = tuple(faults)
        self._unavailable = unavailable or {}
        self.ran: list[str] = []

    def observe(self, job: Job, told: Told = go_on) -> Observations:
        for fault in self._faults:
            observations = self._attempt(job, told, fault)
            if not fault:
                break
        return observations

    def _attempt(self, job: Job, told: Told, fault: str) -> Observations:
        waiting = deque(sorted(job.checks, key=lambda check: check.hidden))
        observed = []
        while waiting and not (fault and 2 * len(observed) >= len(job.checks)):
            check = waiting.popleft()
            self.ran.append(check.id)
            cases = (CaseObservation(self._answer(check, number)) for number in range(len(check.cases)))
            observed.append(CheckObservation(check.id, tuple(cases)))
            then = told(observed[-1])
            if then.stop:
                break
            waiting = deque(sorted((*waiting, *then.more), key=lambda check: check.hidden))
        return Observations(tuple(observed), self._loads, Isolation("none"), 0.0, fault or None, self._unavailable)
