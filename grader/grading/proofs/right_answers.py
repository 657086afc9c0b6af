"""Right answers: the reference and those in other styles pass every check, under every seed, as a learner's file."""

from __future__ import annotations

from collections.abc import Iterator

from grader.errors import Place
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial
from grader.grading.result import CaseResult, CheckResult, ExerciseResult

_DIFFERING = {"nan": "value", "text": "value", "keys": "set of keys"}


def prove_references(trial: Trial) -> Iterator[Problem]:
    """The reference passes its own checks and keeps its own rules."""
    for check in lost(trial.reference_result):
        message = f"check `{check.id}`: the reference itself is {check.status}: {why(check)}"
        yield trial.problem("references", check.id, trial.check(check.id).place, message)


def prove_styles(trial: Trial) -> Iterator[Problem]:
    """Right answers in other styles pass too, and there is one at least."""
    exercise = trial.exercise
    if not exercise.styles:
        message = (
            f"no right answer in another style proves that the checks let right answers pass: put some into the folder "
            f"{trial.name}_styles, each a whole exercise file"
        )
        yield trial.problem("styles", "", Place(trial.files.reference, 1), message)
    for style in exercise.styles:
        for check in lost(trial.graded(style.source)):
            line = next((case.error.line for case in check.cases if case.error and case.error.line), check.line)
            message = f"this right answer is {check.status} on check `{check.id}`: {why(check)}"
            yield trial.problem("styles", style.name, Place(style.file, line or 1), message, kind=check.id)


def lost(result: ExerciseResult) -> Iterator[CheckResult]:
    """The checks that a right answer does not pass, or in which it breaks a rule."""
    return (check for check in result.checks if check.status != "passed" or check.broken_rules)


def why(check: CheckResult) -> str:
    """What is said of such a check to an author."""
    for rule in check.broken_rules:
        used = [f"{use.name} on line {use.line}" for use in rule.uses]
        return f"it breaks its rule `{rule.kind}`: {', '.join(used)}"
    for case in check.cases:
        if case.error is not None and case.error.kind == "missing":
            return f"it does not define `{check.function}`"
        if case.error is not None:
            return f"{case.error.kind} {case.error.type_name} {case.error.message}"[:300]
        if case.unmet is not None:
            return next(iter(case.unmet.values()), "")
        if case.changed:
            return f"it changes {', '.join(case.changed)}"
        if case.differences:
            return _first_difference(case)[:300]
        if case.status == "failed":
            return f"got {case.got}, expected {case.expected or case.bound}"
    return check.fault or "no case was run"


def _first_difference(case: CaseResult) -> str:
    difference = case.differences[0]
    label = next(iter(case.label.values()), "")
    where = f"in the case {label!r}, " if label else ""
    place = "".join(f"[{step!r}]" for step in (*difference.path, *difference.index))
    what = _DIFFERING.get(difference.kind, difference.kind) + (f" at {place}" if place else "")
    return f"{where}its {what} is {difference.got}, expected {difference.expected}"
