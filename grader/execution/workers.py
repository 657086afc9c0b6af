"""The sources of sessions: a fork server, or a new process for each session."""

from __future__ import annotations

import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from grader.errors import WorkerFault
from grader.execution.font_lists import lend_font_lists
from grader.execution.limits import Limits
from grader.execution.readable_paths import readable_paths
from grader.execution.session import Exit, ForkedSession, Session, SpawnedSession, describe_status
from grader.wire import frames
from grader.wire.messages import Open, Prepare

Mode = Literal["fork", "spawn"]
_START_SECONDS = 120.0
_KERNEL_BEHIND = 5
"""How many seconds of processor time behind the budget of a submission the kernel ends a child itself."""
_EXIT = struct.Struct("=ii")  # equals grader.worker.fork_server.EXIT, whose module must not be imported on this side


class Entry(NamedTuple):
    """The entry point of a worker: the statement that imports its `main`, for a fork server and for a new process."""

    forking: str
    fresh: str


LEARNERS = Entry("from grader.worker.fork_server import main", "from grader.worker.spawned import main")
REFERENCES = Entry(
    "from grader.execution.reference_child import forked as main",
    "from grader.execution.reference_child import fresh as main",
)


class Workers(Protocol):
    """A source of sessions; safe to use from several threads."""

    def prepare(self, wanted: Prepare) -> None:
        """Prepare for submissions that will need this, if that can be done in advance.

        Raises:
            WorkerFault: if the workers have exited.
        """

    def open(self, scratch: str) -> Session:
        """Start a child.

        Raises:
            WorkerFault: if it cannot be started.
        """

    def close(self) -> None:
        """End all processes."""


def default_mode() -> Mode:
    """How children are started on this system."""
    return "fork" if sys.platform.startswith("linux") else "spawn"


def start_workers(
    mode: Mode, preload: Sequence[str], limits: Limits, entry: Entry = LEARNERS, *, separate: bool = True
) -> Workers:
    """Start workers of this mode, with these libraries imported in advance. With `separate`, forked children get
    namespaces of their own, where the machine allows it."""
    return ForkServer(preload, limits, entry, separate=separate) if mode == "fork" else Spawner(preload, limits, entry)


def open_message(limits: Limits, scratch: str, data: str, *, isolate: bool) -> Open:
    """The first message to a child: its limits, and the paths that it may read, including the folder `data`."""
    return Open(
        memory_bytes=limits.memory_bytes,
        file_bytes=limits.file_bytes,
        cpu_seconds=limits.submission_seconds + _KERNEL_BEHIND,
        isolate=isolate,
        readable=readable_paths(),
        scratch=scratch,
        data=data,
    )


class ForkServer:
    """The fork server and its children."""

    def __init__(
        self, preload: Sequence[str], limits: Limits, entry: Entry = LEARNERS, *, separate: bool = True
    ) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._home = _home(preload)
        view = (readable_paths(), tempfile.gettempdir()) if separate else ((), "")
        call = f"{entry.forking}; main({theirs.fileno()}, {json.dumps(list(preload))}, *{view!r})"
        self._process = subprocess.Popen(
            _python(call),
            pass_fds=[theirs.fileno()],
            env=_environment(self._home),
            cwd=self._home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            # A keyboard interrupt is left to the parent, so that running checks may finish first.
            start_new_session=True,
        )
        theirs.close()
        self._ready = False

    def prepare(self, wanted: Prepare) -> None:
        mine, theirs = socket.socketpair()
        try:
            with self._lock:
                self._wait_until_ready()
                socket.send_fds(self._control, [b"P"], [theirs.fileno()])
            theirs.close()
            mine.sendall(frames.pack(wanted))
        except OSError as gone:
            raise WorkerFault(
                "the fork server has exited: %(gone)s. %(last_words)s", gone=gone, last_words=self._last_words()
            ) from gone
        finally:
            theirs.close()
            mine.close()

    def open(self, scratch: str) -> Session:
        mine, theirs = socket.socketpair()
        output, their_output = os.pipe()
        try:
            with self._lock:
                self._wait_until_ready()
                socket.send_fds(self._control, [b"F"], [theirs.fileno(), their_output])
                answer = self._control.recv(64)
                if len(answer) != 4:
                    raise OSError("the fork server has exited")
                pid = struct.unpack("=i", answer)[0]
        except OSError as gone:
            mine.close()
            os.close(output)
            raise WorkerFault(
                "cannot start a worker: %(gone)s. %(last_words)s", gone=gone, last_words=self._last_words()
            ) from gone
        finally:
            theirs.close()
            os.close(their_output)
        return ForkedSession(mine, output, self._limits.output_bytes, lambda ending: self._reap(pid, ending), pid)

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        # It stays: below `restricted`, a learner's code can stop the fork server, and must not stop the class with it.
        self._control.settimeout(_START_SECONDS)
        if self._control.recv(64) != b"ready":
            raise OSError("the fork server did not start")
        self._ready = True

    def _reap(self, pid: int, ending: bool) -> Exit:
        with self._lock:
            try:
                self._control.send(b"%c%d" % (b"W" if ending else b"R", pid))
                answer = self._control.recv(64)
            except OSError as gone:
                raise WorkerFault("the fork server has exited: %(gone)s", gone=gone) from gone
        if len(answer) != _EXIT.size:
            raise WorkerFault("the fork server has exited")
        status, by_itself = _EXIT.unpack(answer)
        return Exit(bool(by_itself), describe_status(os.waitstatus_to_exitcode(status)))

    def _last_words(self) -> str:
        if self._process.poll() is None or self._process.stderr is None or self._process.stderr.closed:
            return ""
        return self._process.stderr.read()[-1000:].decode("utf-8", "replace").strip()

    def close(self) -> None:
        if not self._ready:
            self._process.kill()  # it may still be importing torch, and has no children
        self._control.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()
        shutil.rmtree(self._home, ignore_errors=True)


