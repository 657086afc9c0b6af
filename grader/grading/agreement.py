"""Whether a recording made elsewhere agrees with what the reference gives here.

The sample is every check whose numbers are compared with the reference's. It is run without rounding errors, mistakes
and other styles, which take nearly all of the time that making a recording takes.
"""

from __future__ import annotations

import msgspec

from grader.course.draws import DrawnCase
from grader.execution.boundary import Observer
from grader.execution.jobs import CaseObservation, Job
from grader.grading.plans import Plan
from grader.grading.recordings import CaseRecording, ExerciseRecording
from grader.numerics.allowances import Tolerance, UnfitTolerance
from grader.numerics.comparison import UnsupportedExpected, separates
from grader.wire.arguments import changed_arguments
from grader.wire.messages import Raised, Returned, Source

_SHARE = 0.5
"""The most that the reference may differ here, in units of the tolerance: a right answer may round as well."""


def agrees(plan: Plan, recording: ExerciseRecording, observer: Observer) -> bool:
    """Run the reference on the sample, and return whether it gives what was recorded: the same structures, dtypes and
    containers, and each number within half of its recorded tolerance."""
    sample = {one.check.id: one for one in plan.checks if one.check.expectation.compares}
    sample = {id: one for id, one in sample.items() if not one.check.expectation.stochastic}
    if not sample:
        return True
    jobs = plan.jobs(observer.limits.check_seconds, only=frozenset(sample))
    source = Source(plan.name, f"{plan.name}.py", plan.exercise.reference_source)
    observations = observer.observe(
        Job((source,), tuple(msgspec.structs.replace(job, hidden=False, after=()) for job in jobs))
    )
    prefix = plan.job_id("")
    observed = {one.id.removeprefix(prefix): one.cases for one in observations.checks}
    return all(
        id in recording.checks and _agree(one.cases, recording.checks[id].cases, observed.get(id, ()))
        for id, one in sample.items()
    )


def _agree(
    cases: tuple[DrawnCase, ...], recorded: tuple[CaseRecording, ...], observed: tuple[CaseObservation, ...]
) -> bool:
    return len(cases) == len(recorded) == len(observed) and all(
        _is_same(case, one, other) for case, one, other in zip(cases, recorded, observed, strict=True)
    )


def _is_same(case: DrawnCase, recorded: CaseRecording, observed: CaseObservation) -> bool:
    ours, theirs = observed.outcome, recorded.outcome
    if isinstance(ours, Raised) and isinstance(theirs, Raised):
        return ours.type_name == theirs.type_name
    if not isinstance(ours, Returned) or not isinstance(theirs, Returned):
        return False
    if changed_arguments(case.arguments, ours, case.handed_over) != recorded.changed:
        return False
    if recorded.is_exactly(ours.value):
        return True
    try:
        tolerance = recorded.tolerance or Tolerance()
        return separates(theirs.value, ours.value, tolerance, dtype=True, container=True) <= _SHARE
    except (UnsupportedExpected, UnfitTolerance):
        return False
