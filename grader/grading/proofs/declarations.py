"""Declarations that would do nothing: exercises without points, rules that forbid nothing, equivalents of no mutant."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any

from grader.authoring import AUTOGRAD, LEAST_SQUARES, LINEAR_LAYERS, LOSSES, OPTIMIZERS, SIGMOIDS
from grader.course.mutation.making import make_mutants
from grader.errors import Place
from grader.grading.mutation.declared import unmatched
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial

_READY_MADE = frozenset((*AUTOGRAD, *LEAST_SQUARES, *LINEAR_LAYERS, *LOSSES, *OPTIMIZERS, *SIGMOIDS))


def prove_points(trial: Trial) -> Iterator[Problem]:
    """The exercise has points."""
    if not any(check.points and not check.bonus for check in trial.exercise.checks):
        message = "the exercise has no points but bonuses: give some check points=1 or more, without bonus=True"
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
    """Each edit that is declared equivalent is one that is made."""
    exercise = trial.exercise
    if not exercise.equivalents:
        return
    named = {item.of for item in exercise.equivalents}
    mutants = make_mutants(exercise.reference_source, exercise.files.reference, named.__contains__)
    for item, now in unmatched(exercise.equivalents, mutants):
        message = f"no mutant makes `{now}` of `{item.was}`: fix or drop this entry"
        yield trial.problem("equivalents", item.of, item.place, message, kind=now)


def unknown_names(forbidden: Iterable[str]) -> Iterator[str]:
    """The library names that no installed version of their library has. Of a library that is not installed, and of the
    ready-made lists, nothing is said."""
    for name in forbidden:
        if name not in _READY_MADE and "." in name.strip(".") and not _is_there(name.split(".")):
            yield name


def _is_there(parts: list[str]) -> bool:
    try:
        owners: list[Any] = [importlib.import_module(parts[0])]
    except ImportError:
        return True
    for number, part in enumerate(parts[1:], 2):
        owners = [found for owner in owners for found in _members(owner, part, ".".join(parts[:number]))]
    return bool(owners)


def _members(owner: Any, pattern: str, dotted: str) -> Iterator[Any]:
    if "*" in pattern:
        yield from (getattr(owner, name) for name in dir(owner) if fnmatchcase(name, pattern))
    elif hasattr(owner, pattern):
        yield getattr(owner, pattern)
    else:
        try:
            yield importlib.import_module(dotted)
        except ImportError:
            return
