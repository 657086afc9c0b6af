"""Stubs: what a learner gets is what the reference gives, and earns nothing as it is."""

from __future__ import annotations

from collections.abc import Iterator

from grader.course.stubs import make_stub, stub_differs
from grader.errors import Place
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial


def prove_stubs(trial: Trial) -> Iterator[Problem]:
    """The stub on disk is up to date, and earns nothing untouched."""
    exercise = trial.exercise
    stub = make_stub(exercise.reference_source, trial.files.reference)
    if stub_differs(trial.files):
        message = "the stub is not what its reference gives: run `grader stub`"
        yield trial.problem("stubs", "", Place(trial.files.stub, 1), message, kind="differs")
    for check in trial.graded(stub).checks:
        if check.points > 0:
            message = f"check `{check.id}`: the untouched stub earns {check.points:g} points"
            yield trial.problem("stubs", check.id, trial.check(check.id).place, message, kind="earns")
