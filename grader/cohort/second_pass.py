"""The second pass: what takes long to say about a failure, and changes no points, is said when all points are known."""

from __future__ import annotations

from grader.grading.result import CheckResult, Result, Status
from grader.source.evidence import OVERRULING

_WRONG: frozenset[Status] = frozenset({"failed", "error", "timeout"})


def may_say_more(result: Result, *, waiting: bool) -> bool:
    """Whether a first pass, in which only declared mistakes were named, leaves a failure that more could be said about.

    Args:
        waiting: whether functions that wait for wrong ones were not judged on top of these.
    """
    return any(
        _is_unexplained(check) or (waiting and check.status == "blocked")
        for exercise in result.exercises
        for check in exercise.checks
        if not check.hidden
    )


def _is_unexplained(check: CheckResult) -> bool:
    overruled = any(one.kind in OVERRULING for one in check.evidence)
    return check.status in _WRONG and not check.mistakes and not overruled


def points_of(result: Result) -> tuple[tuple[str, str, float], ...]:
    """The points of each check, which a second pass does not change."""
    return tuple((exercise.name, check.id, check.points) for exercise in result.exercises for check in exercise.checks)
