"""Observes one submission: runs its checks in turn, and goes on in a new child if one died or was killed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable

from grader.errors import WorkerFault
from grader.execution.answer_room import Room
from grader.execution.boundary import Told, go_on
from grader.execution.children import Answers, Child, Children
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
from grader.execution.neighbours import Neighbours
from grader.execution.time_limits import Allowance, Budget
from grader.wire.levels import level_of
from grader.wire.messages import Ready, Source, Stopped, Unrun


def observe(
    job: Job, children: Children, limits: Limits, told: Told = go_on, neighbours: Neighbours | None = None
) -> Observations:
    """Run a submission's checks and return their observations.

    Whatever the learner's code does, there is an observation for every check, until `told` says to stop. If the grader
    itself fails, `fault` says so and nothing counts. Hidden checks run last, and nothing else of a submission is
    observed or timed from the first of them on, so that nothing that a learner's code saw in them can leak into what
    learners are shown.

    `told` is called with each check's observation while the next check runs, so that nobody waits for it. `neighbours`
    are the submissions that run at the same time; by default, there are none.
    """
    run = _Submission(job, children, limits, told, neighbours or Neighbours())
    fault = None
    try:
        run.all()
    except WorkerFault as failed:
        fault = str(failed)
    by_id = dict(run.observed)
    return Observations(
        checks=(*(by_id.pop(check.id) for check in job.checks if check.id in by_id), *by_id.values()),
        loads=tuple(run.loads.values()),
        isolation=Isolation(level_of(run.ready.layers), run.ready.layers, run.ready.missing),
        seconds=run.seconds,
        fault=fault,
        unavailable=run.ready.unavailable,
        refused=tuple(run.refused),
    )


class _Submission:
    """The children of one submission, one after another, and their observations."""

    def __init__(self, job: Job, children: Children, limits: Limits, told: Told, neighbours: Neighbours) -> None:
        self._job = job
        self._sources = {source.module: source for source in job.sources}
        self._children = children
        self._limits = limits
        self._told = told
        self._neighbours = neighbours
        self._waiting: dict[bool, deque[CheckJob]] = {hidden: deque() for hidden in (False, True)}
        self._unreported: list[CheckObservation] = []
        self._room = Room(limits.answer_bytes)
        self._budget = Budget(limits)
        self._child: Child | None = None
        self._has_ended = False
        self._shows = True
        """Whether learners are shown what is observed now: not once the hidden checks have begun."""
        self._dead: set[str] = set()
        self._unloadable: dict[str, Stopped] = {}
        self.ready = Ready((), ())
        self.loads: dict[str, LoadObservation] = {}
        self.observed: dict[str, CheckObservation] = {}
        self.refused: dict[str, None] = {}
        self.seconds = 0.0

    def all(self) -> None:
        """Run every check, and those that are requested meanwhile.

        Raises:
            WorkerFault: if the grader itself fails.
        """
        if not self._job.checks:
            self.ready = self._children.ready()
            return
        self._children.prepare(self._job)
        self._wait_for(self._job.checks)
        with self._neighbours.beside():
            started = time.monotonic()
            try:
                self._all_of(self._waiting[False])
                self._load_for(self._waiting[True])
                self._note_refused()
                self.seconds, self._shows = time.monotonic() - started, False
                self._all_of(self._waiting[True])
            finally:
                self._end_child()

    def _wait_for(self, checks: tuple[CheckJob, ...]) -> None:
        for check in checks:
            self._waiting[check.hidden].append(check)

    def _all_of(self, waiting: deque[CheckJob]) -> None:
        """Run these checks, one after another, until `told` says to stop."""
        while waiting and not self._has_ended:
            check = waiting.popleft()
            if self._child is None:
                self._report()  # no child is working, and `told` may say to stop
            if self._has_ended:
                return
            observation = self._observe(check, waiting[0] if waiting else None)
            if observation is not None:
                self.observed[check.id] = observation
                self._unreported.append(observation)
            if not waiting:
                self._report()

    def _load_for(self, hidden: Iterable[CheckJob]) -> None:
        """Load the files that have only hidden checks, before anything was seen that a file could print or raise."""
        for module in dict.fromkeys(check.module for check in hidden):
            if module not in self.loads and not self._has_ended and not self._budget.is_used_up:
                self._load(self._sources[module])

    def _report(self) -> None:
        """Pass what was observed since the last call on to `told`."""
        unreported, self._unreported = self._unreported, []
        for observation in unreported:
            then = self._told(observation)
            self._wait_for(then.more)
            if then.stop:
                self._has_ended = True
                return

    def _observe(self, check: CheckJob, following: CheckJob | None) -> CheckObservation | None:
        """The observation of a check; None if the previous one turns out to be the last."""
        if self._dead.intersection(check.after):
            return CheckObservation(check.id, (CaseObservation(Unrun()),) * len(check.cases))
        source = self._sources[check.module]
        if self._budget.is_used_up:
            return _stopped_before(check, Stopped("budget"))
        if not self._load(source, check):
            return _stopped_before(check, self._unloadable[source.module])
        child = self._living_child()
        # A check of another file is not sent before that file is loaded.
        child.begin(check, following if following is not None and following.module == check.module else None)
        self._report()
        if self._has_ended:
            return None
        room = self._room.left
        answers = child.answers(check, self._room, self._allowed(check.time_limit))
        if answers.is_doubtful:
            self._end_child()
            self._room.left = room
            answers = self._answers_alone(source, check)
        if answers.lost is not None:
            self._end_child()
            self._dead.add(check.id)
        return CheckObservation(check.id, answers.cases, answers.output, answers.printed, answers.processor)

    def _answers_alone(self, source: Source, check: CheckJob) -> Answers:
        """The answers to a check in a new child, while no other submission runs."""
        with self._neighbours.alone():
            if not self._load(source):
                stopped = self._unloadable[source.module]
                return Answers(_stopped_before(check, stopped).cases, "", stopped)
            child = self._living_child()
            child.begin(check, None)
            return child.answers(check, self._room, self._allowed(check.time_limit))

    def _allowed(self, seconds: float) -> Allowance:
        mark = self._neighbours.now()
        wall = seconds * self._limits.wall_factor
        return Allowance(seconds, wall, self._budget, lambda: self._neighbours.was_alone(mark))

    def _load(self, source: Source, check: CheckJob | None = None) -> bool:
        """Load the file in the current child: all of it or, failing that, only its definitions. False if both fail.

        The check that is to be run next is sent along.
        """
        module = source.module
        if module in self._unloadable:
            return False
        child = self._living_child()
        if child.has_loaded(source):
            return True
        known = self.loads.get(module)
        definitions_only = known is not None and known.definitions_only
        loading = child.load(
            source,
            definitions_only,
            None if check is None or check.hidden else check,
            self._allowed(self._limits.load_seconds),
        )
        if loading.is_doubtful:
            self._end_child()
            with self._neighbours.alone():
                return self._load(source, check)
        lost = loading.lost
        if lost is None:
            if known is None and self._shows:
                self.loads[module] = LoadObservation(module, loading.raised, output=loading.output)
            return True
        self._end_child()
        gives_up = definitions_only or known is not None or lost.limit == "budget" or not self._shows
        if gives_up:
            self._unloadable[module] = lost
        if self._shows:
            self.loads[module] = LoadObservation(
                module, stopped=lost, definitions_only=not gives_up, output=loading.output
            )
        return not gives_up and self._load(source, check)

    def _living_child(self) -> Child:
        if self._child is None:
            self._child = self._children.take()
            self.ready = self._child.ready
        return self._child

    def _note_refused(self) -> None:
        if self._child is not None and self._shows:
            self.refused |= dict.fromkeys(self._child.refused)

    def _end_child(self) -> None:
        if self._child is not None:
            self._note_refused()
            self._children.end(self._child)
            self._child = None


def _stopped_before(check: CheckJob, stopped: Stopped) -> CheckObservation:
    """The observation of a check that was never sent."""
    return CheckObservation(check.id, (CaseObservation(stopped),) * len(check.cases))
