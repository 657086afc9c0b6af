"""Where sessions come from: a warm zygote that forks them, or a fresh process for each."""

from __future__ import annotations

import json
import os
import shutil
import site
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
from grader.execution.limits import Limits
from grader.execution.readable_paths import readable_paths
from grader.execution.session import Exit, ForkedSession, Session, SpawnedSession, describe_status
from grader.wire import frames
from grader.wire.messages import Open, Prepare

Mode = Literal["fork", "spawn"]
HEAP = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""The warm process's heap lies in large pages: a fork copies one entry for 2 MiB, not 512."""
_START_SECONDS = 120.0
_EXIT = struct.Struct("=ii")  # as grader.worker.zygote.EXIT, whose module must not be imported on this side


class Entry(NamedTuple):
    """Where the code of a worker begins: what imports its `main`, for one that forks and for a fresh process."""

    forking: str
    fresh: str


LEARNERS = Entry("from grader.worker.zygote import main", "from grader.worker.spawned import main")
REFERENCES = Entry(
    "from grader.execution.reference_child import forked as main",
    "from grader.execution.reference_child import fresh as main",
)


class Workers(Protocol):
    """A source of sessions; safe to use from several threads."""

    def prepare(self, wanted: Prepare) -> None:
        """Get ready for submissions that will ask for this, if that can be done ahead.

        Raises:
            WorkerFault: where the workers are gone.
        """

    def open(self, scratch: str) -> Session:
        """Start a child.

        Raises:
            WorkerFault: where none can be started.
        """

    def close(self) -> None:
        """End everything."""


def default_mode() -> Mode:
    """How children are started on this system."""
    return "fork" if sys.platform.startswith("linux") else "spawn"


def start_workers(mode: Mode, preload: Sequence[str], limits: Limits, entry: Entry = LEARNERS) -> Workers:
    """Workers with these libraries imported ahead, of this mode."""
    return Zygote(preload, limits, entry) if mode == "fork" else Spawner(preload, limits, entry)


def open_message(limits: Limits, scratch: str, data: str, *, isolate: bool) -> Open:
    """The first message to a child: its limits, and what it may read, the folder `data` included."""
    return Open(
        memory_bytes=limits.memory_bytes,
        file_bytes=limits.file_bytes,
        cpu_seconds=limits.submission_seconds,
        isolate=isolate,
        readable=(*readable_paths(), data),
        scratch=scratch,
    )


class Zygote:
    """The warm process and its children."""

    def __init__(self, preload: Sequence[str], limits: Limits, entry: Entry = LEARNERS) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._home = tempfile.mkdtemp(prefix="grader-")
        call = f"{entry.forking}; main({theirs.fileno()}, {json.dumps(list(preload))})"
        self._process = subprocess.Popen(
            _python(call),
            pass_fds=[theirs.fileno()],
            env=_environment(self._home),
            cwd=self._home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            # An interrupt from the keyboard is the parent's to handle: what runs may end first.
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
            raise WorkerFault(f"the warm process is gone: {gone}. {self._last_words()}") from gone
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
                    raise OSError("the warm process is gone")
                pid = struct.unpack("=i", answer)[0]
        except OSError as gone:
            mine.close()
            os.close(output)
            raise WorkerFault(f"cannot start a worker: {gone}. {self._last_words()}") from gone
        finally:
            theirs.close()
            os.close(their_output)
        return ForkedSession(mine, output, self._limits.output_bytes, lambda ending: self._reap(pid, ending))

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        self._control.settimeout(_START_SECONDS)
        if self._control.recv(64) != b"ready":
            raise OSError("the warm process did not start")
        self._control.settimeout(None)
        self._ready = True

    def _reap(self, pid: int, ending: bool) -> Exit:
        with self._lock:
            try:
                self._control.send(b"%c%d" % (b"W" if ending else b"R", pid))
                answer = self._control.recv(64)
            except OSError as gone:
                raise WorkerFault(f"the warm process is gone: {gone}") from gone
        if len(answer) != _EXIT.size:
            raise WorkerFault("the warm process is gone")
        status, by_itself = _EXIT.unpack(answer)
        return Exit(bool(by_itself), describe_status(os.waitstatus_to_exitcode(status)))

    def _last_words(self) -> str:
        if self._process.poll() is None or self._process.stderr is None or self._process.stderr.closed:
            return ""
        return self._process.stderr.read()[-1000:].decode("utf-8", "replace").strip()

    def close(self) -> None:
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
    """A fresh process for each session."""

    def __init__(self, preload: Sequence[str], limits: Limits, entry: Entry = LEARNERS) -> None:
        self._preload = tuple(preload)
        self._limits = limits
        self._entry = entry
        self._home = tempfile.mkdtemp(prefix="grader-")

    def prepare(self, wanted: Prepare) -> None:
        """Nothing is shared by processes that are started one by one."""

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
            raise WorkerFault(f"cannot start a worker: {refused}") from refused
        return SpawnedSession(process, self._limits.output_bytes)

    def close(self) -> None:
        shutil.rmtree(self._home, ignore_errors=True)


def _python(call: str) -> list[str]:
    # Neither the working folder nor the environment chooses what is imported: this process's own path does.
    path = [entry for entry in sys.path if entry and Path(entry).exists()]
    package_home = str(Path(__file__).resolve().parents[2])
    # Where the package is installed, its home holds the libraries that learners' code imports. Where it lies in a
    # checkout, its home holds the solutions: once the worker is imported, that goes from the path.
    left = [entry for entry in path if not _is_of_a_course(Path(entry))]
    if package_home not in path:
        path.append(package_home)
    setup = f"import sys; sys.path[:] = {path!r}; import grader.worker.child; sys.path[:] = {left!r}; "
    lazily = "import grader.worker.isolation, grader.worker.landlock, grader.worker.seccomp, "
    return [sys.executable, "-P", "-B", "-c", setup + lazily + "grader.worker.zygote, grader.worker.spawned; " + call]


def _is_of_a_course(folder: Path) -> bool:
    """Whether solutions can be imported from here: the folder holds a course, or is one of its solutions."""
    solutions = (folder / "solutions", *(path for path in (folder, *folder.parents) if path.name == "solutions"))
    return any((path / "course.toml").is_file() for path in solutions)


def _environment(home: str) -> dict[str, str]:
    """A clean environment: no token of a CI job and no setting of the instructor's reaches a learner's code."""
    kept = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "OPENBLAS_CORETYPE")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return environment | {
        **HEAP,
        "HOME": home,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": home,
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTHONUSERBASE": site.getuserbase(),
        "PYTHONUTF8": "1",
        "TMPDIR": home,
        # torch makes this folder when the first optimizer is made: there it is already.
        "TORCHINDUCTOR_CACHE_DIR": home,
    }
