"""Curves: what a check is to draw is in what it observes."""

from __future__ import annotations

from collections.abc import Iterator

from grader.grading.curves import entry_of, numbers_of
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial

_FEWEST = 2


def prove_curves(trial: Trial) -> Iterator[Problem]:
    """Each declared curve is an entry of the reference's first observation, and holds a sequence of numbers."""
    for planned in trial.plan.checks:
        check = planned.check
        outcome = trial.recording.checks[check.id].cases[0].outcome
        for curve in check.curves:
            numbers = [number for number in numbers_of(entry_of(outcome, curve.of)) if number is not None]
            if len(numbers) < _FEWEST:
                message = (
                    f"check `{check.id}`: its curve is of `{curve.of}`, and what its probe returns has no such entry "
                    "with two numbers or more: return a dict in which it is a list or a tensor"
                )
                yield trial.problem("curves", check.id, check.place, message, kind=curve.of)
