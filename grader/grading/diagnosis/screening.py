"""Screening candidates: many versions of one function in one learner's process, each on a case that it has to pass.

A candidate crosses as an argument of the case. What runs it is a probe of the grader's own around that of the check: a
module of its own with what the learner's file defines, and the candidate's code executed in it. The file is loaded once
for all of them, and a candidate that hangs or crashes costs itself and a new process.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from grader.execution.boundary import GO_ON, STOP, Next, Observer
from grader.execution.jobs import CaseObservation, CheckJob, CheckObservation, Job
from grader.grading.case_verdicts import judge_case
from grader.grading.diagnosis.raised_before import RaisedBefore
from grader.grading.diagnosis.work_clock import WorkClock
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import ExerciseRecording
from grader.grading.result import CaseResult
from grader.wire.messages import Probe, Raised, Source, Stopped, Unrun

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
_SLOWEST = 0.2
"""A function whose simplest wrong case takes longer is not searched: too few edits could be tried."""
_MOST_TRIED = ((0.006, 2000), (0.05, 40), (_SLOWEST, 15))
"""How many candidates are tried where one takes less than so many seconds of work. A search that always ended by its
time would end elsewhere each time; so, what takes a few thousandths of a second ends by its number long before, and
of what takes longer, only the likeliest edits are tried."""
_TIMED_SECONDS = 0.04
_MOST_TIMED = 20
"""The learner's own version is run so often, or for about so many seconds, to tell how long a candidate takes."""
_QUICKEST = 1e-4
_INSTEAD_OF_ENDLESS = 0.01
"""How long a case is taken to need where the learner's own version did not end."""
_LEAST_SECONDS = 0.06
_LEAST_FURTHER_SECONDS = 0.3
"""Few candidates get as far as a further case, so that a wide limit costs little there."""
_TIMES_AS_LONG = 5
"""How many times as long as the learner's own version a candidate may take, a whole batch of them taken together."""
_MOST_STOPPED = 10
"""After so many processes that had to be ended, no further candidate is tried."""


@dataclass(frozen=True)
class Trial:
    """A case that candidates are tried on: its check, its number, how long the learner's own version took by the clock,
    and whether it ended."""

    planned: PlannedCheck
    number: int
    seconds: float
    ended: bool = True


