from pathlib import Path

import pytest

from grader.course.discovery import Course, find_course
from grader.course.targets import select
from grader.errors import CourseError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def course() -> Course:
    return find_course(ROOT)


def names(course: Course, target: str) -> list[str]:
    return [selection.exercise.name for selection in select(course, [target], paths=False)]


@pytest.mark.parametrize(
    "typed", ["ch3", "Ch03", "chapter 3", "第3章", "梯度下降", "Gradient Descent", "03_gradient_descent/"]
)
def test_a_chapter_is_found_as_people_type_it(course: Course, typed: str) -> None:
    assert names(course, typed) == names(course, "3")


def test_an_exercise_is_found_by_its_number_and_by_its_title(course: Course) -> None:
    assert names(course, "3.2") == [names(course, "3")[1]]
    assert names(course, "ch3.2") == names(course, "3.2")
    assert names(course, "coarse to fine") == ["coarse_to_fine"]


def test_a_number_that_no_exercise_has_says_how_many_there_are(course: Course) -> None:
    with pytest.raises(CourseError, match=r"chapter 3 has \d+ exercises"):
        names(course, "3.99")
