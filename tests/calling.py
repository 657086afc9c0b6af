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
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

import own_exercises
import pytest

from grader.cohort import executors
from grader.commands import grading_setup, help_language, main
from grader.course import discovery, loading, targets
from grader.course.declared_checks import Declaration
from grader.course.discovery import Course, ExerciseFiles, Slips
from grader.course.loading import LoadedExercise
from grader.execution import pool
from grader.execution.children import Children
from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.execution.references import ReferencePool
from grader.execution.workers import Entry, Mode, Workers, start_workers
from grader.grading import preparing
from grader.records import known_declarations

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
    """Call a command in this folder, with these environment variables beside the suite's own. As in a new process,
    PYTHONIOENCODING is what its streams encode text with; what it wrote is read as UTF-8."""
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    written = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2)]
    with (
        patch.dict(os.environ, {"GRADER_LANG": "en", "COLUMNS": "100"} | environment),
        patch.object(sys, "argv", ["grader", *arguments]),
        patch.object(grading_setup, "Pool", _shared),
        patch.object(pool, "Pool", _shared),
        patch.object(executors, "processes_for", lambda hand_ins, jobs: 1),
        patch.object(discovery, "read_course", _read),
        patch.object(loading, "load_exercise", _loaded),
        patch.object(preparing, "load_exercise", _loaded),
        patch.object(known_declarations, "declaration_of", _declared),
        patch.object(targets, "declaration_of", _declared),
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


def _read(root: Path, slips: Slips | None = None) -> Course:
    """Read a course; the project's own one once for all tests of this process, which takes a command 20 ms."""
    return own_exercises.course() if root == own_exercises.ROOT else _read_course(root, slips)


def _loaded(files: ExerciseFiles) -> LoadedExercise:
    """Load an exercise; one of the project's own course once as well."""
    return own_exercises.loaded(files) if _is_own(files) else _load_exercise(files)


def _declared(files: ExerciseFiles) -> Declaration:
    """Read what an exercise declares; of those of the project's own course once as well: all are read for a workspace,
    which takes half a second."""
    return own_exercises.declared(files) if _is_own(files) else _declaration_of(files)


def _is_own(files: ExerciseFiles) -> bool:
    return files.checks.is_relative_to(own_exercises.ROOT / "solutions")


_read_course, _load_exercise = discovery.read_course, loading.load_exercise
_declaration_of = targets.declaration_of


def shared_pool(limits: Limits | None = None) -> Pool:
    """The workers of this process with such limits, which are not to be closed."""
    return _running(limits or Limits())


def _shared(
    *, preload: tuple[str, ...], limits: Limits | None = None, spare: bool = False
) -> AbstractContextManager[Pool]:
    return nullcontext(shared_pool(limits))


def shared_references(preload: Sequence[str]) -> ReferencePool:
    """Workers for the author's code of every exercise, with whatever libraries."""
    return _SharedReferences(_with_all(preload))


class _SharedReferences(ReferencePool):
    """A pool for the author's code that uses its processes again, as where they are not forked: half the processes of a
    proof would run three lines of a small course's code."""

    def _start(self) -> Children:
        started = super()._start()
        started._reuse = True
        return started


class SharingPool(Pool):
    """A pool whose children are forked by the process that other pools have theirs from, whatever their limits: a
    child is told its own. That process goes on when a pool is closed, and another one is started after a fault."""

    def _start(self) -> Children:
        with patch.object(pool, "start_workers", _lent):
            return super()._start()

    def _restart(self, broken: Children) -> None:
        _workers.cache_clear()
        super()._restart(broken)


class _Shared(SharingPool):
    """A pool that others get no more once it is closed, as where a run is cut short."""

    def close(self) -> None:
        super().close()
        _running.cache_clear()


@cache
def _running(limits: Limits) -> Pool:
    running = _Shared(preload=LIBRARIES, limits=limits)
    atexit.register(running.close)
    return running


class Lent:
    """Workers that are not closed with the pool that has its children from them."""

    def __init__(self, workers: Workers) -> None:
        self.prepare, self.open = workers.prepare, workers.open

    def close(self) -> None:
        """Do nothing."""


def _lent(mode: Mode, preload: tuple[str, ...], limits: Limits, entry: Entry, *, separate: bool) -> Lent:
    # Of the limits, these workers use only this one; all others go to each child.
    return Lent(_workers(mode, _with_all(preload), limits.output_bytes, entry, separate))


def _with_all(preload: Sequence[str]) -> tuple[str, ...]:
    """These libraries and all that the course uses: a child is hardly dearer for them, and one process forks all."""
    return tuple(dict.fromkeys((*preload, *LIBRARIES)))


@cache
def _workers(mode: Mode, preload: tuple[str, ...], output_bytes: int, entry: Entry, separate: bool) -> Workers:
    started = start_workers(mode, preload, Limits(output_bytes=output_bytes), entry, separate=separate)
    atexit.register(started.close)
    return started
