"""Compares a class between two versions of the course, or two moments: who gained, who lost, by which check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from grader.errors import RecordsError
from grader.grading.result import Result
from grader.records.attempts import Attempt


@dataclass(frozen=True, slots=True)
class Change:
    """One learner whose graded points differ, and the checks that make the difference, as name, before, after."""

    learner: str
    before: float
    after: float
    checks: tuple[tuple[str, float, float], ...]


def compared(attempts: Iterable[Attempt], before: str, after: str) -> tuple[Change, ...]:
    """The learners whose points differ between two versions of the course (beginnings of their digests) or two times.

    Of each learner, the last grading on either side is compared; of two versions, that of the same work.

    Raises:
        RecordsError: if nothing was graded by one of them.
    """
    recorded = list(attempts)
    first, second = _side(recorded, before), _side(recorded, after)
    changes = []
    for learner in sorted(first.keys() & second.keys()):
        was, now = first[learner].result, second[learner].result
        checks = _differing(was, now)
        if checks or was.points != now.points:
            changes.append(Change(learner, was.points, now.points, checks))
    return tuple(changes)


def _side(attempts: list[Attempt], named: str) -> dict[str, Attempt]:
    of_side = _selector(named)
    found: dict[str, Attempt] = {}
    for one in sorted(attempts, key=lambda one: (one.handed_in, one.graded)):
        if of_side(one):
            found[one.learner] = one
    if not found:
        raise RecordsError(
            f"nothing was graded by `{named}`: `grader gradebook history LEARNER` shows times and courses"
        )
    return found


def _selector(named: str) -> Callable[[Attempt], bool]:
    try:
        time = datetime.fromisoformat(named)
    except ValueError:
        return lambda one: one.course.startswith(named)
    until = (time if time.tzinfo else time.astimezone()).astimezone(UTC)
    return lambda one: datetime.fromisoformat(one.graded) <= until


def _differing(was: Result, now: Result) -> tuple[tuple[str, float, float], ...]:
    before, after = _points(was), _points(now)
    names = dict.fromkeys((*before, *after))
    return tuple(
        (name, before.get(name, 0.0), after.get(name, 0.0))
        for name in names
        if before.get(name, 0.0) != after.get(name, 0.0)
    )


def _points(result: Result) -> dict[str, float]:
    return {f"{one.name}:{check.id}": check.points for one in result.exercises for check in one.checks}
