"""Processes of the tests that are forked from one that has imported already what they need, in place of new ones.

Most of the time of a process that is asked a little goes into importing torch, or the grader. A *template*
(`template_process.py`) does so once for all tests of a session and for the processes that they start; a `Forked` is a
fork of it, which then does what it would have done as a new process. There is a template of each `Kind`:

- `servers`: what a fork server is once it has rehearsed. Within `warm`, fork servers are forks of it; `cold` is for
  tests that ask how a new one starts.
- `commands`: the grader's trusted side, without torch.
- `torch`: torch, and nothing else.
"""

from __future__ import annotations

import atexit
import contextlib
import inspect
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal
from unittest.mock import patch

from grader.execution import workers
from grader.execution.font_lists import lend_font_lists

Kind = Literal["servers", "commands", "torch"]

PLACE, OWNER = "TEMPLATES_FOLDER", "TEMPLATES_OWNER"
"""The environment variables with the folder of the templates' sockets and the process with which they end, for the
processes that the tests start. Not of those that begin with GRADER_, which tests take away."""
RUN_GRADER = f"import sys; sys.path.append({str(Path(__file__).parent)!r}); import forking; forking.run_grader()"
"""What Python runs in place of `-m grader`: the same, with fork servers that are forked from the template."""
_HAS_TEMPLATES = sys.platform == "linux"
"""Elsewhere, processes start anew."""
_STARTING_SECONDS = 240.0
_STAYING = contextlib.ExitStack()


def name_place() -> None:
    """Name the folder for this session, whose processes share the templates: they end with this process."""
    if PLACE not in os.environ:
        os.environ[PLACE] = tempfile.mkdtemp(prefix="templates-")
        atexit.register(shutil.rmtree, os.environ[PLACE], ignore_errors=True)
        os.environ[OWNER] = str(os.getpid())


@contextlib.contextmanager
def warm() -> Iterator[None]:
    """Within, fork servers are forked from the template."""
    with patch.object(workers, "subprocess", _with(_server)):
        yield


@contextlib.contextmanager
def cold() -> Iterator[None]:
    """Within, fork servers start as new processes."""
    with patch.object(workers, "subprocess", subprocess):
        yield


def stay_warm() -> None:
    """Have fork servers forked from the template for as long as this process lives."""
    _STAYING.enter_context(warm())


def pytest_configure() -> None:
    """Do so as a plugin of a pytest that a test starts."""
    stay_warm()


@contextlib.contextmanager
def warm_stations() -> Iterator[None]:
    """Within, the processes that grade a class are forked from a template, and so are their fork servers."""
    from grader.cohort import processes

    with patch.object(processes, "subprocess", _with(_station)):
        yield


def run_grader() -> None:
    """Run the grader's command line, with fork servers that are forked from the template."""
    from grader.commands import main

    stay_warm()
    with warm_stations() if "grade" in sys.argv else contextlib.nullcontext():
        main()


