"""Observing one submission: its checks in turn, in a new child from the next check on where one died or was killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from grader.course.folders import placed
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
from grader.execution.scratch import Scratch
from grader.execution.session import Answer, Exit, SessionEnd
from grader.execution.workers import WorkerFault, Workers, open_message
from grader.worker.isolation import level_of
from grader.worker.messages import (
    CaseDone,
    FromChild,
    Load,
    Loaded,
    Missing,
    Raised,
    Ready,
    Refused,
    Returned,
    Run,
    RunDone,
    Source,
    Stopped,
    Unrun,
)
from grader.worker.values import Value

Until = Callable[[CheckJob, int, CaseObservation], bool]
"""Told what a case of a check gave, by its number: whether to stop there."""

Told = Callable[[CheckObservation], None]
"""Told what a check gave."""

_WATCH_SECONDS = 0.1
_SMALL_ANSWER = 1 << 16


Closer = Callable[[Callable[[], object]], object]
"""Calls a function, now or soon."""


def _now(close: Callable[[], object]) -> None:
    close()


def observe(
    job: Job,
    workers: Workers,
    limits: Limits,
    *,
    isolate: bool = True,
    until: Until | None = None,
    told: Told | None = None,
    closer: Closer = _now,
) -> Observations:
    """Run a submission's checks and give what they gave.

    Whatever the learner's code does, an observation comes back for every check. Where the grader itself fails, `fault`
    says so and nothing counts. Checks that learners may not see run last, so that nothing of them is there before.
    The first case of which `until` is true is the last one that is run. `told` hears of each check while the next one
    runs, so that nobody waits for what it does.
    `closer` is handed the ending of the last child, for which nobody needs to wait.
    """
    started = time.monotonic()
    run = _Submission(job, workers, limits, isolate, until or _never, told or _nobody)
    fault = None
    try:
        try:
            for check in sorted(job.checks, key=lambda check: check.hidden):
                run.check(check)
                if run.has_ended:
                    break
        finally:
            closer(run.end_child)
        run.tell()
    except WorkerFault as failed:
        fault = str(failed)
    by_id = run.observed
    return Observations(
        checks=tuple(by_id[check.id] for check in job.checks if check.id in by_id),
        loads=tuple(run.loads.values()),
        isolation=run.isolation,
        seconds=time.monotonic() - started,
        fault=fault,
    )


class _Submission:
    """The children of one submission, one after the other, and what they gave."""

    def __init__(self, job: Job, workers: Workers, limits: Limits, isolate: bool, until: Until, told: Told) -> None:
        self._sources = {source.module: source for source in job.sources}
        self._workers = workers
        self._limits = limits
        self._isolate = isolate
        self._until = until
        self._told = told
        self._untold: list[CheckObservation] = []
        self._with_data = any(check.folders for check in job.checks)
        self._room = _Room(limits.answer_bytes)
        self._child: _Child | None = None
        self.isolation = Isolation("none")
        self.loads: dict[str, LoadObservation] = {}
        self.observed: dict[str, CheckObservation] = {}
        self.has_ended = False
        self._dead: set[str] = set()

    def check(self, check: CheckJob) -> None:
        """Run one check, or say why it is not run."""
        self.observed[check.id] = observation = self._observe(check)
        self._untold.append(observation)

    def tell(self) -> None:
        """Tell of what was observed since this was last done."""
        for observation in self._untold:
            self._told(observation)
        self._untold.clear()

    def _observe(self, check: CheckJob) -> CheckObservation:
        if self._dead.intersection(check.after):
            return CheckObservation(check.id, (CaseObservation(Unrun()),) * len(check.cases))
        source = self._sources[check.module]
        if not self._load(source):
            stopped = self.loads[source.module].stopped or Stopped("crash")
            self._stops(check, 0, CaseObservation(stopped))
            return CheckObservation(check.id, (CaseObservation(stopped),) * len(check.cases))
        child = self._living_child()
        cases, output, lost = child.run(check, self._room, self._stops, self.tell)
        if lost is not None:
            self.end_child()
            self._dead.add(check.id)
        return CheckObservation(check.id, cases, output)

    def _stops(self, check: CheckJob, number: int, case: CaseObservation) -> bool:
        self.has_ended = self.has_ended or self._until(check, number, case)
        return self.has_ended

    def _load(self, source: Source) -> bool:
        """Have the file loaded in the child that lives: whole, else its definitions only. False where neither ends."""
        known = self.loads.get(source.module)
        if known is not None and known.stopped is not None and not known.definitions_only:
            return False
        child = self._living_child()
        if source.module in child.loaded:
            return True
        definitions_only = known is not None and known.definitions_only
        raised, output, lost = child.load(source, definitions_only)
        if lost is None:
            if known is None:
                self.loads[source.module] = LoadObservation(source.module, raised, output=output)
            return True
        self.end_child()
        if definitions_only or (known is not None and known.stopped is None):
            self.loads[source.module] = LoadObservation(source.module, stopped=lost, output=output)
            return False
        self.loads[source.module] = LoadObservation(source.module, stopped=lost, definitions_only=True, output=output)
        return self._load(source)

    def _living_child(self) -> _Child:
        if self._child is None:
            self._child = _Child(self._workers, self._limits, self._isolate, self._with_data)
            ready = self._child.ready
            self.isolation = Isolation(level_of(ready.layers), ready.layers, ready.missing)
        return self._child

    def end_child(self) -> None:
        """End the child that lives, if one does."""
        if self._child is not None:
            child, self._child = self._child, None
            child.close()


class _Room:
    """What the answers of one submission may still take: they stay in memory until it is graded."""

    def __init__(self, size: int) -> None:
        self._left = size

    def take(self, size: int) -> None:
        """Count an answer. A small one always has room, so that large ones cost no other check its answer.

        Raises:
            SessionEnd: where it has none.
        """
        if size > _SMALL_ANSWER:
            self._left -= size
            if self._left < 0:
                raise SessionEnd("memory", "its answers are too large")


class _Child:
    """One child process and its private folders."""

    def __init__(self, workers: Workers, limits: Limits, isolate: bool, with_data: bool) -> None:
        self._limits = limits
        self._scratch = Scratch(limits, with_data=with_data)
        self._exit: Exit | None = None
        self.loaded: set[str] = set()
        try:
            self._session = workers.open(self._scratch.path)
        except WorkerFault:
            self._scratch.remove()
            raise
        deadline = time.monotonic() + limits.start_seconds
        try:
            opening = open_message(limits, self._scratch.path, isolate=isolate, data=self._scratch.data)
            self._session.send(opening, deadline)
            answer = self._await(deadline).message
        except SessionEnd as ended:
            words = self._session.take_output()
            self.close()
            raise WorkerFault(f"a worker did not start ({ended}). {words}"[:2000]) from ended
        if not isinstance(answer, Ready):
            self.close()
            raise WorkerFault(f"a worker answered {type(answer).__name__} before it was ready")
        self.ready = answer

    def load(self, source: Source, definitions_only: bool) -> tuple[Raised | None, str, Stopped | None]:
        """What loading the file raised, what it printed, and what stopped the child, if something did."""
        deadline = time.monotonic() + self._limits.load_seconds
        try:
            self._session.send(Load(source, definitions_only), deadline)
            answer = self._await(deadline).message
            if not isinstance(answer, Loaded):
                raise _unexpected(answer)
        except SessionEnd as ended:
            return None, self._session.take_output(), self._stopped(ended)
        self.loaded.add(source.module)
        return answer.raised, self._session.take_output(), None

    def run(
        self, check: CheckJob, room: _Room, until: Until, meanwhile: Callable[[], None]
    ) -> tuple[tuple[CaseObservation, ...], str, Stopped | None]:
        """The observations of all cases, what was printed, and what stopped the child, if something did.

        `meanwhile` is called once the child is at work; the check's time starts after it.

        Raises:
            WorkerFault: where the folders of its cases cannot be written.
        """
        cases: list[CaseObservation] = []
        arguments_of_cases = self._with_folders(check)
        deadline = time.monotonic() + check.time_limit
        try:
            self._session.send(Run(check.module, check.of, check.probe, arguments_of_cases), deadline)
            meanwhile()
            deadline = time.monotonic() + check.time_limit
            for number, arguments in enumerate(check.cases):
                cases.append(self._case(check, arguments, deadline, room))
                if until(check, number, cases[-1]):
                    rest = (CaseObservation(Unrun()),) * (len(check.cases) - len(cases))
                    return (*cases, *rest), self._session.take_output(), None
            done = self._await(deadline).message
            if not isinstance(done, RunDone):
                raise _unexpected(done)
            return tuple(cases), self._session.take_output(), None
        except SessionEnd as ended:
            output = self._session.take_output()
            lost = self._stopped(ended)
        # One that answered every case and then died is stopped in its last.
        answered = cases[: len(check.cases) - 1]
        until(check, len(answered), CaseObservation(lost))
        unrun = [CaseObservation(Unrun())] * (len(check.cases) - len(answered) - 1)
        return (*answered, CaseObservation(lost), *unrun), output, lost

    def _with_folders(self, check: CheckJob) -> tuple[dict[str, Value], ...]:
        if not check.folders:
            return check.cases
        try:
            return tuple(
                placed(arguments, folders, self._scratch.data)
                for arguments, folders in zip(check.cases, check.folders, strict=True)
            )
        except OSError as refused:
            raise WorkerFault(f"the data of check `{check.id}` cannot be written: {refused}") from refused

    def _case(self, check: CheckJob, arguments: Mapping[str, Value], deadline: float, room: _Room) -> CaseObservation:
        # Timed here: the clock in the child is the learner's.
        started = time.monotonic()
        answer, size = self._await(deadline)
        if not isinstance(answer, CaseDone):
            raise _unexpected(answer)
        outcome = answer.outcome
        if isinstance(outcome, Missing) and outcome.name != check.of:
            raise SessionEnd("protocol", "it misses a function that it was not asked for")
        if isinstance(outcome, Returned) and not arguments.keys() >= set(outcome.changed):
            raise SessionEnd("protocol", "it changed arguments that it was not given")
        room.take(size)
        return CaseObservation(outcome, answer.warnings, time.monotonic() - started, answer.calls)

    def _await(self, deadline: float) -> Answer:
        """The next message. While it is awaited, the scratch folder is watched: a limit on files alone bounds no disk.

        Raises:
            SessionEnd: at the deadline too.
        """
        while True:
            answer = self._session.receive(min(deadline, time.monotonic() + _WATCH_SECONDS))
            if answer is not None:
                return answer
            if time.monotonic() >= deadline:
                raise SessionEnd("time")
            if self._scratch.is_over_limit():
                raise SessionEnd("memory", "it wrote too much to its scratch folder")

    def _stopped(self, ended: SessionEnd) -> Stopped:
        exit_ = self.close()
        detail = exit_.detail if exit_.by_itself else "it closed its channel"
        return Stopped(ended.limit, detail if ended.limit == "crash" else ended.detail)

    def close(self) -> Exit:
        """End the process, clear its folder away, and say how it ended."""
        if self._exit is None:
            try:
                self._exit = self._session.close()
            except WorkerFault:
                # Known to be lost: asked again, it need not fail again.
                self._exit = Exit(False, "lost")
                raise
            finally:
                self._scratch.remove()
        return self._exit


def _unexpected(answer: FromChild) -> SessionEnd:
    return SessionEnd(
        "protocol", answer.why if isinstance(answer, Refused) else f"an unexpected {type(answer).__name__}"
    )


def _nobody(observation: CheckObservation) -> None:
    return


def _never(check: CheckJob, number: int, case: CaseObservation) -> bool:
    return False
