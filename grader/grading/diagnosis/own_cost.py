"""A gradient that is the derivative of the learner's own cost, which is wrong: right for another function than ours.

The learner's cost is asked for its values near those of the cases, in a new process after everything that counts was
observed. Nothing but a cost that goes wrong in a way that is known, by name or by its numbers, is asked: a cost that a
learner makes up has derivatives that are no work.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from grader.execution.boundary import Observer
from grader.execution.jobs import CheckObservation, Job
from grader.grading.case_verdicts import Compared
from grader.grading.check_verdicts import Ready
from grader.grading.diagnosis.causes import Relation
from grader.grading.diagnosis.telling import still_tells
from grader.grading.plans import PlannedCheck
from grader.grading.recordings import CaseRecording, CheckRecording, ExerciseRecording
from grader.grading.result import CheckResult
from grader.grading.slopes import Derivative, agree, slopes
from grader.wire.messages import Returned, Source

_MOST_SECONDS = 1.0


def known_wrong(results: Mapping[str, CheckResult]) -> tuple[str, ...]:
    """The functions that go wrong by themselves in a way that is known: a named mistake, or the right numbers times a
    factor."""
    wrong = (
        result.function
        for result in results.values()
        if not result.hidden
        and result.status == "failed"
        and (result.mistakes or any(map(_is_factor, result.relations)))
    )
    return tuple(dict.fromkeys(wrong))


def _is_factor(relation: Relation) -> bool:
    return relation.change == "factor" and relation.arrangement == "same"


def derivatives_of_own(
    ready: Ready,
    observed: Mapping[str, CheckObservation],
    source: Source,
    checks: Sequence[tuple[PlannedCheck, Derivative]],
    observer: Observer,
) -> Collection[str]:
    """The checks in which the learner's function gives the derivative of the learner's own other one."""
    wanted = {
        job.id: (planned, job)
        for planned, derivative in checks
        for job in (derivative.job(ready.plan, planned, _MOST_SECONDS),)
    }
    found = observer.observe(Job((source,), tuple(job for _, job in wanted.values())))
    right = set()
    for one in found.checks if found.fault is None else ():
        planned, _ = wanted[one.id]
        given = observed[planned.check.id]
        numbers = [
            Compared(case, CaseRecording(Returned(None)), seen.outcome).numbers()
            for case, seen in zip(planned.cases, given.cases, strict=True)
        ]
        if agree(numbers, [slopes(case.outcome) for case in one.cases]) and _tells(ready, planned, given):
            right.add(planned.check.id)
    return right


def _tells(ready: Ready, planned: PlannedCheck, given: CheckObservation) -> bool:
    """Whether these answers take work: they are not alike, and not the arguments."""
    cases = tuple(CaseRecording(one.outcome) for one in given.cases if isinstance(one.outcome, Returned))
    own = ExerciseRecording({planned.check.id: CheckRecording(cases)}, ())
    return len(cases) == len(planned.cases) and still_tells(planned, ready.recording, own)
