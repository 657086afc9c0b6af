"""Cancelling: of every check some case shows an answer that is wrong by a factor."""

from __future__ import annotations

from collections.abc import Iterator

from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial
from grader.numerics.allowances import Tolerance
from grader.numerics.tolerance import sees_factor
from grader.wire.messages import Returned


def prove_factors(trial: Trial) -> Iterator[Problem]:
    """An answer that is wrong by a factor of 1.001 is rejected in one case at least."""
    for planned in trial.plan.checks:
        check = planned.check
        if not check.expectation.compares:
            continue
        cases = [case for case in trial.recording.checks[check.id].cases if isinstance(case.outcome, Returned)]
        seen = (
            sees_factor(case.outcome.value, case.tolerance or Tolerance())
            for case in cases
            if isinstance(case.outcome, Returned)
        )
        if cases and not any(seen):
            message = (
                f"check `{check.id}`: its answers cancel in every case, so that a factor of 1.001 would pass: "
                "add a case that does not"
            )
            yield trial.problem("factors", check.id, check.place, message)
