"""Children: the processes in which submissions run, as seen from the trusted side."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from grader.course.folders import placed
from grader.errors import WorkerFault
from grader.execution.answer_room import Room
from grader.execution.jobs import CaseObservation, CheckJob, Job
from grader.execution.limits import Limits
from grader.execution.processor_time import processor_seconds, tree_seconds
from grader.execution.scratch import Scratch
from grader.execution.session import Answer, Exit, SessionEnd
from grader.execution.time_limits import Allowance, Budget, Timer
from grader.execution.workers import Workers, open_message
from grader.wire import frames
from grader.wire.messages import (
    CaseDone,
    FromChild,
    Load,
    Loaded,
    Measure,
    Measured,
    Missing,
    Precision,
    Prepare,
    Probe,
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
from grader.wire.values import Value

_WATCH_SECONDS = 0.1
MOST_AHEAD = 1 << 16
"""The largest check, in bytes, that is sent in advance: a socket buffers this much unread. With 0, none is;
`benchmarks/ablations.py` does so to measure the effect."""


class Children:
    """Starts and ends children. Safe to use from several threads.

    With `ahead`, the next child is started while one works, from the second one on: a caller that needed two will need
    a third. With `spare`, for a caller that will go on however long a start takes, it is so from the first one on. With
    `reuse`, a child that has finished its work is used again, allowed only for the author's code.
    """

    def __init__(
        self,
        workers: Workers,
        limits: Limits,
        *,
        isolate: bool,
        ahead: bool,
        spare: bool = False,
        reuse: bool = False,
    ) -> None:
        self._workers = workers
        self._limits = limits
        self._isolate = isolate
        self._ahead = ahead
        self._spare = spare
        self._reuse = reuse
        self._used: list[Child] = []
        self._background = ThreadPoolExecutor(1, "children")
        self._lock, self._asking = threading.Lock(), threading.Lock()
        self._next: Future[Child] | None = None
        self._taken = 0
        self._ready: Ready | None = None
        self._watched: tuple[tuple[str, ...], tuple[str, ...] | None] = (), None
        self._probes: set[Probe] = set()

    def prepare(self, job: Job) -> None:
        """Prepare for a job and others like it, except for hidden checks: whatever is prepared lies in the memory of
        the process that runs the learner's code.

        Raises:
            WorkerFault: if the workers have exited.
        """
        watched, may_use = job.sources[0].watched, job.sources[0].may_use
        with self._lock:
            seen = (check.probe for check in job.checks if not check.hidden)
            new = tuple(probe for probe in seen if probe not in self._probes)
            if not new and (watched, may_use) == self._watched:
                return
            self._watched = watched, may_use
            self._probes.update(new)
        self._workers.prepare(Prepare(watched, new, may_use))

    def ready(self) -> Ready:
        """What a child reports before it is given any work.

        Raises:
            WorkerFault: if no child can be started.
        """
        with self._asking:
            if self._ready is None:
                child = self._make()
                self._ready = child.ready
                self._keep(child)
            return self._ready

    def _keep(self, child: Child) -> None:
        """Keep an unused child as the next one, if it was expensive to start."""
        with self._lock:
            if not self._ahead and self._next is None:
                self._next = Future()
                self._next.set_result(child)
                return
        self.end(child)

    def take(self) -> Child:
        """A child that has run no learner's code.

        Raises:
            WorkerFault: if none can be started.
        """
        with self._lock:
            if self._used:
                return self._used.pop()
            ready, self._next = self._next, None
            self._taken += 1
        if ready is None and self._reuse:
            # A process dies with the thread that started it, so a thread that stays starts those that are kept.
            ready = self._background.submit(self._make)
        child = self._make() if ready is None else ready.result()
        if not child.is_waiting():
            # A child started in advance may have died while it waited, which is not the fault of any submission.
            self.end(child)
            child = self._make()
        with self._lock:
            if (self._spare or (self._ahead and self._taken > 1)) and self._next is None:
                self._next = self._background.submit(self._make)
        return child

    def end(self, child: Child) -> None:
        """End a child in the background. If that fails, the fork server has exited, which its next user reports."""
        if self._reuse and child.is_waiting():
            with self._lock:
                self._used.append(child)
            return
        try:
            self._background.submit(child.close)
        except RuntimeError:  # these children were replaced by new ones while a submission was still running
            child.close()

    def close(self) -> None:
        """End everything."""
        with self._lock:
            self._ahead = self._spare = self._reuse = False
            ready, self._next = self._next, None
            used, self._used = self._used, []
        for child in used:
            self.end(child)
        if ready is not None and not ready.cancel() and ready.exception() is None:
            self.end(ready.result())
        self._background.shutdown()
        self._workers.close()

    def _make(self) -> Child:
        return Child(self._workers, self._limits, isolate=self._isolate)


@dataclass(frozen=True, slots=True)
class Loading:
    """How a child loaded a file: what it raised, what it printed, and what stopped the child, if anything did."""

    raised: Raised | None
    output: str
    lost: Stopped | None
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What a child gave for a check: an observation for each case, what was printed, and what stopped the child, if
    anything did. If it `is_doubtful`, the check was too slow and a neighbour may be why: only a run alone counts."""

    cases: tuple[CaseObservation, ...]
    output: str
    lost: Stopped | None
    is_doubtful: bool = False
    printed: tuple[str, ...] = ()
    """What each case printed, up to the one that was stopped; empty where none is known to have printed."""
    processor: float = 0.0
    """The processor time that the check took; see `grader.execution.jobs.CheckObservation`."""


