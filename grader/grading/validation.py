"""Proving an exercise: references pass, stubs earn nothing, mistakes are caught and named."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.course.discovery import Chapter
from grader.course.draws import DrawnCase
from grader.course.loading import LoadedExercise
from grader.course.names import concerns
from grader.course.splicing import splice
from grader.course.stubs import make_stub
from grader.execution.pool import Pool
from grader.grading.grading import Run, grade
from grader.grading.judging import Compared, newly_changed
from grader.grading.known_names import unknown_names
from grader.grading.plans import Plan, PlannedCheck, make_plan
from grader.grading.recorded import CaseRecord, ExerciseRecord, RecordStore
from grader.grading.recording import recorded
from grader.grading.result import CheckResult, Result
from grader.grading.submissions import Submission, SubmittedFile
from grader.grading.verdicts import Ready
from grader.numerics.allowances import Tolerance
from grader.numerics.tolerance import sees_factor
from grader.wire.messages import Outcome, Raised, Returned

SEPARATION = 10.0
"""A mistake's numbers lie at least this many tolerances from the reference's, in one case of one check at least."""

FULL_SEEDS = 2
"""For this many of the seeds mistakes are graded as submissions and must be named; for all they must be separated."""


@dataclass(frozen=True)
class Problem:
    """Something that validation refuses: what kind, where, and what to do."""

    kind: Literal["reference", "stub", "mistake", "check", "equivalent", "rule"]
    exercise: str
    subject: str
    seed: int
    message: str


@dataclass(frozen=True)
class Subject:
    """One exercise with its chapter."""

    chapter: Chapter
    exercise: LoadedExercise


def validate(
    subject: Subject, seeds: Sequence[int], pool: Pool, store: RecordStore, progress: Callable[[str], None]
) -> Iterator[Problem]:
    """Everything that is wrong with an exercise, for each of the seeds."""
    exercise = subject.exercise
    name = exercise.files.name
    stub = make_stub(exercise.reference_source, exercise.files.reference)
    if exercise.equivalents:
        yield from _equivalent_problems(exercise, seeds[0])
    yield from _rule_problems(exercise, seeds[0])
    for number, seed in enumerate(seeds):
        progress(f"{name}: seed {number + 1} of {len(seeds)}")
        plan = make_plan(exercise, seed)
        record = recorded(plan, store)
        ready = Ready(subject.chapter, plan, record)
        run = Run("validation", 0, seed)
        yield from _check_problems(plan, record, seed)
        yield from _reference_problems(ready, run, pool)
        yield from _separation_problems(plan, record, seed)
        if number == 0:
            yield from _stub_problems(ready, run, pool, stub)
        if number < FULL_SEEDS:
            for mistake in exercise.mistakes:
                yield from _mistake_problems(ready, run, pool, mistake.id)


def _equivalent_problems(exercise: LoadedExercise, seed: int) -> Iterator[Problem]:
    from grader.course.mutation.making import make_mutants
    from grader.grading.mutation.declared import unmatched

    mutants = make_mutants(exercise.reference_source, exercise.files.reference)
    for item, now in unmatched(exercise.equivalents, mutants):
        message = f"{item.place}: no mutant makes `{now}` of `{item.was}`: mend or drop this record"
        yield Problem("equivalent", exercise.files.name, item.of, seed, message)


def _rule_problems(exercise: LoadedExercise, seed: int) -> Iterator[Problem]:
    for rule in exercise.about.rules:
        for name in unknown_names(rule.forbidden):
            message = f"{rule.place}: no library has `{name}`, so that it forbids nothing: write its full name"
            yield Problem("rule", exercise.files.name, rule.kind, seed, message)


def grade_text(ready: Ready, run: Run, pool: Pool, text: str) -> Result:
    """The result of an exercise file with this text."""
    name = ready.plan.name
    submission = Submission("validation", {name: SubmittedFile(f"{name}.py", text)})
    return grade(submission, (ready,), pool, run)


def _reference_problems(ready: Ready, run: Run, pool: Pool) -> Iterator[Problem]:
    result = grade_text(ready, run, pool, ready.plan.exercise.reference_source)
    for check in result.exercises[0].checks:
        if check.status != "passed" or check.broken_rules:
            yield Problem(
                "reference",
                ready.plan.name,
                check.id,
                run.seed,
                f"the reference itself is {check.status}: {_why(check)}",
            )


def _stub_problems(ready: Ready, run: Run, pool: Pool, stub: str) -> Iterator[Problem]:
    result = grade_text(ready, run, pool, stub)
    for check in result.exercises[0].checks:
        if check.points > 0:
            message = f"the untouched stub earns {check.points:g} points"
            yield Problem("stub", ready.plan.name, check.id, run.seed, message)


def _mistake_problems(ready: Ready, run: Run, pool: Pool, mistake_id: str) -> Iterator[Problem]:
    plan = ready.plan
    mistake = plan.mistakes[mistake_id]
    source = splice(plan.exercise.reference_source, mistake, plan.exercise.mistakes_source)
    result = grade_text(ready, run, pool, source)
    caught = [
        check
        for check in result.exercises[0].checks
        if concerns(check.function, mistake.of) and check.status != "passed"
    ]
    if not caught:
        yield Problem("mistake", plan.name, mistake_id, run.seed, f"no check of `{mistake.of}` catches it")
        return
    group = {other.id for other in plan.exercise.mistakes if other.group and other.group == mistake.group}
    named = [{found.id for found in check.mistakes} for check in caught if not check.hidden]
    if not any(mistake_id in names and names <= {mistake_id, *group} for names in named):
        seen = sorted(set().union(*named)) if named else []
        told = f"it is taken for {', '.join(seen)}" if seen else "it is not named"
        advice = "add a case that tells them apart, or give them one `group`" if seen else "see what its cases give"
        yield Problem("mistake", plan.name, mistake_id, run.seed, f"{told}: {advice}")


def _separation_problems(plan: Plan, record: ExerciseRecord, seed: int) -> Iterator[Problem]:
    for mistake in record.mistakes:
        largest = 0.0
        for planned in plan.checks:
            for case, reference, observed in zip(
                planned.cases,
                record.checks[planned.check.id].cases,
                mistake.checks.get(planned.check.id, ()),
                strict=False,
            ):
                largest = max(largest, separation(planned, case, reference, observed.outcome))
        if largest < SEPARATION:
            message = f"it lies only {largest:.2g} tolerances from the reference: choose cases that tell it apart"
            yield Problem("mistake", plan.name, mistake.id, seed, message)


def separation(planned: PlannedCheck, case: DrawnCase, reference: CaseRecord, outcome: Outcome) -> float:
    """How many tolerances lie between a wrong version's outcome and one that would be taken for right."""
    expectation = planned.check.expectation
    if isinstance(outcome, Returned):
        if newly_changed(case, reference, outcome):
            return math.inf
    elif not (isinstance(outcome, Raised) and expectation.expects_error):
        return math.inf
    return expectation.separation(Compared(case, reference, outcome))


