"""What learners are given of a result: nothing from which the expected values of drawn cases could be read or drawn.

Their own values and the cause stay. What an instructor keeps is never redacted.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from grader.grading.result import (
    CaseResult,
    CheckResult,
    CurveResult,
    ExerciseResult,
    Result,
    Sentence,
)
from grader.numerics.differences import Difference, DifferenceKind
from grader.records.policies import Shown

_STRUCTURE: frozenset[DifferenceKind] = frozenset({"shape", "dtype", "length", "keys"})
"""Differences in form, of which the expected one may be told; a difference in type may name a value."""
_NAMES = re.compile(r"(?!(?:True|False|None|nan|inf)\b)[A-Za-z_][\w.]*(?: / [A-Za-z_][\w.]*)*")
"""The names of types and errors."""
_NUMBER = re.compile(r"(?<![A-Za-z_\d.])[-+−]?(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?|\b(?:nan|inf)\b")
_SEVERAL = re.compile(r"…(?:\s*[,，、]\s*…)+")


def for_learner(result: Result, shown: Shown) -> Result | None:
    """The document that a learner is given; None if they are shown nothing yet."""
    if shown == "nothing":
        return None
    return points_only(result) if shown == "points" else redacted(result)


def redacted(result: Result) -> Result:
    """The result without the expected values of drawn cases, and without what only an instructor is told.

    A case of which it is not known whether it was drawn, as in older documents, is treated as a drawn one.
    """
    return replace(result, seed=None, exercises=tuple(_exercise(exercise) for exercise in result.exercises))


def for_oneself(result: Result) -> Result:
    """The result of a check on one's own machine, where nothing is secret: without what only an instructor is told."""
    return replace(
        result,
        exercises=tuple(
            replace(exercise, checks=tuple(map(_without_comparisons, exercise.checks)), to_look_at=(), structure="")
            for exercise in result.exercises
        ),
    )


def points_only(result: Result) -> Result:
    """The result with the points of each exercise, as those of one hidden check, and with what makes them count."""
    exercises = tuple(
        replace(
            one,
            checks=_as_one(one),
            load_error=None,
            output="",
            cells=(),
            to_look_at=(),
            evidence=(),
            structure="",
        )
        for one in result.exercises
    )
    kept = tuple(one for one in result.adjustments if one.kind != "comment")
    return replace(result, seed=None, exercises=exercises, adjustments=kept, notices=())


def _as_one(exercise: ExerciseResult) -> tuple[CheckResult, ...]:
    complete = all(check.points >= check.max_points for check in exercise.checks)
    return (
        CheckResult(
            id="points",
            function="",
            role="",
            sentence={},
            status="passed" if complete else "failed",
            points=exercise.points,
            max_points=exercise.max_points,
            hidden=True,
        ),
    )


def _exercise(exercise: ExerciseResult) -> ExerciseResult:
    return replace(exercise, checks=tuple(_check(check) for check in exercise.checks), to_look_at=(), structure="")


def _check(check: CheckResult) -> CheckResult:
    divergence = check.divergence
    if divergence is not None and divergence.drawn is not False:
        divergence = replace(divergence, expected=None, before=None)
    kept = _without_comparisons(check)
    return replace(
        kept,
        cases=tuple(_case(case) for case in kept.cases),
        curves=tuple(_curve(curve) for curve in check.curves),
        divergence=divergence,
    )


def _without_comparisons(check: CheckResult) -> CheckResult:
    """The check without the smallest edit itself (where to look stays), and without what is compared with others."""
    edit = None if check.smallest_edit is None else replace(check.smallest_edit, diff="")
    cases = tuple(one if one.excerpt is None else replace(one, excerpt=None) for one in check.cases)
    return replace(check, smallest_edit=edit, cases=cases, code="")


def _case(case: CaseResult) -> CaseResult:
    if case.drawn is False:
        return case
    return replace(
        case,
        expected=case.expected if _names_errors(case) else "",
        differences=tuple(_difference(one) for one in case.differences),
        unmet=None if case.unmet is None else _without_numbers(case.unmet),
    )


def _names_errors(case: CaseResult) -> bool:
    """Whether an error was expected, so that `expected` has the names that the author declared."""
    bounded = case.bound and case.error is None
    compared = case.differences or case.changed or bounded or case.unmet is not None or case.status == "passed"
    return not compared and _NAMES.fullmatch(case.expected) is not None


def _difference(difference: Difference) -> Difference:
    if difference.kind in _STRUCTURE or (difference.kind == "type" and _NAMES.fullmatch(difference.expected)):
        return difference
    return replace(difference, expected="", expected_number=None, allowed=None)


def _without_numbers(sentence: Sentence) -> Sentence:
    """An author's sentence without its numbers, since it may quote what is expected."""
    return {language: _SEVERAL.sub("…", _NUMBER.sub("…", text)) for language, text in sentence.items()}


def _curve(curve: CurveResult) -> CurveResult:
    if curve.drawn is False:
        return curve
    return CurveResult(curve.title, curve.learner, (), drawn=curve.drawn, leaves=curve.leaves)
