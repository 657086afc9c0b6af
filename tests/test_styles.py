"""Right answers in the styles that learners write in get full marks, whichever numbers are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.discovery import Course, find_course
from grader.testing import assert_full_marks, grade_file

ROOT = Path(__file__).parents[1]
FILES = [(exercise.name, style) for exercise in find_course(ROOT).exercises for style in exercise.styles]


@pytest.fixture(scope="session")
def course() -> Course:
    return find_course(ROOT)


@pytest.mark.parametrize(("exercise", "file"), FILES, ids=[f"{exercise}-{file.stem}" for exercise, file in FILES])
def test_a_right_answer_in_another_style_gets_full_marks(exercise: str, file: Path) -> None:
    assert_full_marks(grade_file(ROOT, exercise, file))


def test_every_exercise_has_three_other_styles(course: Course) -> None:
    assert [exercise.name for exercise in course.exercises if len(exercise.styles) < 3] == []


def test_every_exercise_has_one_that_enforces_what_its_docstrings_say(course: Course) -> None:
    """It raises where an argument is not what is documented: so no case may break a promise of its own docstring."""
    without = [exercise.name for exercise in course.exercises if "enforced" not in {f.stem for f in exercise.styles}]
    assert without == []
