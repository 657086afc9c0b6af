"""Right answers in the styles that learners write in get full marks, whichever numbers are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.discovery import Course, ExerciseFiles, find_course
from grader.execution.pool import Pool
from grader.grading.grading import grade_text
from grader.grading.preparing import Preparer

SEEDS = (1,)
ROOT = Path(__file__).parents[1]
FILES = [(exercise, style) for exercise in find_course(ROOT).exercises for style in exercise.styles]


@pytest.fixture(scope="session")
def course() -> Course:
    return find_course(ROOT)


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool(preload=("matplotlib", "torchvision")) as pool:
        yield pool


@pytest.mark.parametrize(("exercise", "file"), FILES, ids=[f"{exercise.name}-{file.stem}" for exercise, file in FILES])
def test_a_right_answer_in_another_style_gets_full_marks(
    exercise: ExerciseFiles, file: Path, course: Course, pool: Pool
) -> None:
    for seed in SEEDS:
        preparer = Preparer(course, seed)
        result = grade_text(preparer.ready(exercise, 0), preparer.run(0), pool, file.read_text(encoding="utf-8"))
        assert result.fault == ""
        lost = [(check.id, check.status) for check in result.exercises[0].checks if check.status != "passed"]
        assert lost == [], f"seed {seed}"


def test_every_exercise_has_three_other_styles(course: Course) -> None:
    assert [exercise.name for exercise in course.exercises if len(exercise.styles) < 3] == []


def test_every_exercise_has_one_that_enforces_what_its_docstrings_say(course: Course) -> None:
    """It raises where an argument is not what is documented: so no case may break a promise of its own docstring."""
    without = [exercise.name for exercise in course.exercises if "enforced" not in {f.stem for f in exercise.styles}]
    assert without == []