def _check_problems(plan: Plan, record: ExerciseRecord, seed: int) -> Iterator[Problem]:
    for planned in plan.checks:
        if not planned.check.expectation.compares:
            continue
        returned = [case for case in record.checks[planned.check.id].cases if isinstance(case.outcome, Returned)]
        if returned and not any(
            sees_factor(case.outcome.value, case.tolerance or Tolerance())
            for case in returned
            if isinstance(case.outcome, Returned)
        ):
            message = "its answers cancel in every case, so that a factor of 1.001 would pass: add a case that does not"
            yield Problem("check", plan.name, planned.check.id, seed, message)


def _why(check: CheckResult) -> str:
    for rule in check.broken_rules:
        used = [f"{use.name} on line {use.line}" for use in rule.uses]
        return f"it breaks its rule `{rule.kind}`: {', '.join(used)}"
    for case in check.cases:
        if case.error is not None:
            return f"{case.error.kind} {case.error.type_name} {case.error.message}"[:300]
        if case.unmet is not None:
            return case.unmet.en
        if case.changed:
            return f"it changes {', '.join(case.changed)}"
        if case.differences:
            return f"[{case.label}] {case.differences[0]}"[:300]
        if case.status == "failed":
            return f"got {case.got}, expected {case.expected or case.bound}"
    return check.fault or "no case was run"
