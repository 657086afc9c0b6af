"""Processes that draw the cases of exercises with other hashes than this one, each exercise in a child of its own.

Run as a program, it is such a process: it imports once what reading and drawing need, and forks for each exercise that
it is told of. Where processes are not forked, it does what it is told itself, and ends.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from grader.grading.proofs.case_digests import write_digests

Mode = Literal["fork", "once"]
_MODE: Mode = "fork" if sys.platform.startswith("linux") else "once"
_HASH_SEED = "1"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a drawing child ended: its exit status, None where it was too late; what it wrote, and what it answered."""

    status: int | None
    errors: str
    answer: str | None


def draw_elsewhere(reference: Path, checks: Path, seed: int, limit: float, mode: Mode = _MODE) -> Ended:
    """Let another process draw the cases of an exercise, which takes so many seconds at most."""
    with _lock:
        process = next((one for one in _idle if one.path == sys.path), None) if mode == "fork" else None
        if process is not None:
            _idle.remove(process)
    process = process or _DrawingProcess(mode)
    with tempfile.TemporaryDirectory(prefix="grader-") as folder:
        answer, errors = Path(folder, "digests.json"), Path(folder, "errors.txt")
        status = process.asked(
            {
                "reference": str(reference),
                "checks": str(checks),
                "answer": str(answer),
                "errors": str(errors),
                "seed": seed,
                "limit": limit,
                "folder": str(Path.cwd()),
            },
            2 * limit + 60,
        )
        ended = Ended(status, _text(errors) or "", _text(answer))
    if process.is_kept:
        with _lock:
            _idle.append(process)
    return ended


class _DrawingProcess:
    """A process that draws, from this side."""

    def __init__(self, mode: Mode) -> None:
        self.path = list(sys.path)
        self.is_kept = mode == "fork"
        self._was_late = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, mode],
            env=os.environ | {"PYTHONHASHSEED": _HASH_SEED, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def asked(self, wanted: dict[str, Any], seconds: float) -> int | None:
        """The exit status of the child that did what is wanted; None where it took longer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        late = threading.Timer(seconds, self._kill)
        late.start()
        # If it has ended, its status says more than that it cannot be written to.
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(wanted) + "\n")
            self._process.stdin.flush()
        said = self._process.stdout.readline()
        late.cancel()
        if said:
            return int(said)
        self.is_kept = False
        status = self._process.wait()
        return None if self._was_late else status

    def _kill(self) -> None:
        self._was_late = True
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def close(self) -> None:
        """End it."""
        self._process.communicate()


_lock = threading.Lock()
_idle: list[_DrawingProcess] = []


@atexit.register
def _close_all() -> None:
    while _idle:
        _idle.pop().close()


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None


def _serve(mode: str) -> None:
    """Do what each line says, until there is none; `once`, what the first one says."""
    import numpy.random  # noqa: F401 - for all children

    gc.freeze()
    answering = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin:
        wanted = json.loads(line)
        if mode != "fork":
            _draw(wanted)
            return
        pid = os.fork()
        if pid == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            status = 1
            try:
                _draw(wanted)
                status = 0
            except BaseException:  # noqa: BLE001 - as in a process of its own: it is told, and the child ends
                traceback.print_exc()
            finally:
                os._exit(status)
        answering.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        answering.flush()


def _draw(wanted: dict[str, Any]) -> None:
    os.dup2(os.open(wanted["errors"], os.O_WRONLY | os.O_CREAT), 2)
    os.chdir(wanted["folder"])
    faulthandler.dump_traceback_later(wanted["limit"], exit=True)
    write_digests(Path(wanted["reference"]), Path(wanted["checks"]), Path(wanted["answer"]), wanted["seed"])
    faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    _serve(sys.argv[1])
