"""Observing one submission: its checks in turn, in a new child from the next check on where one died or was killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import zip_longest

from grader.errors import WorkerFault
from grader.execution.children import Child, Children, Room, Until
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
from grader.wire.messages import Source, Stopped, Unrun

Told = Callable[[CheckObservation], None]
"""Told what a check gave."""

Again = Callable[[], Sequence[CheckJob]]
"""Asked, once all that learners see was told of, which checks to run again in another way, each under an id of its own;
and again, until there are none."""


def observe(
    job: Job,
    children: Children,
    limits: Limits,
    *,
    until: Until | None = None,
    told: Told | None = None,
    again: Again | None = None,
) -> Observations:
    """Run a submission's checks and give what they gave.

    Whatever the learner's code does, an observation comes back for every check. Where the grader itself fails, `fault`
    says so and nothing counts. Checks that learners may not see run last, so that nothing of them is there before.
    The first case of which `until` is true is the last one that is run. `told` hears of each check while the next one
    runs, so that nobody waits for what it does. What `again` asks for is run before any hidden check, and once more
    after them: what a learner's code saw in one must not come back in what they are shown.
    """
    started = time.monotonic()
    run = _Submission(job, children, limits, until or _never, told or _nobody)
    fault = None
    try:
        children.prepare(job)
        try:
            seen = [check for check in job.checks if not check.hidden]
            unseen = [check for check in job.checks if check.hidden]
            for checks in (seen, unseen):
                run.all_of(checks)
                if again is not None and checks:
                    run.tell()
                    while not run.has_ended and (more := again()):
                        run.all_of(more)
                        run.tell()
        finally:
            run.end_child()
        run.tell()
    except WorkerFault as failed:
        fault = str(failed)
    by_id = dict(run.observed)
    return Observations(
        checks=(*(by_id.pop(check.id) for check in job.checks if check.id in by_id), *by_id.values()),
        loads=tuple(run.loads.values()),
        isolation=run.isolation,
        seconds=time.monotonic() - started,
        fault=fault,
    )


class _Submission:
    """The children of one submission, one after the other, and what they gave."""

    def __init__(self, job: Job, children: Children, limits: Limits, until: Until, told: Told) -> None:
        self._sources = {source.module: source for source in job.sources}
        self._children = children
        self._until = until
        self._told = told
        self._untold: list[CheckObservation] = []
        self._room = Room(limits.answer_bytes)
        self._child: Child | None = None
        self.isolation = Isolation("none")
        self.loads: dict[str, LoadObservation] = {}
        self.observed: dict[str, CheckObservation] = {}
        self.has_ended = False
        self._dead: set[str] = set()

    def all_of(self, checks: Sequence[CheckJob]) -> None:
        """Run these checks, one after the other, to the one that ends it all."""
        for check, following in zip_longest(checks, checks[1:]):
            if self.has_ended:
                return
            self.check(check, following)

    def check(self, check: CheckJob, following: CheckJob | None) -> None:
        """Run one check, or say why it is not run."""
        if following is not None and following.module != check.module:
            following = None  # not before its file is loaded
        self.observed[check.id] = observation = self._observe(check, following)
        self._untold.append(observation)

    def tell(self) -> None:
        """Tell of what was observed since this was last done."""
        for observation in self._untold:
            self._told(observation)
        self._untold.clear()

    def _observe(self, check: CheckJob, following: CheckJob | None) -> CheckObservation:
        if self._dead.intersection(check.after):
            return CheckObservation(check.id, (CaseObservation(Unrun()),) * len(check.cases))
        source = self._sources[check.module]
        if not self._load(source, check):
            stopped = self.loads[source.module].stopped or Stopped("crash")
            self._stops(check, 0, CaseObservation(stopped))
            return CheckObservation(check.id, (CaseObservation(stopped),) * len(check.cases))
        child = self._living_child()
        cases, output, lost = child.run(check, following, self._room, self._stops, self.tell)
        if lost is not None:
            self.end_child()
            self._dead.add(check.id)
        return CheckObservation(check.id, cases, output)

    def _stops(self, check: CheckJob, number: int, case: CaseObservation) -> bool:
        self.has_ended = self.has_ended or self._until(check, number, case)
        return self.has_ended

    def _load(self, source: Source, check: CheckJob) -> bool:
        """Have the file loaded in the child that lives: whole, else its definitions only. False where neither ends."""
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
        self.end_child()
        if definitions_only or (known is not None and known.stopped is None):
            self.loads[source.module] = LoadObservation(source.module, stopped=lost, output=output)
            return False
        self.loads[source.module] = LoadObservation(source.module, stopped=lost, definitions_only=True, output=output)
        return self._load(source, check)

    def _living_child(self) -> Child:
        if self._child is None:
            self._child = self._children.take()
            ready = self._child.ready
            self.isolation = Isolation(level_of(ready.layers), ready.layers, ready.missing)
        return self._child

    def end_child(self) -> None:
        """End the child that lives, if one does."""
        if self._child is not None:
            self._children.end(self._child)
            self._child = None


def _nobody(observation: CheckObservation) -> None:
    return


def _never(check: CheckJob, number: int, case: CaseObservation) -> bool:
    return False
