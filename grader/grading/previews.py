"""What a learner would read, for an author who is at work: of the stub, of each named mistake, of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.course.files import read_source
from grader.course.names import is_within
from grader.course.stubs import make_stub
from grader.grading.proofs.trial import Trial
from grader.grading.result import Result


@dataclass(frozen=True, slots=True)
class Preview:
    """The result of one version of an exercise: its stub, a named mistake, or a learner's file; `name` is the mistake's
    or the file's, and empty for the stub."""

    version: Literal["stub", "mistake", "file"]
    name: str
    result: Result


def previews(trial: Trial, function: str | None = None, file: Path | None = None) -> Iterator[Preview]:
    """The results that an author looks at, each when it is asked for: the file's first, where there is one.

    Args:
        trial: the exercise.
        function: only the mistakes of this function; of all where it is None.
        file: a file that is graded as a learner's.

    Raises:
        AuthoringError: where the exercise cannot be read or recorded.
        CourseError: where the file cannot be read.
        WorkerFault: where the grader itself fails.
    """
    exercise = trial.exercise
    if file is not None:
        yield Preview("file", str(file), trial.report(read_source(file)))
    yield Preview("stub", "", trial.report(make_stub(exercise.reference_source, trial.files.reference)))
    for mistake in exercise.mistakes:
        if function is None or is_within(mistake.of, function):
            trial.progress(f"mistake {mistake.id}")
            text = exercise.with_version(mistake)
            yield Preview("mistake", mistake.id, trial.report(text))
