"""Declarations that would do nothing: exercises without points, rules that forbid nothing, records of no mutant."""

from __future__ import annotations

from collections.abc import Iterator

from grader.authoring import Place
from grader.course.mutation.making import make_mutants
from grader.grading.known_names import unknown_names
from grader.grading.mutation.declared import unmatched
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial


def prove_points(trial: Trial) -> Iterator[Problem]:
    """The exercise has points."""
    if not any(check.points for check in trial.exercise.checks):
        message = "the exercise has no points: give some check points=1 or more"
        yield trial.problem("points", "", Place(trial.files.checks, 1), message)


def prove_rules(trial: Trial) -> Iterator[Problem]:
    """What a rule forbids exists."""
    for rule in trial.exercise.about.rules:
        for name in unknown_names(rule.forbidden):
            message = f"no library has `{name}`, so that this rule forbids nothing by it: write its full name"
            yield trial.problem("rules", rule.kind, rule.place, message, kind=name)


def prove_equivalents(trial: Trial) -> Iterator[Problem]:
    """Each edit that is recorded as equivalent is one that is made."""
    exercise = trial.exercise
    if not exercise.equivalents:
        return
    mutants = make_mutants(exercise.reference_source, exercise.files.reference)
    for item, now in unmatched(exercise.equivalents, mutants):
        message = f"no mutant makes `{now}` of `{item.was}`: fix or drop this record"
        yield trial.problem("equivalents", item.of, item.place, message, kind=now)
