"""Cancelling: of every check some case shows an answer that is wrong by a factor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial
from grader.grading.recordings import CaseRecording
from grader.numerics.allowances import Tolerance
from grader.numerics.tolerance import sees_factor
from grader.wire.messages import Returned


def prove_factors(trial: Trial) -> Iterator[Problem]:
    """An answer that is wrong by a factor of 1.001 is rejected in one case at least."""
    for planned in trial.plan.checks:
        check = planned.check
        if not check.expectation.compares:
            continue
        versions = trial.recording.checks[check.id].versions
        if any(_all_cancel(version) for version in versions):
            message = (
                f"check `{check.id}`: its answers cancel in every case, so that a factor of 1.001 would pass: "
                "add a case that does not"
            )
            yield trial.problem("factors", check.id, check.place, message)


def _all_cancel(recordings: Sequence[CaseRecording]) -> bool:
    """Whether no answer of a right version shows a factor; one that is no number has none to show."""
    cases = [(case.outcome, case.tolerance or Tolerance()) for case in recordings]
    seen = [sees_factor(outcome.value, allowed) for outcome, allowed in cases if isinstance(outcome, Returned)]
    return bool(seen) and not any(seen)
