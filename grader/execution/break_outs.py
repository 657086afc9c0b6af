"""Tries to break each layer of isolation, in the same kind of process that runs learners' code."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.errors import WorkerFault
from grader.execution.boundary import Observer
from grader.execution.jobs import CheckJob, Isolation, Job
from grader.wire.messages import Probe, Raised, Returned, Source, Stopped
from grader.wire.values import Value

_SECONDS = 20.0
_SOURCE = """
import os


def password_file(course, beside, memory):
    open("/etc/passwd").close()


def course_file(course, beside, memory):
    open(course).close()


def existence(course, beside, memory):
    os.stat(course)


def other_folders(course, beside, memory):
    os.listdir(os.path.dirname(beside))


def writing_elsewhere(course, beside, memory):
    open(beside, "x").close()
    os.remove(beside)


def process_list(course, beside, memory):
    os.listdir("/proc")


def loopback(course, beside, memory):
    import socket

    with socket.socket() as probing:
        probing.settimeout(1)
        try:
            probing.connect(("127.0.0.1", 9))
        except (ConnectionRefusedError, TimeoutError):
            pass  # it got there


def unix_socket(course, beside, memory):
    import socket

    socket.socket(socket.AF_UNIX).bind("\\0" + os.path.basename(beside))


def parent(course, beside, memory):
    os.kill(os.getppid() or 1, 0)


def other_pids(course, beside, memory):
    if os.getpid() == 1:
        raise ProcessLookupError("it is the first process that it sees")


def process(course, beside, memory):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def program(course, beside, memory):
    os.execv("/bin/true", ["true"])


def tracing(course, beside, memory):
    _libc("ptrace", 0x4206, os.getppid() or 1, 0, 0)  # PTRACE_SEIZE, which stops nobody


def lease(course, beside, memory):
    import fcntl

    with open("mine", "w") as file:
        fcntl.fcntl(file, 1024, fcntl.F_WRLCK)


def lock(course, beside, memory):
    import fcntl

    with open(os.__file__) as file:
        fcntl.flock(file, fcntl.LOCK_SH)


def notification(course, beside, memory):
    _libc("inotify_init")


def shared_memory(course, beside, memory):
    _libc("shmget", 0, 4096, 0o1600)


def named_memory(course, beside, memory):
    path = "/dev/shm/" + os.path.basename(beside)
    open(path, "x").close()
    os.remove(path)


def limits(course, beside, memory):
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (1 << 19, 1 << 19))


def root(course, beside, memory):
    os.setuid(0)
    os.stat("/root")


def all_memory(course, beside, memory):
    bytearray(memory)


def threads(course, beside, memory):
    import threading

    stop = threading.Event()
    try:
        for _ in range(60):
            threading.Thread(target=stop.wait, daemon=True).start()
    finally:
        stop.set()


def _libc(name, *arguments):
    import ctypes

    function = getattr(ctypes.CDLL(None, use_errno=True), name)
    if function(*arguments) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
"""
HOLDING: dict[str, tuple[str, ...]] = {
    "password_file": ("landlock", "mount"),
    "course_file": ("landlock", "mount"),
    "existence": ("mount",),
    "other_folders": ("landlock", "mount"),
    "writing_elsewhere": ("landlock", "mount"),
    "process_list": ("landlock", "mount"),
    "loopback": ("seccomp", "network"),
    "unix_socket": ("seccomp",),
    "parent": ("seccomp", "pid"),
    "other_pids": ("pid",),
    "process": ("seccomp",),
    "program": ("seccomp",),
    "tracing": ("seccomp", "pid"),
    "lease": ("seccomp",),
    "lock": ("seccomp",),
    "notification": ("seccomp",),
    "shared_memory": ("seccomp",),
    "named_memory": ("landlock", "mount"),
    "limits": ("seccomp",),
    "root": ("seccomp", "own uid", "user"),
    "all_memory": ("limits",),
    "threads": ("thread limit",),
}
"""What is tried, in this order, and the layers each of which holds it back."""


@dataclass(frozen=True, slots=True)
class BreakOut:
    """An attempt: whether it was held back, and why (the exception or the limit), and the layers in force against it.

    A layer that is `claimed` and does not hold is a fault of the grader or of the kernel.
    """

    name: str
    held: bool
    why: str
    claimed: tuple[str, ...]


def try_to_break_out(observer: Observer, course: Path, memory: int) -> tuple[Isolation, tuple[BreakOut, ...]]:
    """Try everything; `course` is a file that no learner may read, and `memory` more bytes than a learner may have.

    Raises:
        WorkerFault: if no process can be started.
    """
    with tempfile.TemporaryDirectory(prefix="grader-") as folder:
        probe = "def probe(m, course, beside, memory):\n    return m.{0}(course, beside, memory)\n"
        case: dict[str, Value] = {"course": str(course), "beside": str(Path(folder, "written")), "memory": memory}
        checks = tuple(
            CheckJob(name, "attempts", name, Probe(probe.format(name), "probe"), (case,), _SECONDS) for name in HOLDING
        )
        observations = observer.observe(Job((Source("attempts", "attempts.py", _SOURCE),), checks))
    if observations.fault is not None:
        raise WorkerFault(observations.fault)
    isolation = observations.isolation
    outcomes = {check.id: check.cases[0].outcome for check in observations.checks}
    return isolation, tuple(_break_outs(outcomes, isolation))


def _break_outs(outcomes: Mapping[str, object], isolation: Isolation) -> Iterator[BreakOut]:
    for name, layers in HOLDING.items():
        outcome = outcomes.get(name)
        claimed = tuple(layer for layer in layers if layer in isolation.layers)
        if isinstance(outcome, Raised):
            yield BreakOut(name, True, f"{outcome.type_name}: {outcome.message}"[:200], claimed)
        elif isinstance(outcome, Stopped):
            # A program in its place ends without an answer.
            yield BreakOut(name, outcome.limit == "memory", f"{outcome.limit} {outcome.detail}".strip(), claimed)
        else:
            yield BreakOut(name, False, "" if isinstance(outcome, Returned) else "no answer", claimed)