class Spawner:
    """Starts a new process for each session."""

    def __init__(self, preload: Sequence[str], limits: Limits, entry: Entry = LEARNERS) -> None:
        self._preload = tuple(preload)
        self._limits = limits
        self._entry = entry
        self._home = _home(preload)

    def prepare(self, wanted: Prepare) -> None:
        """Does nothing: processes that are started one by one share nothing."""

    def open(self, scratch: str) -> Session:
        call = f"{self._entry.fresh}; main({json.dumps(list(self._preload))})"
        try:
            process = subprocess.Popen(
                _python(call),
                env=_environment(self._home),
                cwd=scratch or self._home,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as refused:
            raise WorkerFault("cannot start a worker: %(refused)s", refused=refused) from refused
        return SpawnedSession(process, self._limits.output_bytes)

    def close(self) -> None:
        shutil.rmtree(self._home, ignore_errors=True)


def _home(preload: Sequence[str]) -> str:
    """A new folder that is home to workers, with what these libraries look for there."""
    home = tempfile.mkdtemp(prefix="grader-")
    if "matplotlib" in preload:
        lend_font_lists(home)
    return home


def _python(call: str) -> list[str]:
    # This process's own path decides what is imported, not the working directory or the environment.
    path = [entry for entry in sys.path if entry and Path(entry).exists()]
    package_home = str(Path(__file__).resolve().parents[2])
    # If the package is installed, its parent folder holds the libraries that learners' code imports. In a checkout, the
    # parent folder holds the solutions, and is removed from the path once the worker is imported.
    left = [entry for entry in path if not _is_of_a_course(Path(entry))]
    if package_home not in path:
        path.append(package_home)
    setup = f"import sys; sys.path[:] = {path!r}; import grader.worker.child; sys.path[:] = {left!r}; "
    lazily = "import grader.worker.isolation, grader.worker.landlock, grader.worker.seccomp, "
    return [
        sys.executable,
        # Isolated: what a checkout or a job's environment brings (PYTHONPATH, sitecustomize) is not read.
        "-I",
        "-B",
        "-X",
        "utf8",
        "-c",
        setup + lazily + "grader.worker.fork_server, grader.worker.spawned; " + call,
    ]


def _is_of_a_course(folder: Path) -> bool:
    """Whether solutions can be imported from here: the folder holds a course or a kit, or lies in its `solutions`."""
    names = ("solutions", "kit")
    solutions = (*(folder / name for name in names), *(one for one in (folder, *folder.parents) if one.name in names))
    return any((path / "course.toml").is_file() for path in solutions)


def _environment(home: str) -> dict[str, str]:
    """A clean environment: no CI token and none of the instructor's settings reach a learner's code."""
    kept = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "OPENBLAS_CORETYPE")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return environment | {
        "HOME": home,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": home,
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "TMPDIR": home,
        # torch creates this folder with the first optimizer; this one already exists.
        "TORCHINDUCTOR_CACHE_DIR": home,
    }
