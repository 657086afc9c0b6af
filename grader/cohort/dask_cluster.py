"""Grading on a cluster, by Dask: each of its workers holds a process that grades, with the course for as long as it
lasts."""

from __future__ import annotations

import contextlib
import hashlib
import queue
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import dask.config
import msgspec
from distributed import Client, Future, KilledWorker, LocalCluster, Security, Worker, WorkerPlugin, get_worker

from grader.cohort.course_copies import COURSE, STORE, unpack
from grader.cohort.executors import weakest
from grader.cohort.folder_of_process import FolderOfThisProcess
from grader.cohort.processes import DEATHS, Restarted
from grader.cohort.serving import Finished
from grader.cohort.typed_messages import encoded
from grader.cohort.work import DONE, WORK, Done, Setup, Work
from grader.errors import IsolationTooWeak, WorkerFault
from grader.execution.jobs import Isolation
from grader.records.attempts import Fault
from grader.records.choosing import stamp
from grader.reports.grader_words import missing_layers
from grader.reports.language import language_for
from grader.wire.levels import is_below

LOCAL = "local:"
"""How the address of a cluster of so many processes of this machine begins."""
_SECONDS_TO_START = 120
_SECONDS_BETWEEN_LOOKS = 5.0
_AHEAD = 2
"""So many tasks are with each thread of a worker, so that none waits for the next."""
_SECONDS_OF_A_TASK, _MOST_IN_A_TASK = 0.5, 16
"""A task grades hand-ins for about so long, but no more than so many: each costs the scheduler, this process and the
worker about as much as a third of a hand-in of the quickest exercises."""
_TASKS_LEFT = 4
"""With so many tasks for each thread, tasks become smaller, so that all workers end at about the same time."""
_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
}
"""Of a cluster of this machine, nobody looks at the profiles and curves that Dask would take many times a second."""


class StationPlugin(WorkerPlugin):
    """Sets a worker up to grade: with a copy of the course in a folder of its own, and a process for each of its
    threads. The folder goes with the worker, also where it is killed, and so do their temporary files.

    Args:
        setup: what hand-ins are graded with.
        copy: the course (`grader.cohort.course_copies`).
        name: what tasks find it by.

    Attributes:
        language: that of what is said.
    """

    def __init__(self, setup: Setup, copy: bytes, name: str) -> None:
        self.name = name
        self.language = setup.language
        self._setup = setup
        self._copy = copy
        self._folders: list[FolderOfThisProcess] = []
        self._free: queue.SimpleQueue[Restarted] | None = None
        self._stations: list[Restarted] = []

    def setup(self, worker: Worker) -> None:
        """Unpack the course and start the processes."""
        # Two of them: learners' processes have theirs where the course is not.
        turns = Path(tempfile.gettempdir(), self.name)  # the workers of one machine share it
        self._folders = [FolderOfThisProcess("grader-course-", turns), FolderOfThisProcess("grader-class-")]
        folder = self._folders[0].path
        unpack(self._copy, folder)
        setup = msgspec.structs.replace(self._setup, course=str(folder / COURSE), turns=str(turns))
        environment = {"GRADER_RECORDINGS": str(folder / STORE), **self._folders[1].environment()}
        self._free = queue.SimpleQueue()
        for _ in range(worker.state.nthreads):
            station = Restarted(setup, environment)
            self._stations.append(station)
            self._free.put(station)

    def teardown(self, worker: Worker) -> None:
        """End the processes and remove the course."""
        for station in self._stations:
            station.close()
        for folder in self._folders:
            folder.remove()

    @contextlib.contextmanager
    def station(self) -> Iterator[Restarted]:
        """A process that nobody else uses meanwhile."""
        assert self._free is not None
        station = self._free.get()
        try:
            yield station
        finally:
            self._free.put(station)


def _grade(works: Sequence[bytes], name: str, required: str) -> tuple[float, list[bytes]]:
    """On a worker: grade some hand-ins; the seconds that it took, and their outcomes."""
    plugin: StationPlugin = get_worker().plugins[name]
    with plugin.station() as station:
        _require(station.isolation(), required, plugin.language)
        began = time.monotonic()
        done = [encoded(station.grade(WORK.decode(work))) for work in works]
        return time.monotonic() - began, done


def _reached(name: str) -> Isolation:
    """On a worker: the isolation that learners' code reaches."""
    plugin: StationPlugin = get_worker().plugins[name]
    with plugin.station() as station:
        return station.isolation()


def _require(reached: Isolation, required: str, language: str) -> None:
    if is_below(reached.level, required):
        raise IsolationTooWeak(
            "isolation `%(required)s` is required, but a worker of the cluster reaches only `%(reached)s`: "
            "%(missing)s. Leave that machine out of the cluster, or name the weaker level",
            required=required,
            reached=reached.level,
            missing=missing_layers(reached.missing, language_for(language)),
        )


