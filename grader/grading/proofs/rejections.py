"""Rejections: every check that gives points can fail, and not only whoever raises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from grader.course.mutation.making import Mutant, make_mutants
from grader.course.names import concerns, is_within
from grader.grading.case_verdicts import Compared
from grader.grading.mutation.trying import first_catch, prepare
from grader.grading.plans import PlannedCheck
from grader.grading.proofs.bodies import written_functions
from grader.grading.proofs.disturbing import with_disturbed
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial
from grader.grading.proofs.trivial import trivial_texts
from grader.grading.result import CheckResult, ExerciseResult
from grader.wire.messages import Returned

MOST_MUTANTS = 60
"""So many mutants are tried on a check that has rejected nothing yet."""

LEAST_CAUGHT = 0.9
"""A check that tells none of its function's named mistakes from the reference has to tell so many of its mutants."""

_SHOWN = 3


def prove_rejections(trial: Trial) -> Iterator[Problem]:
    """Every check with points rejects an answer that does not raise: a named mistake, a trivial answer, or the
    reference with its answers disturbed or with a slip."""
    unproven = {planned.check.id: planned for planned in trial.plan.checks if planned.check.points > 0}
    for drop in (_by_mistakes, _by_trivial_answers, _by_disturbed, _by_mutants):
        if unproven:
            for id in list(drop(trial, unproven)):
                unproven.pop(id, None)
    for id, planned in unproven.items():
        message = (
            f"check `{id}`: nothing that does not raise can fail it: no wrong answer that was tried, and many were, is "
            "rejected; let its probe return what has to be right"
        )
        yield trial.problem("rejections", id, planned.check.place, message)


def prove_separate_checks(trial: Trial) -> Iterator[Problem]:
    """Every check with points tells something of its function by itself: one of the named mistakes or, where it tells
    none, most of the mutants. Cases of ones and zeros do not."""
    for planned in trial.plan.checks:
        check = planned.check
        about = [mistake.id for mistake in trial.exercise.mistakes if concerns(mistake.of, check.of)]
        if not check.points or not check.expectation.compares or not about:
            continue
        if any(_rejects_mistake(trial, planned, id) for id in about):
            continue
        passing, tried = _passing_mutants(trial, planned)
        if tried and 1 - len(passing) / tried < LEAST_CAUGHT:
            shown = "; ".join(f"`{was}` as `{now}`" for was, now in passing[:_SHOWN])
            message = (
                f"check `{check.id}`: its cases tell none of the mistakes {', '.join(f'`{id}`' for id in about)} from "
                f"the reference, and {len(passing)} of {tried} slips pass it, such as {shown}: choose other numbers"
            )
            yield trial.problem("separate checks", check.id, check.place, message)


def _by_mistakes(trial: Trial, unproven: dict[str, PlannedCheck]) -> Iterable[str]:
    for id, planned in unproven.items():
        if any(_rejects_mistake(trial, planned, mistake.id) for mistake in trial.recording.mistakes):
            yield id


def _rejects_mistake(trial: Trial, planned: PlannedCheck, mistake_id: str) -> bool:
    """Whether a check rejects what a recorded mistake returned, beside every right version."""
    mistake = next(one for one in trial.recording.mistakes if one.id == mistake_id)
    check = planned.check
    return all(
        any(
            isinstance(observed.outcome, Returned)
            and not check.expectation.judge(Compared(case, right, observed.outcome)).holds
            for case, right, observed in zip(planned.cases, version, mistake.checks.get(check.id, ()), strict=False)
        )
        for version in trial.recording.checks[check.id].versions
    )


def _by_trivial_answers(trial: Trial, unproven: dict[str, PlannedCheck]) -> Iterable[str]:
    for result in trial.all_tried(trivial_texts(trial)):
        yield from _rejected_by(result)


def _by_disturbed(trial: Trial, unproven: dict[str, PlannedCheck]) -> Iterable[str]:
    exercise = trial.exercise
    written = written_functions(exercise.reference_source, trial.files.reference)
    yield from _rejecting(trial, with_disturbed(exercise.reference_source, written))
    for name in written:
        if any(concerns(name, planned.check.of) for planned in unproven.values()):
            yield from _rejecting(trial, with_disturbed(exercise.reference_source, [name]))


def _by_mutants(trial: Trial, unproven: dict[str, PlannedCheck]) -> Iterable[str]:
    for id, planned in unproven.items():
        mutants = _mutants(trial, partial(concerns, planned.check.of))[:MOST_MUTANTS]
        if any(id in _rejecting(trial, mutant.text) for mutant in mutants):
            yield id


def _rejecting(trial: Trial, text: str) -> set[str]:
    """The checks that reject what an answer returns."""
    return _rejected_by(trial.tried(text))


def _rejected_by(result: ExerciseResult) -> set[str]:
    return {check.id for check in result.checks if _rejects(check)}


def _rejects(check: CheckResult) -> bool:
    return any(case.status == "failed" and case.error is None and not case.changed for case in check.cases)


def _passing_mutants(trial: Trial, planned: PlannedCheck) -> tuple[list[tuple[str, str]], int]:
    """The mutants of a check's function that pass it, as lines before and after, and how many were tried."""
    known = trial.exercise.equivalents
    mutants = [
        mutant
        for mutant in _mutants(trial, lambda function: is_within(function, planned.check.of))
        if not any((one.of, one.was) == (mutant.of, mutant.was) and mutant.now in one.now for one in known)
    ][:MOST_MUTANTS]
    suite = prepare(trial.plan, trial.recording, trial.observer)
    passing = [
        (mutant.was, mutant.now)
        for mutant in mutants
        if first_catch(suite, mutant.text, [planned], trial.observer) is None
    ]
    return passing, len(mutants)


def _mutants(trial: Trial, wanted: Callable[[str], bool]) -> tuple[Mutant, ...]:
    return make_mutants(trial.exercise.reference_source, trial.files.reference, wanted)
