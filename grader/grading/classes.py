"""A class: one folder for each learner, graded side by side; no submission can cost another its result."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.execution.pool import Pool, as_completed
from grader.grading.grading import Run, grade
from grader.grading.result import Result
from grader.grading.submissions import read_submission
from grader.grading.verdicts import Ready

_UNSAFE = re.compile(r"[^\w.-]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True)
class Assignment:
    """What a learner is graded on: the exercises in their variant."""

    exercises: Sequence[Ready]
    run: Run


def learners_in(class_folder: Path) -> tuple[str, ...]:
    """The learner ids of a class folder: its folders' names. Hidden folders and links are no learners."""
    return tuple(
        sorted(
            entry.name
            for entry in class_folder.iterdir()
            if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith(".")
        )
    )


def grade_class(
    class_folder: Path, learners: Sequence[str], assignment_of: Callable[[str], Assignment], pool: Pool, jobs: int
) -> Iterator[Result]:
    """Grade the learners on `jobs` threads and yield their results as they are ready."""

    def grade_one(learner: str) -> Result:
        assignment = assignment_of(learner)
        names = [ready.plan.name for ready in assignment.exercises]
        submission = read_submission(learner, class_folder / learner, names)
        return grade(submission, assignment.exercises, pool, assignment.run)

    for _, result in as_completed(grade_one, learners, jobs):
        yield result


def safe_name(learner: str) -> str:
    """A file name for a learner: the id itself where it is harmless on every system, else cut down with a digest."""
    cleaned = _UNSAFE.sub("_", learner)[:60].strip(".")
    if cleaned == learner and not _RESERVED.fullmatch(learner):
        return learner
    digest = hashlib.sha256(learner.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{cleaned or 'learner'}-{digest}"
