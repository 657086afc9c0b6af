"""Fork servers for the tests, forked from one process that has imported and rehearsed everything.

A fork server that starts anew imports torch, which takes most of the time of a test with workers of its own. Within
`warm`, it is forked from the *template* instead, which does so once for all tests of a session and for the commands
that they start; what follows is what a new one does, from its namespaces on. `cold` is for tests that ask how a new
one starts.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from grader.execution import workers

PLACE, OWNER = "WARM_SERVERS_FOLDER", "WARM_SERVERS_OWNER"
"""The environment variables with the folder of the template's socket and the process with which it ends, for the
processes that the tests start. Not of those that begin with GRADER_, which tests take away."""
WARM_GRADER = (sys.executable, "-c", "import warm_servers; warm_servers.run_grader()")
"""In place of `python -m grader`, with the tests' folder on PYTHONPATH: the same, with fork servers that are warm."""
_STARTING_SECONDS = 240.0
_STAYING = contextlib.ExitStack()


def name_place() -> None:
    """Name the folder for this session, whose processes share the template: it ends with this process."""
    if PLACE not in os.environ:
        os.environ[PLACE] = tempfile.mkdtemp(prefix="grader-template-")
        atexit.register(shutil.rmtree, os.environ[PLACE], ignore_errors=True)
        os.environ[OWNER] = str(os.getpid())


@contextlib.contextmanager
def warm() -> Iterator[None]:
    """Within, fork servers are forked from the template."""
    with patch.object(workers, "subprocess", _with(_Forked)):
        yield


@contextlib.contextmanager
def cold() -> Iterator[None]:
    """Within, fork servers start as new processes."""
    with patch.object(workers, "subprocess", subprocess):
        yield


@contextlib.contextmanager
def warm_stations() -> Iterator[None]:
    """Within, so are those of the processes that grade a class."""
    from grader.cohort import processes

    with patch.object(processes, "subprocess", _with(_station)):
        yield


def stay_warm() -> None:
    """Have fork servers forked from the template for as long as this process lives."""
    _STAYING.enter_context(warm())


def run_grader() -> None:
    """Run the grader's command line, with fork servers that are warm."""
    from grader.commands import main

    stay_warm()
    with warm_stations() if "grade" in sys.argv else contextlib.nullcontext():
        main()


def _with(popen: Callable[..., Any]) -> SimpleNamespace:
    """`subprocess`, with this in place of `Popen`."""
    return SimpleNamespace(**{name: getattr(subprocess, name) for name in subprocess.__all__} | {"Popen": popen})


def _station(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    *interpreter, call = command
    warmed = call.replace("; from ", "; import warm_servers; warm_servers.stay_warm(); from ", 1)
    return subprocess.Popen([*interpreter, warmed], **options)


class _Forked:
    """In place of `subprocess.Popen`, for a fork server; another process is started as ever."""

    def __new__(cls, command: Sequence[str], **options: Any) -> Any:
        if "pass_fds" not in options:
            return subprocess.Popen(command, **options)
        return super().__new__(cls)

    def __init__(
        self, command: Sequence[str], *, pass_fds: Sequence[int], env: Mapping[str, str], cwd: str, **_: Any
    ) -> None:
        reading, writing = os.pipe()
        self.stderr = open(reading, "rb")  # noqa: SIM115 - as Popen's
        self._connection = _connected()
        asked = {"code": command[command.index("-c") + 1], "env": dict(env), "cwd": cwd, "descriptors": [2, *pass_fds]}
        socket.send_fds(self._connection, [json.dumps(asked).encode()], [writing, *pass_fds])
        os.close(writing)
        self.pid = int(self._connection.recv(64))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        return self._ended(0.0)

    def wait(self, timeout: float | None = None) -> int:
        ended = self._ended(timeout)
        if ended is None:
            raise subprocess.TimeoutExpired("fork server", timeout or 0.0)
        self._connection.close()
        return ended

    def kill(self) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, 9)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            self._connection.settimeout(timeout)
            with contextlib.suppress(TimeoutError, BlockingIOError):
                self.returncode = int(self._connection.recv(64))
        return self.returncode


def _connected() -> socket.socket:
    """A connection to the template, which is started if it does not run."""
    import fcntl

    name_place()
    folder = Path(os.environ[PLACE])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        address = folder / "socket"
        if not address.exists():
            _start(address)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect(str(address))
    return connection


def _start(address: Path) -> None:
    call = f"from warm_template import main; main({str(address)!r}, {os.environ[OWNER]})"
    with (address.parent / "said").open("wb") as said:
        started = subprocess.Popen(
            workers._python(call),
            env=workers._environment(str(address.parent)),
            cwd=address.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
    until = time.monotonic() + _STARTING_SECONDS
    while not address.exists():
        assert started.poll() is None, (address.parent / "said").read_text()
        assert time.monotonic() < until, "the template does not start"
        time.sleep(0.01)
