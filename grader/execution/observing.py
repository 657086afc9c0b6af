"""Observes one submission: runs its checks in turn, and goes on in a new child if one died or was killed."""

from __future__ import annotations

import time
from collections import deque

from grader.errors import WorkerFault
from grader.execution.boundary import Told, go_on
from grader.execution.children import Child, Children, Room
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
from grader.wire.levels import level_of
from grader.wire.messages import Ready, Source, Stopped, Unrun


def observe(job: Job, children: Children, limits: Limits, told: Told = go_on) -> Observations:
    """Run a submission's checks and return their observations.

    Whatever the learner's code does, there is an observation for every check, until `told` says to stop. If the grader
    itself fails, `fault` says so and nothing counts. Hidden checks run last, so that nothing that a learner's code saw
    in them can leak into what learners are shown.

    `told` is called with each check's observation while the next check runs, so that nobody waits for it.
    """
    started = time.monotonic()
    run = _Submission(job, children, limits, told)
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
        seconds=time.monotonic() - started,
        fault=fault,
        unavailable=run.ready.unavailable,
    )


class _Submission:
    """The children of one submission, one after another, and their observations."""

    def __init__(self, job: Job, children: Children, limits: Limits, told: Told) -> None:
        self._job = job
        self._sources = {source.module: source for source in job.sources}
        self._children = children
        self._told = told
        self._waiting: dict[bool, deque[CheckJob]] = {hidden: deque() for hidden in (False, True)}
        self._unreported: list[CheckObservation] = []
        self._room = Room(limits.answer_bytes)
        self._child: Child | None = None
        self._has_ended = False
        self._dead: set[str] = set()
        self.ready = Ready((), ())
        self.loads: dict[str, LoadObservation] = {}
        self.observed: dict[str, CheckObservation] = {}

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
        try:
            for hidden in (False, True):
                self._all_of(self._waiting[hidden])
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
        if not self._load(source, check):
            stopped = self.loads[source.module].stopped or Stopped("crash")
            return CheckObservation(check.id, (CaseObservation(stopped),) * len(check.cases))
        child = self._living_child()
        # A check of another file is not sent before that file is loaded.
        child.begin(check, following if following is not None and following.module == check.module else None)
        self._report()
        if self._has_ended:
            return None
        cases, output, lost = child.answers(check, self._room)
        if lost is not None:
            self._end_child()
            self._dead.add(check.id)
        return CheckObservation(check.id, cases, output)

    def _load(self, source: Source, check: CheckJob) -> bool:
        """Load the file in the current child: all of it or, failing that, only its definitions. False if both fail."""
        known = self.loads.get(source.module)
        if known is not None and known.stopped is not None and not known.definitions_only:
            return False
        child = self._living_child()
        if source.module in child.loaded:
            return True
        definitions_only = known is not None and known.definitions_only
        raised, output, lost = child.load(source, definitions_only, None if check.hidden else check)
        if lost is None:
            if known is None:
                self.loads[source.module] = LoadObservation(source.module, raised, output=output)
            return True
        self._end_child()
        if definitions_only or (known is not None and known.stopped is None):
            self.loads[source.module] = LoadObservation(source.module, stopped=lost, output=output)
            return False
        self.loads[source.module] = LoadObservation(source.module, stopped=lost, definitions_only=True, output=output)
        return self._load(source, check)

    def _living_child(self) -> Child:
        if self._child is None:
            self._child = self._children.take()
            self.ready = self._child.ready
        return self._child

    def _end_child(self) -> None:
        if self._child is not None:
            self._children.end(self._child)
            self._child = None
