"""Grading in processes of this machine, each with workers of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec

from grader.cohort.executors import weakest
from grader.cohort.folder_of_process import FolderOfThisProcess
from grader.cohort.serving import serve
from grader.cohort.typed_messages import framed
from grader.cohort.work import SAID, Answer, Done, Failed, Said, Setup, Started, Work
from grader.errors import WorkerFault
from grader.execution.jobs import Isolation
from grader.records.attempts import Fault
from grader.records.choosing import stamp
from grader.wire import frames

DEATHS = 2
"""A hand-in with which so many processes ended is set aside."""
_SECONDS_TO_END = 10.0
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Ended(Exception):
    """A process that grades has ended."""


class StationProcess:
    """One process that grades. It starts in the background, and is to be used by one thread at a time.

    Args:
        setup: what it grades with.
        environment: variables beside those of this process.
    """

    def __init__(self, setup: Setup, environment: Mapping[str, str] | None = None) -> None:
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        path = [entry for entry in sys.path if entry and Path(entry).exists()]
        package_home = str(Path(__file__).resolve().parents[2])
        if package_home not in path:
            path.append(package_home)
        call = f"import sys; sys.path[:] = {path!r}; from grader.cohort.station_process import main; main()"
        self._process = subprocess.Popen(
            # Never forked: this process has threads, and may hold more than a class needs.
            [sys.executable, "-I", "-X", "utf8", "-c", call],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, **_ONE_THREAD, **(environment or {})},
            # An interrupt from the keyboard is for the process that records.
            start_new_session=True,
        )
        self._reached: Isolation | None = None
        with contextlib.suppress(OSError):
            self._send(setup)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def isolation(self) -> Isolation:
        """The isolation that learners' code reaches there, when it is ready to grade.

        Raises:
            Ended: if the process ends before it is.
            WorkerFault: if it cannot grade.
        """
        if self._reached is None:
            said = self._hear()
            if not isinstance(said, Started):
                raise WorkerFault(
                    "a process that grades answered before it was asked: %(what)s", what=type(said).__name__
                )
            self._reached = said.isolation
        return self._reached

    def grade(self, work: Work) -> Done:
        """Grade one hand-in; the process has to be ready, as `isolation` tells.

        Raises:
            Ended: if the process ends before it has.
            WorkerFault: if it cannot grade anything.
        """
        try:
            self._send(work)
        except (OSError, ValueError) as gone:  # its input is closed by now
            raise Ended(self._last_words()) from gone
        said = self._hear()
        assert isinstance(said, Answer)
        return said.done

    def close(self) -> None:
        """End the process, with whatever it is grading; it ends its learners' processes first."""
        with contextlib.suppress(OSError):
            self._in.close()
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with contextlib.suppress(OSError):
            self._out.close()

    @property
    def _in(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _out(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _send(self, message: msgspec.Struct) -> None:
        frames.write_all(self._in.fileno(), framed(message))

    def _hear(self) -> Said:
        try:
            said = SAID.decode(frames.read_frame(self._out.fileno()))
        except (frames.Ended, OSError, ValueError) as gone:
            raise Ended(self._last_words()) from gone
        if isinstance(said, Failed):
            raise WorkerFault(said.why)
        return said

    def _last_words(self) -> str:
        """How the process ended, and the last line that it wrote to standard error."""
        try:
            status = self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            return "it closed its output"
        self._said.seek(0)
        lines = self._said.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
        return f"exit status {status}" + (f": {lines[-1]}" if lines else "")


class Restarted:
    """A process that grades, and its successors: one that ends costs its hand-in another try, in a new one."""

    def __init__(self, setup: Setup, environment: Mapping[str, str] | None = None) -> None:
        self._of = setup, environment
        self._lock = threading.Lock()
        self._closed = False
        self._station = StationProcess(*self._of)

    @property
    def pid(self) -> int:
        """The id of the process of now."""
        return self._station.pid

    def isolation(self) -> Isolation:
        """The isolation that learners' code reaches, when a process is ready to grade.

        Raises:
            WorkerFault: if none gets ready, or if this was closed.
        """
        said = ""
        for _ in range(DEATHS):
            try:
                return self._station.isolation()
            except Ended as ended:
                said = str(ended)
                self._restart()
        raise WorkerFault(
            "a process that grades ended before it was ready, %(times)s times: %(said)s", times=DEATHS, said=said
        )

    def grade(self, work: Work) -> Done:
        """Grade one hand-in; one with which process after process ends is a fault of the grader.

        Raises:
            WorkerFault: if no process can grade anything, or if this was closed.
        """
        said = ""
        for _ in range(DEATHS):
            self.isolation()
            try:
                return self._station.grade(work)
            except Ended as ended:
                said = str(ended)
                self._restart()
        message = f"the process that graded it ended, {DEATHS} times, so that it was set aside ({said})"
        return Done(work.number, fault=Fault(work.version.source, stamp(datetime.now(UTC)), message, None))

    def close(self) -> None:
        """End the process, with whatever it is grading."""
        with self._lock:
            self._closed = True
            self._station.close()

    def _restart(self) -> None:
        with self._lock:
            self._station.close()
            if self._closed:
                raise WorkerFault("the processes that grade were closed")
            self._station = StationProcess(*self._of)


class Processes:
    """So many processes of this machine, which take turns where a learner's code has to run alone."""

    reads = True

    def __init__(self, setup: Setup, count: int) -> None:
        self._folder = FolderOfThisProcess("grader-class-")
        setup = msgspec.structs.replace(setup, turns=str(self._folder.path))
        environment = self._folder.environment()
        self._stations = [Restarted(setup, environment) for _ in range(count)]

    @property
    def pids(self) -> list[int]:
        """The ids of the processes of now."""
        return [station.pid for station in self._stations]

    def isolation(self) -> Isolation:
        """The weakest isolation of all; see `grader.cohort.executors.Executor`."""
        return weakest(station.isolation() for station in self._stations)

    def run(self, works: Iterable[Work], count: int) -> Iterator[Sequence[Done]]:
        """Grade hand-ins; see `grader.cohort.executors.Executor`."""
        return serve(works, count, [station.grade for station in self._stations], self.close)

    def close(self) -> None:
        """End all processes."""
        ending = [threading.Thread(target=station.close) for station in self._stations]
        for thread in ending:
            thread.start()
        for thread in ending:
            thread.join()
        self._folder.remove()
