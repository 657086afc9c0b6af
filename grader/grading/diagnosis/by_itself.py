"""Whether a learner's later function is right by itself: it is run once more, with what the earlier functions of the
reference give in place of their own, which are wrong.

No earlier function of the learner's takes part, so that none can make the later one's work easier. It runs in a new
process, after everything that counts was observed, and nothing is taken from it but whether the function was right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from grader.execution.boundary import Observer
from grader.execution.jobs import CheckJob, CheckObservation, Job
from grader.grading.broken_rules import RuleBook
from grader.grading.case_verdicts import judge_case
from grader.grading.check_verdicts import Ready
from grader.grading.earlier_answers import EarlierAnswers
from grader.grading.plans import PlannedCheck
from grader.grading.standing_probes import ANSWERS, given_probe
from grader.wire.messages import Container, Returned, Source
from grader.wire.values import Array, Items, Table, Value

_DRAWING = re.compile(r"rand|shuffle|\bnormal|dropout|bernoulli|multinomial", re.IGNORECASE)
_TIMES_AS_LONG = 3.0
_LEAST_SECONDS, _MOST_SECONDS = 0.5, 2.5
"""Of processor time, which a check may need in such a run."""


@dataclass(frozen=True)
class AnsweredChecks:
    """Checks whose function has asked for nothing that it was not answered: those that are `right`, and those that are
    `wrong` by the function itself."""

    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()


def judged_by_themselves(
    ready: Ready,
    observed: Mapping[str, CheckObservation],
    source: Source,
    book: RuleBook,
    checks: Sequence[PlannedCheck],
    answers: Mapping[str, EarlierAnswers],
    earlier: Sequence[str],
    observer: Observer,
) -> AnsweredChecks:
    """How checks go where the earlier functions give these answers.

    `observed` are the observations of the learner's own version, which tell in which container it takes its data.
    """
    jobs = {job.id: job for job in ready.plan.jobs(observer.limits.check_seconds)}
    wanted: list[CheckJob] = []
    planned_of: dict[str, PlannedCheck] = {}
    for planned in checks:
        id = ready.plan.job_id(planned.check.id)
        if planned.check.id in answers:
            planned_of[id] = planned
            wanted.append(_job(jobs[id], observed[planned.check.id], answers[planned.check.id], earlier))
    if not wanted:
        return AnsweredChecks()
    found = observer.observe(Job((source,), tuple(wanted)))
    if found.fault is not None:
        return AnsweredChecks()
    right: set[str] = set()
    wrong: set[str] = set()
    for one in found.checks:
        planned = planned_of[one.id]
        broken = book.broken(planned.check.of, one, hidden=planned.check.hidden)
        if _is_right(ready, planned, answers[planned.check.id], one) and not broken:
            right.add(planned.check.id)
        elif (
            answers[planned.check.id].are_values
            and not may_draw(ready)
            and all(isinstance(case.outcome, Returned) for case in one.cases)  # what is asked in vain raises
        ):
            wrong.add(planned.check.id)
    return AnsweredChecks(frozenset(right), frozenset(wrong))


def _job(job: CheckJob, before: CheckObservation, answers: EarlierAnswers, earlier: Sequence[str]) -> CheckJob:
    container = container_of(before)
    return msgspec.structs.replace(
        job,
        probe=given_probe(job.probe, earlier),
        cases=tuple(
            {ANSWERS: _in_container(given, container), **arguments}
            for given, arguments in zip(answers.answers, job.cases, strict=True)
        ),
        time_limit=seconds_for(job, before),
        container=container,
        after=(),
    )


def may_draw(ready: Ready) -> bool:
    """Whether the reference may draw random numbers: then an answer that comes from elsewhere leaves the learner's own
    generators as they are, and what differs need not be a mistake."""
    return _DRAWING.search(ready.plan.exercise.reference_source) is not None


def container_of(before: CheckObservation) -> Container:
    """The container in which a learner's function took its data."""
    return next((one.outcome.container for one in before.cases if isinstance(one.outcome, Returned)), "tensor")


def seconds_for(job: CheckJob, before: CheckObservation) -> float:
    """How long a check may take where it is run once more, by how long it took."""
    took = sum(case.seconds for case in before.cases)
    return min(job.time_limit, _MOST_SECONDS, max(_LEAST_SECONDS, _TIMES_AS_LONG * took))


def _in_container(value: Value, container: Container) -> Value:
    """The answers with their tensors in the container in which the learner's functions take data."""
    if container == "tensor":
        return value
    if isinstance(value, Array):
        return msgspec.structs.replace(value, flexible=value.kind == "tensor" and not value.requires_grad)
    if isinstance(value, Items):
        return Items(value.kind, tuple(_in_container(item, container) for item in value.items))
    if isinstance(value, Table):
        return Table(tuple((key, _in_container(item, container)) for key, item in value.entries))
    return value


def _is_right(ready: Ready, planned: PlannedCheck, answers: EarlierAnswers, observed: CheckObservation) -> bool:
    results = [
        judge_case(planned.check, case, expected, one, ready.plan.languages)
        for case, expected, one in zip(planned.cases, answers.expected, observed.cases, strict=True)
    ]
    return bool(results) and all(result is not None and result.status == "passed" for result in results)
