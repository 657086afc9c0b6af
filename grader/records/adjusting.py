"""Puts what counts into a result document: late work, overrides and comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from grader.grading.result import Adjustment, CheckResult, Result
from grader.records.choosing import stamp
from grader.records.counting import Counted
from grader.records.policies import Ruling, RulingKind


def check_names(result: Result) -> tuple[str, ...]:
    """The checks of a result, each as EXERCISE:CHECK."""
    return tuple(f"{exercise.name}:{check.id}" for exercise in result.exercises for check in exercise.checks)


def with_overridden_checks(result: Result, rulings: Iterable[Ruling]) -> Result:
    """The result with the points that instructors gave for single checks."""
    given = {one.check: one.points for one in rulings if one.kind == "override" and one.check and not one.withdrawn}
    if not given:
        return result

    def overridden(exercise: str, check: CheckResult) -> CheckResult:
        points = given.get(f"{exercise}:{check.id}")
        return check if points is None else msgspec.structs.replace(check, points=points)

    exercises = tuple(
        msgspec.structs.replace(exercise, checks=tuple(overridden(exercise.name, check) for check in exercise.checks))
        for exercise in result.exercises
    )
    before, after = sum(one.points for one in result.exercises), sum(one.points for one in exercises)
    return msgspec.structs.replace(result, exercises=exercises, points=result.points + after - before)


def adjusted(result: Result, counted: Counted) -> Result:
    """The result with the points that count, and with what made them so."""
    result = with_overridden_checks(result, counted.rulings)
    adjustments, points = _adjustments(counted)
    return msgspec.structs.replace(result, points=points, adjustments=adjustments) if adjustments else result


def changes(counted: Counted) -> bytes:
    """What `adjusted` puts into a result, as bytes that are the same for the same changes; empty if nothing."""
    adjustments, points = _adjustments(counted)
    return msgspec.json.encode((adjustments, points)) if adjustments else b""


def _adjustments(counted: Counted) -> tuple[tuple[Adjustment, ...], float]:
    adjustments = [
        Adjustment(_KINDS[one.kind], one.check, points=one.points, text=one.text, who=one.who, at=one.at)
        for one in counted.rulings
    ]
    chosen = counted.chosen
    if chosen is not None and chosen.percent and counted.override is None:
        at = stamp(chosen.version.time) if chosen.version.time else ""
        adjustments.insert(0, Adjustment("late", percent=chosen.percent, points=chosen.points, at=at))
    return tuple(adjustments), 0.0 if counted.points is None else counted.points


_KINDS: dict[RulingKind, Literal["override", "comment", "excluded"]] = {
    "override": "override", "comment": "comment", "exclude": "excluded",
}  # fmt: skip
