"""The grader's commands, called in the tests' own process, with workers that all tests of the process share.

What a test asks of a command is mostly what it writes, where, and with which status. A process of its own, which
imports torch twice, is for the tests that ask what a process brings along.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

from grader.cohort import executors
from grader.commands import grading_setup, help_language, main
from grader.execution import pool
from grader.execution.limits import Limits
from grader.execution.pool import Pool

KEY = "pytorch-from-the-ground-up"
"""That of the course, from which a learner's checks are drawn as well: what references give is computed once."""
LIBRARIES = ("matplotlib", "torchvision")


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit status and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def called(*arguments: str, cwd: Path, **environment: str) -> Ended:
    """Call a command in this folder, with these environment variables beside the suite's own."""
    written = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    with (
        patch.dict(os.environ, {"GRADER_LANG": "en", "COLUMNS": "100"} | environment),
        patch.object(sys, "argv", ["grader", *arguments]),
        patch.object(grading_setup, "Pool", _shared),
        patch.object(pool, "Pool", _shared),
        patch.object(executors, "processes_for", lambda hand_ins, jobs: 1),
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(written[0]),
        contextlib.redirect_stderr(written[1]),
    ):
        for kept in (help_language.course_languages, help_language._workspace_language):
            kept.cache_clear()
        status = _status(list(arguments))
    stdout, stderr = (stream.buffer.getvalue().decode() for stream in written)  # type: ignore[attr-defined]
    return Ended(status, stdout, stderr)


def _status(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def shared_pool(preload: Iterable[str] = LIBRARIES, limits: Limits | None = None) -> Pool:
    """The workers of this process with such limits, which are not to be closed: with no libraries beside torch, or with
    all that the course uses. A pool costs seconds, and each library makes each child dearer."""
    return _running(LIBRARIES if set(preload) else (), limits or Limits())


def _shared(
    *, preload: tuple[str, ...], limits: Limits | None = None, spare: bool = False
) -> AbstractContextManager[Pool]:
    return nullcontext(shared_pool(preload, limits))


class _Shared(Pool):
    """A pool that others get no more once it is closed, as where a run is cut short."""

    def close(self) -> None:
        super().close()
        _running.cache_clear()


@cache
def _running(preload: tuple[str, ...], limits: Limits) -> Pool:
    running = _Shared(preload=preload, limits=limits)
    atexit.register(running.close)
    return running