class Screening:
    """Screens candidates for one function until one passes, or the time is up.

    Args:
        plan, recording: of the exercise.
        source: the learner's definitions.
        unit: of these the code that candidates take the place of.
        trials: the case that every candidate is tried on, and those that one which passes it is tried on as well.
        clock: what is worked; nothing is begun once it shows `deadline`. Code that sleeps does not move it: the time
            on the wall may be as many times as long as that of a learner's checks.
        most: how many candidates are tried; by default fewer where each takes longer.
    """

    def __init__(
        self,
        plan: Plan,
        recording: ExerciseRecording,
        source: Source,
        unit: str,
        trials: Sequence[Trial],
        observer: Observer,
        clock: WorkClock,
        deadline: float,
        most: int | None = None,
    ) -> None:
        self._plan = plan
        self._recording = recording
        self._source = source
        self._unit = unit
        self._trials = trials
        self._observer = observer
        self._clock = clock
        self._deadline = deadline
        self._latest = monotonic() + observer.limits.wall_factor * (deadline - clock.now)
        self._jobs = {job.id: job for job in plan.jobs(1.0)}
        self.nearness: dict[str, float] = {}
        """How near a candidate came in the first case, from 0 to 1, by its text."""
        self.passed: list[Candidate] = []
        self.tried = 0
        self._stopped = 0
        self._is_right_here = False
        """Whether the learner's own version passes the first case by itself: what goes wrong is not in this code."""
        self._waiting: Iterator[Candidate] = iter(())
        self._again: deque[Candidate] = deque()
        self._later: deque[Candidate] = deque()
        self._raised = RaisedBefore(unit)
        self._asked: dict[str, tuple[Trial, tuple[Candidate, ...]]] = {}
        self._seconds = 0.0 if trials[0].ended else _INSTEAD_OF_ENDLESS
        """How long the learner's own version takes in the first case; 0 as long as it has not been timed."""
        self._wanted = most
        self._most = most or _most_tried(self._seconds)
        self._begun = 0
        self._timed_from = 0.0
        self._is_timed = False

    def screen(self, candidates: Iterator[Candidate]) -> None:
        """Try candidates in their order, until one passes every case and all that are as likely were tried.

        What passes is in `passed`. Called again with the same iterator, it goes on with what is left.
        """
        if candidates is not self._waiting:
            self._waiting = candidates
            self._again.clear()
            self._later.clear()
        self.passed.clear()
        self._timed_from = self._clock.now
        begin = self._batches() if self._seconds else (self._timing(1),)
        if begin:
            self._observer.observe(Job((self._source,), begin), self._hear)

    @property
    def is_over(self) -> bool:
        """Whether nothing more may be tried."""
        too_slow = self._seconds > _SLOWEST or self._stopped > _MOST_STOPPED
        return too_slow or self._is_right_here or self._clock.now >= self._deadline or monotonic() >= self._latest

    def _batches(self) -> tuple[CheckJob, ...]:
        return tuple(job for _ in range(_IN_FLIGHT) if (job := self._batch()) is not None)

    def _batch(self) -> CheckJob | None:
        """The next candidates on the first case; None where there are none, or those left are less likely than one that
        passed."""
        size = 1 << int(math.log2(min(_LARGEST_BATCH, max(1.0, _BATCH_SECONDS / self._seconds))))
        chosen: list[Candidate] = []
        while len(chosen) < min(size, self._most - self._begun) and (candidate := self._next()) is not None:
            if self.passed and candidate.cost > min(passed.cost for passed in self.passed):
                break
            chosen.append(candidate)
        self._begun += len(chosen)
        return self._asking(self._trials[0], chosen) if chosen else None

    def _next(self) -> Candidate | None:
        """The next candidate. What is about to raise as others did comes last, and not at all once one has passed."""
        if self._again:
            return self._again.popleft()
        for candidate in self._waiting:
            if not self._raised.promises(candidate):
                return candidate
            self._later.append(candidate)
        return self._later.popleft() if self._later and not self.passed else None

    def _timing(self, runs: int) -> CheckJob:
        """A job that runs the learner's own version on the first case, as a candidate is run."""
        job = self._job(self._trials[0], [self._unit] * runs, runs * _SLOWEST)
        self._asked[job.id] = self._trials[0], ()
        return job

    def _asking(self, trial: Trial, candidates: Sequence[Candidate]) -> CheckJob:
        """A job that tries candidates on a case."""
        if trial is self._trials[0]:
            limit = _LEAST_SECONDS + _TIMES_AS_LONG * len(candidates) * self._seconds
        else:
            limit = _LEAST_FURTHER_SECONDS + _TIMES_AS_LONG * trial.seconds
        job = self._job(trial, [one.text for one in candidates], limit)
        self._asked[job.id] = trial, tuple(candidates)
        return job

    def _job(self, trial: Trial, units: Sequence[str], limit: float) -> CheckJob:
        own = self._jobs[self._plan.job_id(trial.planned.check.id)]
        of_check = trial.planned.probe
        probe = Probe(of_check.source + _PROBE.format(function=of_check.function, argument=_ARGUMENT), "of_candidate_")
        return CheckJob(
            id=f"{own.id} {len(self._asked)}",
            module=own.module,
            of=own.of,
            probe=probe,
            cases=tuple({_ARGUMENT: unit, **own.cases[trial.number]} for unit in units),
            time_limit=limit,
        )

    def _hear(self, observation: CheckObservation) -> Next:
        self._clock.count(observation)
        trial, candidates = self._asked[observation.id]
        if not candidates:
            return self._timed(observation)
        more: list[CheckJob] = []
        unrun: list[Candidate] = []
        for candidate, case in zip(candidates, observation.cases, strict=True):
            if isinstance(case.outcome, Unrun):
                unrun.append(candidate)
                continue
            self._stopped += isinstance(case.outcome, Stopped)
            if isinstance(case.outcome, Raised):
                self._raised.note(candidate, case.outcome)
            self.tried += trial is self._trials[0]
            result = self._judged(trial, case)
            passes = result is not None and result.status == "passed"
            if trial is self._trials[0] and result is not None:
                self.nearness[candidate.text] = _nearness(result)
            if passes:
                following = self._trials[self._trials.index(trial) + 1 :]
                if following:
                    more.append(self._asking(following[0], (candidate,)))
                else:
                    self.passed.append(candidate)
        if self.is_over:
            return STOP
        if trial is not self._trials[0]:
            return Next(more=tuple(more + ([self._asking(trial, unrun)] if unrun else [])))
        self._again.extendleft(reversed(unrun))
        self._begun -= len(unrun)
        batch = self._batch()
        return Next(more=(*more, *([batch] if batch is not None else ()))) if more or batch else GO_ON

    def _timed(self, observation: CheckObservation) -> Next:
        """Begin once it is known how long the learner's own version takes. That is timed twice, since the first run of
        a process is slower than the others."""
        runs = len(observation.cases)
        if any(isinstance(case.outcome, Stopped) for case in observation.cases):
            self._seconds = 2 * _SLOWEST
            return STOP
        results = [self._judged(self._trials[0], case) for case in observation.cases]
        self._is_right_here = any(result is not None and result.status == "passed" for result in results)
        now = self._clock.now
        work, self._timed_from = (now - self._timed_from) / runs, now
        if not self._is_timed:
            self._is_timed = True
            return Next(more=(self._timing(max(1, min(_MOST_TIMED, int(_TIMED_SECONDS / work)))),))
        self._seconds = max(observation.processor / runs, _QUICKEST)
        self._most = self._wanted or _most_tried(work)
        return STOP if self.is_over else Next(more=self._batches())

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


def _most_tried(work: float) -> int:
    """How many candidates are tried where each takes so much work."""
    return next((most for seconds, most in _MOST_TRIED if work < seconds), 0)


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
