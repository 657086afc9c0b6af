"""Families of mistakes: which families a result's named mistakes belong to, and where one is met again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from grader.authoring import Text
from grader.course.settings import CourseSettings
from grader.grading.result import CheckResult, ExerciseResult, MistakeFamily, RepeatedFamily


def families_of(course: CourseSettings, exercises: Sequence[ExerciseResult]) -> tuple[MistakeFamily, ...]:
    """The course's families that a mistake of these exercises belongs to, in the course's order."""
    met = {name for exercise in exercises for check in exercise.checks for name in told_families(check)}
    return tuple(
        MistakeFamily(name, Text(family.title).in_languages(course.languages), family.relations)
        for name, family in course.families.items()
        if name in met
    )


def with_repeated(course: CourseSettings, exercises: Sequence[ExerciseResult]) -> tuple[ExerciseResult, ...]:
    """The exercises, in which a check says which families its function is not the first one to have a mistake of."""
    functions: dict[str, list[tuple[str, str]]] = {}
    for exercise in exercises:
        for check in exercise.checks:
            for name in told_families(check):
                met = functions.setdefault(name, [])
                if (exercise.name, check.function) not in met:
                    met.append((exercise.name, check.function))

    def repeated(exercise: ExerciseResult, check: CheckResult) -> Iterator[RepeatedFamily]:
        for name in told_families(check):
            family = course.families.get(name)
            times = functions[name].index((exercise.name, check.function)) + 1
            if family is not None and family.again and times > 1:
                again = Text(family.again).in_languages(course.languages)
                yield RepeatedFamily(name, again, times, functions[name][0][1])

    return tuple(
        msgspec.structs.replace(
            exercise,
            checks=tuple(
                msgspec.structs.replace(check, repeated=found) if (found := tuple(repeated(exercise, check))) else check
                for check in exercise.checks
            ),
        )
        for exercise in exercises
    )


def told_families(check: CheckResult) -> tuple[str, ...]:
    """The families of a check's mistakes; of several mistakes that each explain it alone, the one that all share."""
    names = dict.fromkeys(mistake.family for mistake in check.mistakes)
    if len(names) > 1 and not check.together:
        return ()
    return tuple(name for name in names if name)
