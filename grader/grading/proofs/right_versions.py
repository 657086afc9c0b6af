"""Alternatives: each is another answer than the reference's, is accepted somewhere, and passes everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from grader.authoring import Alternative
from grader.grading.proofs.named_mistakes import SEPARATION, farthest
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.right_answers import lost, why
from grader.grading.proofs.trial import Trial


def prove_alternatives(trial: Trial) -> Iterator[Problem]:
    """Each alternative is accepted by a check, gives other numbers there than the reference, and passes every check."""
    exercise = trial.exercise
    for one in exercise.alternatives:
        trial.progress(f"alternative {one.id}")
        message = _idle(trial, one)
        if message:
            yield trial.problem("alternatives", one.id, one.place, f"alternative `{one.id}`: {message}", kind="idle")
            continue
        for check in lost(trial.graded(exercise.with_version(one))):
            message = (
                f"alternative `{one.id}` is {check.status} on check `{check.id}`: {why(check)}; "
                f'accept it there as well: expect=any_of("{one.id}")'
            )
            yield trial.problem("alternatives", one.id, one.place, message, kind=check.id)


def _idle(trial: Trial, one: Alternative) -> str:
    """What is wrong with an alternative that changes nothing; "" for one that does."""
    accepting = [check for check in trial.plan.checks if one.id in check.check.expectation.alternatives]
    if not accepting:
        return f'no check accepts it: write expect=any_of("{one.id}") in one, or drop it'
    for planned in accepting:
        recording = trial.recording.checks[planned.check.id]
        if farthest(planned, recording.cases, recording.alternatives[one.id]) >= SEPARATION:
            return ""
    return "it gives what the reference gives in every case: choose cases that tell them apart, or drop it"
