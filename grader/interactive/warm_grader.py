"""Grading one exercise file again and again, with workers and expectations that are kept ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from grader.authoring import Check
from grader.course.discovery import Course
from grader.course.seeds import variant_of
from grader.course.targets import Selection
from grader.execution.boundary import Observer
from grader.grading.check_verdicts import Ready
from grader.grading.grading import grade
from grader.grading.preparing import Preparer
from grader.grading.result import ExerciseResult, Notice, Result
from grader.grading.submissions import Submission, SubmittedFile

WARM_UPS = 2
"""The first run takes seconds, and only the second makes workers start the next process ahead."""
_WRONG = frozenset({"failed", "error", "timeout"})

ReadFile = tuple[SubmittedFile, tuple[Notice, ...]]


class Files(Protocol):
    """Where a learner's exercise files are, and how they are read."""

    def find(self) -> Mapping[str, Path]:
        """The learner's file of each exercise that has one."""

    def read(self, path: Path) -> ReadFile:
        """A file with the modules beside it that it imports, and what there is to say of it."""


@dataclass(frozen=True)
class WarmGrader:
    """Grades a learner's exercise files one at a time, in the learner's variant.

    Attributes:
        course: the course.
        learner: the learner's id; empty if none is set.
        files: where the files are.
        preparer: keeps what was prepared.
        observers: what runs the files of an exercise.
        warm_ups: how many runs of nothing make the workers ready.
    """

    course: Course
    learner: str
    files: Files
    preparer: Preparer
    observers: Callable[[str], Observer]
    warm_ups: int = WARM_UPS

    def prepare(self, exercise: str) -> tuple[Check, ...]:
        """Make everything ready that does not depend on the learner's file; returns the exercise's checks.

        Raises:
            AuthoringError: for an error in the exercise.
        """
        plan = self._ready(exercise).plan
        _ = plan.mistakes  # loaded when it is first asked for
        nothing = SubmittedFile(f"{exercise}.py", "\n")
        for _ in range(self.warm_ups):
            for _ in self.grade(exercise, (nothing, ())):
                pass
        return plan.exercise.checks

    def grade(self, exercise: str, read: ReadFile) -> Iterator[Result]:
        """The results of a file: first what is known at once, then the same with the causes that take longer to find.

        Raises:
            GraderError: if it cannot be graded.
        """
        ready = self._ready(exercise)
        file, notices = read
        submission = Submission(self.learner, {exercise: file}, notices)
        observer, run = self.observers(exercise), self.preparer.run(self._variant)
        result = grade(submission, (ready,), observer, replace(run, composer=None))
        yield result
        # Another run takes a process, which is dear where they are not forked: the next save may wait for it.
        if run.composer and any(map(_may_be_followed, result.exercises)):
            yield grade(submission, (ready,), observer, run)

    def _ready(self, exercise: str) -> Ready:
        return self.preparer.selected(Selection(self.course.exercise(exercise)), self._variant)

    @property
    def _variant(self) -> int:
        return variant_of(self.course.settings, self.learner)


def _may_be_followed(exercise: ExerciseResult) -> bool:
    """Whether a function waits for one that is wrong, and not only for those that are not written yet."""
    statuses = {check.status for check in exercise.checks}
    return "blocked" in statuses and not _WRONG.isdisjoint(statuses)
