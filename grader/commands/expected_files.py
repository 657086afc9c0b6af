"""What learners may hand in for the exercises that are graded."""

from __future__ import annotations

from collections.abc import Sequence

from grader.course.discovery import Course
from grader.course.files import read_source
from grader.course.outline import outline
from grader.course.targets import Selection
from grader.grading.found_files import Expected
from grader.grading.helpers import HelperRules


def expected_files(course: Course, selections: Sequence[Selection], *, guess_names: bool = False) -> Expected:
    """The exercise files of these selections, with what tells them by their place and by what they define.

    Raises:
        AuthoringError: if a reference cannot be read.
    """
    exercises = {selection.exercise.name: selection.exercise for selection in selections}
    functions = {
        name: frozenset(
            function
            for function in outline(read_source(exercise.reference), exercise.reference).functions
            if "." not in function
        )
        for name, exercise in exercises.items()
    }
    return Expected(
        frozenset(exercises),
        {exercise.name: exercise.chapter for exercise in course.exercises},
        functions,
        frozenset(file.name for file in course.exercises_folder.rglob("*") if file.is_file()),
        guess_names,
        helper_rules(course),
    )


def helper_rules(course: Course) -> HelperRules:
    """What a course says of helper modules."""
    exercises = frozenset(exercise.name for exercise in course.exercises)
    return HelperRules(course.settings.helpers, frozenset(course.settings.libraries), exercises)
