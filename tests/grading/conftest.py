"""One exercise of the course, ready to be graded, and workers for the session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.discovery import find_course
from grader.execution.pool import Pool
from grader.grading.check_verdicts import Ready
from grader.grading.grading import grade_text
from grader.grading.preparing import Preparer
from grader.grading.result import ExerciseResult

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def preparer() -> Preparer:
    return Preparer(find_course(ROOT))


@pytest.fixture(scope="session")
def ready(preparer: Preparer) -> Ready:
    files = next(files for files in find_course(ROOT).exercises if files.name == "gradient_descent")
    return preparer.ready(files, 0)


@pytest.fixture
def graded(ready: Ready, preparer: Preparer, pool: Pool) -> Callable[[str], ExerciseResult]:
    """Grade a text as the file of the exercise."""

    def grade(text: str) -> ExerciseResult:
        result = grade_text(ready, preparer.run(0), pool, text)
        assert result.fault == ""
        return result.exercises[0]

    return grade


@pytest.fixture(scope="session")
def reference(ready: Ready) -> str:
    return ready.plan.exercise.reference_source