class _Sending:
    """Hand-ins on their way to the workers and back: always a few tasks with each, the others are not taken yet.

    Args:
        count: how many there are.
        call: the function and the arguments of a task.
    """

    def __init__(
        self, client: Client, works: Iterable[Work], count: int, call: Callable[[Sequence[Work]], tuple[Any, ...]]
    ) -> None:
        self.finished = Finished()
        self._client = client
        self._works = iter(works)
        self._left = count
        self._call = call
        self._lock = threading.RLock()
        self._running: dict[str, tuple[Sequence[Work], int, Future]] = {}
        self._threads, self._asked = 0, 0.0
        self._seconds_of_one = _SECONDS_OF_A_TASK

    def fill(self) -> None:
        """Send as many as the workers of now can have."""
        with self._lock:
            if time.monotonic() - self._asked > _SECONDS_BETWEEN_LOOKS:
                self._threads, self._asked = sum(self._client.nthreads().values()), time.monotonic()
            threads = max(1, self._threads)
            while len(self._running) < _AHEAD * threads and (works := self._taken(threads)):
                self._send(works, 1)

    def _taken(self, threads: int) -> Sequence[Work]:
        """The next hand-ins that are sent together."""
        in_time = round(_SECONDS_OF_A_TASK / max(self._seconds_of_one, 1e-3))
        size = max(1, min(_MOST_IN_A_TASK, in_time, self._left // (_TASKS_LEFT * threads)))
        works = list(islice(self._works, size))
        self._left -= len(works)
        return works

    def _send(self, works: Sequence[Work], tries: int) -> None:
        with self._lock:
            function, *arguments = self._call(works)
            future = self._client.submit(function, *arguments, pure=False)
            self._running[future.key] = (works, tries, future)
        future.add_done_callback(self._ended)

    def _ended(self, future: Future) -> None:
        with self._lock:
            works, tries, _ = self._running.pop(future.key)
        try:
            seconds, done = future.result()
            self._seconds_of_one = seconds / len(done)
            for one in done:
                self.finished.put(DONE.decode(one))
        except KilledWorker as killed:
            self._killed(works, tries, killed)
        except BaseException as error:  # noqa: BLE001 - it is raised again, by whoever waits for the outcomes
            self.finished.put(error)
            return
        try:
            self.fill()
        except Exception as error:  # noqa: BLE001 - as above
            self.finished.put(error)

    def _killed(self, works: Sequence[Work], tries: int, killed: KilledWorker) -> None:
        """Workers ended with these: each is tried by itself, and set aside if they end again."""
        if len(works) > 1 or tries < DEATHS:
            for work in works:
                self._send([work], tries + 1 if len(works) == 1 else 1)
            return
        (work,) = works
        said = f"the workers that graded it ended, so that it was set aside ({killed})"
        self.finished.put(Done(work.number, fault=Fault(work.version.source, stamp(datetime.now(UTC)), said, None)))


class OnDask:
    """A cluster at an address, or one of processes of this machine.

    Args:
        setup: what hand-ins are graded with.
        address: of Dask's scheduler, or `local:N` for N processes of this machine.
        required: the level of isolation below which no worker grades.
        copy: makes the copy of the course; it is called once the course is prepared.
        tls: the files of the certificate authority, of this side's certificate and of its key.

    Raises:
        WorkerFault: if the cluster does not answer.
    """

    reads = False

    def __init__(
        self,
        setup: Setup,
        address: str,
        required: str,
        copy: Callable[[], bytes],
        tls: tuple[Path, Path, Path] | None = None,
    ) -> None:
        self._setup = setup
        self._required = required
        self._copy = copy
        self._name = ""
        self._closing = contextlib.ExitStack()
        security = None
        if tls is not None:
            ca, certificate, key = map(str, tls)
            security = Security(
                tls_ca_file=ca, tls_client_cert=certificate, tls_client_key=key, require_encryption=True
            )
        try:
            if address.startswith(LOCAL):
                workers = int(address.removeprefix(LOCAL))
                self._closing.enter_context(dask.config.set(_QUIET))
                self.cluster: Any = self._closing.enter_context(
                    LocalCluster(
                        n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50,
                        memory_limit=None,  # what takes memory is the processes that grade, not Dask's
                    )
                )  # fmt: skip
                self._client = self._closing.enter_context(Client(self.cluster, direct_to_workers=True))
            else:
                self._client = self._closing.enter_context(
                    Client(address, security=security, timeout=_SECONDS_TO_START, set_as_default=False)
                )
        except (OSError, ValueError) as error:
            self._closing.close()
            raise WorkerFault(
                "the cluster at %(address)s does not answer: %(error)s", address=address, error=str(error)
            ) from error

    def isolation(self) -> Isolation:
        """Give the course to the workers; the weakest isolation that any reaches.

        Raises:
            WorkerFault: if there is no worker.
        """
        if not self._name:
            copy = self._copy()
            run = f"{datetime.now(UTC).isoformat()} {self._client.id}".encode()
            self._name = f"grader-{hashlib.sha256(copy + run).hexdigest()[:24]}"
            self._client.register_plugin(StationPlugin(self._setup, copy, self._name), name=self._name)
            self._closing.callback(self._leave)
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS_TO_START)
        except TimeoutError as error:
            raise WorkerFault("the cluster has no workers: start some, and try again") from error
        workers = list(self._client.nthreads())
        asked = [self._client.submit(_reached, self._name, workers=[one], pure=False) for one in workers]
        return weakest(self._client.gather(asked))

    def run(self, works: Iterable[Work], count: int) -> Iterator[Sequence[Done]]:
        """Grade hand-ins; see `grader.cohort.executors.Executor`.

        A worker that dies costs its hand-ins another try, on another worker.
        """

        def call(some: Sequence[Work]) -> tuple[Any, ...]:
            return _grade, list(map(encoded, some)), self._name, self._required

        sending = _Sending(self._client, works, count, call)
        sending.fill()
        yield from sending.finished.batches(count)

    def close(self) -> None:
        """Take the course from the workers, and leave the cluster."""
        self._closing.close()

    def _leave(self) -> None:
        with contextlib.suppress(Exception):  # the workers that are gone have nothing any more
            self._client.unregister_worker_plugin(self._name)