def run_with_torch(code: str, folder: Path | None = None, *, check: bool = False) -> subprocess.CompletedProcess[str]:
    """Run this code where torch is imported already, and nothing else; with `check`, it has to end well."""
    quickly = "\nimport os, sys\nsys.stdout.flush()\nos._exit(0)\n"  # torch takes a while to end
    process = Forked("torch", code + quickly, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        said, wrong = process.communicate(timeout=240)
    assert not check or process.returncode == 0, wrong
    return subprocess.CompletedProcess(code, process.returncode, said, wrong)


def _with(popen: Callable[..., Any]) -> SimpleNamespace:
    """`subprocess`, with this in place of `Popen`."""
    return SimpleNamespace(**{name: getattr(subprocess, name) for name in subprocess.__all__} | {"Popen": popen})


def _server(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    if "pass_fds" not in options:  # no fork server, but a process for each session
        return subprocess.Popen(command, **options)
    return Forked("servers", command[command.index("-c") + 1], **options)


def _station(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    call = command[-1].replace("; from ", "; import forking; forking.stay_warm(); from ", 1)
    if not _HAS_TEMPLATES:
        return subprocess.Popen([*command[:-1], call], **options)
    started = Forked("commands", call, **options)
    with _stations_of(os.getpid()).open("a") as noted:
        noted.write(f"{started.pid}\n")
    return started


def stations_of(run: int) -> list[int]:
    """The processes that grade for a run, which is `run_grader`'s: none is a child of it, nor has a name of its own."""
    noted = _stations_of(run)
    return [int(line) for line in noted.read_text().splitlines()] if noted.exists() else []


def _stations_of(run: int) -> Path:
    return Path(os.environ[PLACE], f"stations-of-{run}")


class Forked(subprocess.Popen[Any]):
    """A process that runs this code as a fork of a template.

    Args:
        kind: which template.
        code: what it runs in place of a program.
        arguments: those in `sys.argv`, behind the program's name.
        options: those of `Popen`.
    """

    def __init__(self, kind: Kind, code: str, *arguments: str, **options: Any) -> None:
        self._of = kind, code
        super().__init__([sys.executable, "-c", code, *arguments], **options)

    def _execute_child(self, *given: Any) -> None:
        """Ask the template for what `Popen` asks the system for."""
        if not _HAS_TEMPLATES:
            return super()._execute_child(*given)
        of = inspect.signature(subprocess.Popen._execute_child).bind(self, *given).arguments
        kind, code = self._of
        streams = [of[name] for name in ("p2cread", "c2pwrite", "errwrite")]
        numbers = [number if stream == -1 else stream for number, stream in enumerate(streams)]
        asked = {
            "code": code, "arguments": ["-c", *of["args"][3:]], "env": dict(of["env"] or os.environ),
            "cwd": str(of["cwd"] or Path.cwd()), "descriptors": [0, 1, 2, *of["pass_fds"]],
        }  # fmt: skip
        self._connection = _connected(kind)
        try:
            socket.send_fds(self._connection, [json.dumps(asked).encode()], [*numbers, *of["pass_fds"]])
            self.pid = int(self._connection.recv(64))
        finally:
            self._close_pipe_fds(*(of[name] for name in _PIPES))
        self._child_created = True

    def _internal_poll(self, *given: Any, **named: Any) -> int | None:
        if not _HAS_TEMPLATES:
            return super()._internal_poll(*given, **named)
        if self.returncode is None:
            pid, status = self._try_wait(os.WNOHANG)
            if pid == self.pid:
                self._handle_exitstatus(status)
        return self.returncode

    def _try_wait(self, wait_flags: int) -> tuple[int, int]:
        """Ask the template's process that waits for this one, as only a parent can."""
        if not _HAS_TEMPLATES:
            return super()._try_wait(wait_flags)
        self._connection.settimeout(0.0 if wait_flags == os.WNOHANG else None)
        try:
            status = int(self._connection.recv(64))
        except BlockingIOError:
            return 0, 0
        self._connection.close()
        return self.pid, status


_PIPES = ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")


def _connected(kind: Kind) -> socket.socket:
    """A connection to a template, which is started if it does not run."""
    import fcntl

    name_place()
    address = Path(os.environ[PLACE], kind)
    with address.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not address.exists():
            _start(kind, address)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect(str(address))
    return connection


def _start(kind: Kind, address: Path) -> None:
    path = workers._python("")[-1].partition("; import grader")[0]
    call = f"exec(main({kind!r}, {str(address)!r}, {os.environ[OWNER]}), {{'__name__': '__main__'}})"
    lend_font_lists(str(address.parent))
    with address.with_suffix(".said").open("wb") as said:
        started = subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", f"{path}; from template_process import main; {call}"],
            env=workers._environment(str(address.parent)),
            cwd=address.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
    until = time.monotonic() + _STARTING_SECONDS
    while not address.exists():
        assert started.poll() is None, address.with_suffix(".said").read_text()
        assert time.monotonic() < until, f"the template {kind} does not start"
        time.sleep(0.01)
