"""Plain floats: rounding errors reach every number that is compared."""

from __future__ import annotations

from collections.abc import Iterator

from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial


def prove_rounding_reaches(trial: Trial) -> Iterator[Problem]:
    """Of no check a tolerance is too narrow because an argument was turned into a plain float on the way."""
    for planned in trial.plan.checks:
        check = planned.check
        cases = trial.recording.checks[check.id].cases
        if any(case.tolerance is not None and case.tolerance.unmeasured for case in cases):
            message = (
                f"check `{check.id}`: its tolerance is not measured: `float(...)` is called on an argument, and no "
                "rounding error reaches what is computed from that; compute with the argument as it is"
            )
            yield trial.problem("plain floats", check.id, check.place, message)
