"""Screening candidates: many versions of one function in one learner's process, each on a case that it has to pass.

A candidate crosses as an argument of the case. What runs it is a probe of the grader's own around that of the check: a
module of its own with what the learner's file defines, and the candidate's code executed in it. The file is loaded once
for all of them, and a candidate that hangs or crashes costs itself and a new process.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.execution.boundary import GO_ON, STOP, Next, Observer
from grader.execution.jobs import CaseObservation, CheckJob, CheckObservation, Job
from grader.grading.case_verdicts import judge_case
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import ExerciseRecording
from grader.grading.result import CaseResult
from grader.wire.messages import Probe, Source, Stopped, Unrun

if TYPE_CHECKING:
    from grader.grading.diagnosis.edit_candidates import Candidate

_ARGUMENT = "candidate_"
_PROBE = """

def of_candidate_(m, {argument}, **arguments):
    changed = type(m)(m.__name__)
    vars(changed).update(vars(m))
    exec(compile({argument}, m.__file__, "exec", dont_inherit=True), vars(changed))
    return {function}(changed, **arguments)
"""
_IN_FLIGHT = 2
_LARGEST_BATCH = 40
_BATCH_SECONDS = 0.06
"""About how long the cases of one batch take where none hangs."""
_LEAST_SECONDS = 0.06
_TIMES_AS_LONG = 5
"""How many times as long as the learner's own version a candidate may take, a whole batch of them taken together."""
_MOST_STOPPED = 10
"""After so many processes that had to be ended, no further candidate is tried."""


@dataclass(frozen=True)
class Trial:
    """A case that candidates are tried on: its check, its number, and how long the learner's own version took."""

    planned: PlannedCheck
    number: int
    seconds: float


class Screening:
    """Screens candidates for one function until one passes, or the time is up.

    Args:
        plan, recording: of the exercise.
        source: the learner's definitions.
        trials: the case that every candidate is tried on, and those that one which passes it is tried on as well.
        deadline: when to end, in the time of `time.monotonic`.
    """

    def __init__(
        self,
        plan: Plan,
        recording: ExerciseRecording,
        source: Source,
        trials: Sequence[Trial],
        observer: Observer,
        deadline: float,
    ) -> None:
        self._plan = plan
        self._recording = recording
        self._source = source
        self._trials = trials
        self._observer = observer
        self._deadline = deadline
        self._jobs = {job.id: job for job in plan.jobs(1.0)}
        self.nearness: dict[str, float] = {}
        """How near a candidate came in the first case, from 0 to 1, by its text."""
        self.passed: list[Candidate] = []
        self.tried = 0
        self._stopped = 0
        self._waiting: Iterator[Candidate] = iter(())
        self._again: deque[Candidate] = deque()
        self._asked: dict[str, tuple[Trial, tuple[Candidate, ...]]] = {}

    def screen(self, candidates: Iterator[Candidate]) -> None:
        """Try candidates in their order, until one passes every case and all that are as likely were tried.

        What passes is in `passed`. Called again, it goes on with the candidates that it is then given.
        """
        self._waiting = candidates
        self._again.clear()
        self.passed.clear()
        begin = [job for _ in range(_IN_FLIGHT) if (job := self._batch()) is not None]
        if begin:
            self._observer.observe(Job((self._source,), tuple(begin)), self._hear)

    @property
    def is_over(self) -> bool:
        """Whether nothing more may be tried."""
        return self._stopped > _MOST_STOPPED or time.monotonic() >= self._deadline

    def _batch(self) -> CheckJob | None:
        """The next candidates on the first case; None where there are none, or those left are less likely than one that
        passed."""
        trial = self._trials[0]
        size = max(1, min(_LARGEST_BATCH, int(_BATCH_SECONDS / max(trial.seconds, 1e-4))))
        chosen: list[Candidate] = []
        while len(chosen) < size and (candidate := self._next()) is not None:
            if self.passed and candidate.cost > min(passed.cost for passed in self.passed):
                break
            chosen.append(candidate)
        return self._job(trial, chosen) if chosen else None

    def _next(self) -> Candidate | None:
        return self._again.popleft() if self._again else next(self._waiting, None)

    def _job(self, trial: Trial, candidates: Sequence[Candidate]) -> CheckJob:
        check = trial.planned
        own = self._jobs[self._plan.job_id(check.check.id)]
        probe = Probe(
            check.probe.source + _PROBE.format(function=check.probe.function, argument=_ARGUMENT), "of_candidate_"
        )
        job = CheckJob(
            id=f"{own.id} {len(self._asked)}",
            module=own.module,
            of=own.of,
            probe=probe,
            cases=tuple({_ARGUMENT: one.text, **own.cases[trial.number]} for one in candidates),
            time_limit=_LEAST_SECONDS + _TIMES_AS_LONG * len(candidates) * trial.seconds,
        )
        self._asked[job.id] = trial, tuple(candidates)
        return job

    def _hear(self, observation: CheckObservation) -> Next:
        trial, candidates = self._asked[observation.id]
        more: list[CheckJob] = []
        unrun: list[Candidate] = []
        for candidate, case in zip(candidates, observation.cases, strict=True):
            if isinstance(case.outcome, Unrun):
                unrun.append(candidate)
                continue
            self._stopped += isinstance(case.outcome, Stopped)
            self.tried += trial is self._trials[0]
            result = self._judged(trial, case)
            passes = result is not None and result.status == "passed"
            if trial is self._trials[0] and result is not None:
                self.nearness[candidate.text] = _nearness(result)
            if passes:
                following = self._trials[self._trials.index(trial) + 1 :]
                if following:
                    more.append(self._job(following[0], [candidate]))
                else:
                    self.passed.append(candidate)
        if self.is_over:
            return STOP
        if trial is not self._trials[0]:
            return Next(more=tuple(more + ([self._job(trial, unrun)] if unrun else [])))
        self._again.extendleft(reversed(unrun))
        batch = self._batch()
        return Next(more=(*more, *([batch] if batch is not None else ()))) if more or batch else GO_ON

    def _judged(self, trial: Trial, case: CaseObservation) -> CaseResult | None:
        """The best verdict on a case with respect to the right versions."""
        check, number = trial.planned, trial.number
        best: CaseResult | None = None
        for version in self._recording.checks[check.check.id].versions:
            result = judge_case(check.check, check.cases[number], version[number], case, self._plan.languages)
            if result is None or result.status == "passed":
                return result
            best = best or result
        return best


def _nearness(result: CaseResult) -> float:
    """How near a wrong answer is: one that raises is farthest, one with a right form and some right numbers nearest."""
    if result.status == "passed":
        return 1.0
    if result.status != "failed" or not result.differences:
        return 0.0
    first = result.differences[0]
    if first.kind != "value" or not first.size:
        return 0.1
    return 0.2 + 0.6 * (1 - first.wrong / first.size)