class Child:
    """One child process with its isolation layers applied, and its private folders.

    Raises:
        WorkerFault: if it cannot be started.
    """

    def __init__(self, workers: Workers, limits: Limits, *, isolate: bool) -> None:
        self._limits = limits
        self._scratch = Scratch(limits)
        self._exit: Exit | None = None
        self._sent_ahead = ""
        self._ended: SessionEnd | None = None
        self._is_at_work = False
        self._may_start_processes = False
        self._counted: float | None = None
        self._loaded: dict[str, Source] = {}
        try:
            self._session = workers.open(self._scratch.path)
        except WorkerFault:
            self._scratch.remove()
            raise
        try:
            opening = open_message(limits, self._scratch.path, self._scratch.data, isolate=isolate)
            self._session.send(frames.pack(opening), time.monotonic() + limits.start_seconds)
            answer = self._await(self._timer(self._generous(limits.start_seconds))).message
        except SessionEnd as ended:
            words = self._session.take_output(ended=True)
            self.close()
            raise WorkerFault(f"a worker did not start ({ended}). {words}"[:2000]) from ended
        if not isinstance(answer, Ready):
            self.close()
            raise WorkerFault("a worker answered %(kind)s before it was ready", kind=type(answer).__name__)
        self.ready = answer
        self._may_start_processes = "seccomp" not in answer.layers

    @property
    def refused(self) -> tuple[str, ...]:
        """The names of the system calls that were refused to it so far."""
        return self._session.refused

    def is_waiting(self) -> bool:
        """Whether the child is still alive and waiting for work."""
        return not self._is_at_work and self._session.is_waiting()

    def has_loaded(self, source: Source) -> bool:
        """Whether this file is loaded, and not another one of its module's name."""
        return self._loaded.get(source.module) == source

    def load(
        self,
        source: Source,
        definitions_only: bool,
        following: CheckJob | None = None,
        allowed: Allowance | None = None,
    ) -> Loading:
        """Load a file. The check `following` is sent before the child has answered."""
        allowed = allowed or self._generous(self._limits.load_seconds)
        deadline = time.monotonic() + allowed.wall
        timer = self._timer(allowed)
        try:
            self._session.send(frames.pack(Load(source, definitions_only)), deadline)
            self._send_ahead(following, deadline)
            answer = self._await(timer).message
            if not isinstance(answer, Loaded):
                raise _unexpected(answer)
            timer.finish()
        except SessionEnd as ended:
            timer.broken_off()
            output = self._session.take_output(ended=True)
            return Loading(None, output, self._stopped(ended), timer.is_doubtful)
        self._loaded[source.module] = source
        self._counted = self._processor_seconds()
        return Loading(answer.raised, self._session.take_output(), None, timer.is_doubtful)

    def begin(self, check: CheckJob, following: CheckJob | None) -> None:
        """Start the child on a check. The check `following` is sent as well, so that the child need not wait for it.

        Raises:
            WorkerFault: if the folders of its cases cannot be written.
        """
        self._is_at_work = True
        deadline = time.monotonic() + check.time_limit * self._limits.wall_factor
        try:
            if self._sent_ahead != check.id:
                self._session.send(self._frame(check), deadline)
            self._send_ahead(following, deadline)
        except SessionEnd as ended:
            self._ended = ended

    def answers(self, check: CheckJob, room: Room, allowed: Allowance) -> Answers:
        """Wait for the observations of all cases of a check that was begun. The check's time starts now."""
        cases: list[CaseObservation] = []
        timer = self._timer(allowed)
        try:
            if self._ended is not None:
                raise self._ended
            for arguments in check.cases:
                cases.append(self._case(check, arguments, timer, room))
            done = self._await(timer).message
            if not isinstance(done, RunDone):
                raise _unexpected(done)
            timer.finish()
            self._is_at_work = False
            output = self._session.take_output()
            printed = self._session.printed_by_case(len(cases))
            return Answers(tuple(cases), output, None, timer.is_doubtful, printed, self._used(timer))
        except SessionEnd as ended:
            timer.broken_off()
            output = self._session.take_output(ended=True)
            used = self._used(timer)
            lost = self._stopped(ended)
        # If the child answered every case and then died, the last case counts as stopped.
        answered = cases[: len(check.cases) - 1]
        unrun = [CaseObservation(Unrun())] * (len(check.cases) - len(answered) - 1)
        printed = self._session.printed_by_case(len(answered) + 1, stopped=True)
        cases = [*answered, CaseObservation(lost), *unrun]
        return Answers(tuple(cases), output, lost, timer.is_doubtful, printed, used)

    def measure(self, check: CheckJob, number: int, precision: Precision, runs: int) -> Measured | Stopped:
        """Measure how far each number of one case may be off, in a process that runs the author's code.

        Raises:
            WorkerFault: if the folders of the case cannot be written.
        """
        arguments = self._placed(check)[number]
        allowed = self._generous(self._limits.measuring_seconds)
        try:
            wanted = Measure(check.module, check.probe, arguments, precision, runs)
            self._session.send(frames.pack(wanted), time.monotonic() + allowed.wall)
            answer = self._await(self._timer(allowed)).message
            if not isinstance(answer, Measured):
                raise _unexpected(answer)
        except SessionEnd as ended:
            return self._stopped(ended)
        return answer

    def _send_ahead(self, check: CheckJob | None, deadline: float) -> None:
        self._sent_ahead = ""
        if check is None or check.folders or not self._session.takes_ahead:
            return
        frame = self._frame(check)
        if len(frame) <= MOST_AHEAD:
            with contextlib.suppress(SessionEnd):  # it may have answered before it ended; `_await` reports the end
                self._session.send(frame, deadline, ahead=True)
                self._sent_ahead = check.id

    def _frame(self, check: CheckJob) -> bytes:
        """The frame that runs a check; writes the folders of its cases into this child's data folder."""
        try:
            if not check.folders:
                return check.frame
            return frames.pack(
                Run(check.module, check.of, check.probe, self._placed(check), check.container, check.ambient)
            )
        except frames.BrokenFrame as beyond:
            raise WorkerFault(
                "the cases of check `%(check)s` are too large: %(beyond)s", check=check.id, beyond=beyond
            ) from beyond

    def _placed(self, check: CheckJob) -> tuple[dict[str, Value], ...]:
        """The arguments of a check's cases, with their folders written into this child's data folder."""
        if not check.folders:
            return check.cases
        try:
            return tuple(
                placed(arguments, folders, self._scratch.data)
                for arguments, folders in zip(check.cases, check.folders, strict=True)
            )
        except OSError as refused:
            raise WorkerFault(
                "the data of check `%(check)s` cannot be written: %(refused)s", check=check.id, refused=refused
            ) from refused

    def _case(self, check: CheckJob, arguments: Mapping[str, Value], timer: Timer, room: Room) -> CaseObservation:
        # Timed here, because the clock in the child is under the learner's control.
        started = time.monotonic()
        answer, size = self._await(timer)
        if not isinstance(answer, CaseDone):
            raise _unexpected(answer)
        outcome = answer.outcome
        if isinstance(outcome, Missing) and outcome.name != check.of:
            raise SessionEnd("protocol", "it reports a missing function that it was not asked for")
        if isinstance(outcome, Returned) and not arguments.keys() >= outcome.after.keys():
            raise SessionEnd("protocol", "it returned arguments that it was not given")
        room.take(size)
        return CaseObservation(outcome, answer.warnings, time.monotonic() - started, answer.calls)

    def _await(self, timer: Timer) -> Answer:
        """Wait for the next message, and monitor the scratch folder: a limit per file does not bound the disk usage.

        Raises:
            SessionEnd: also if a limit of time was exceeded.
        """
        while True:
            answer = self._session.receive(time.monotonic() + min(timer.wait(), _WATCH_SECONDS))
            if answer is not None:
                return answer
            timer.check()
            if self._scratch.is_over_limit():
                raise SessionEnd("memory", "it wrote too much to its scratch folder")

    def _timer(self, allowed: Allowance) -> Timer:
        return Timer(allowed, self._processor_seconds)

    def _processor_seconds(self) -> float | None:
        return (tree_seconds if self._may_start_processes else processor_seconds)(self._session.pid)

    def _used(self, timer: Timer) -> float:
        """The processor time since the last check, or since the file was loaded: the child may have begun this check
        before it was waited for, when its timer had not started."""
        before, self._counted = self._counted, self._processor_seconds()
        return timer.spent if before is None or self._counted is None else self._counted - before

    def _generous(self, seconds: float) -> Allowance:
        """An allowance outside of any submission's budget."""
        return Allowance(seconds, seconds * self._limits.wall_factor, Budget(self._limits), lambda: True)

    def _stopped(self, ended: SessionEnd) -> Stopped:
        exit_ = self.close()
        detail = exit_.detail if exit_.by_itself else "it closed its channel"
        return Stopped(ended.limit, detail if ended.limit == "crash" else ended.detail)

    def close(self) -> Exit:
        """End the process, remove its folders, and return how it ended."""
        if self._exit is None:
            try:
                self._exit = self._session.close()
            except WorkerFault:
                # Remember that it is lost, so that a second call does not fail again.
                self._exit = Exit(False, "lost")
                raise
            finally:
                self._scratch.remove()
        return self._exit


def _unexpected(answer: FromChild) -> SessionEnd:
    return SessionEnd(
        "protocol", answer.why if isinstance(answer, Refused) else f"an unexpected {type(answer).__name__}"
    )
