"""Whether a learner's later function is right by itself: it is run once more, and what it asks of earlier functions,
which are wrong, the reference answers.

Only what the reference's later function calls itself is answered, and only if that does not call it in turn: what else
might give the answer that is asked for. With right earlier functions, a check tells right from wrong as well as ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from grader.errors import GraderError
from grader.execution.boundary import Observer
from grader.execution.jobs import CheckJob, CheckObservation
from grader.grading.broken_rules import RuleBook
from grader.grading.check_verdicts import Ready, judge
from grader.grading.diagnosis.by_itself import AnsweredChecks, container_of, may_draw, seconds_for
from grader.grading.diagnosis.callees import Callees
from grader.grading.diagnosis.work_clock import WorkClock
from grader.grading.earlier_answers import can_be_replaced
from grader.grading.plans import PlannedCheck
from grader.grading.question_rounds import QuestionRounds
from grader.grading.reference_runs import pool_of
from grader.grading.submissions import SubmittedFile
from grader.wire.messages import Source


def judged_by_asking(
    ready: Ready,
    observed: Mapping[str, CheckObservation],
    source: Source,
    book: RuleBook,
    checks: Sequence[PlannedCheck],
    earlier: Sequence[str],
    observer: Observer,
    clock: WorkClock,
    until: float,
) -> AnsweredChecks:
    """How one function's checks go where the reference answers for these earlier functions.

    `observed` are the observations of the learner's own version, which tell in which container it takes its data.
    `clock` and `until` are as in `QuestionRounds`.
    """
    plan = ready.plan
    asked = {plan.job_id(planned.check.id): planned for planned in checks if not planned.has_folders}
    if not asked or not _may_be_asked(ready, checks[0].check.of, earlier):
        return AnsweredChecks()
    jobs = {job.id: job for job in plan.jobs(observer.limits.check_seconds)}
    wanted = [_job(jobs[id], observed[planned.check.id]) for id, planned in asked.items()]
    reference = Source(plan.name, str(plan.exercise.files.reference), plan.exercise.reference_source)
    try:
        with pool_of(plan.exercise).asking(reference) as ask:
            rounds = QuestionRounds(reference.module, earlier, ask, clock, until)
            given = rounds.run(source, wanted, observer)
    except GraderError:  # the reference could not be run: nothing is known
        return AnsweredChecks()
    judged = {
        id: judge(ready, asked[id], msgspec.structs.replace(one, id=asked[id].check.id), book)
        for id, one in given.items()
    }
    right = {id for id, one in judged.items() if one.is_right and not one.broken and not one.bug}
    wrong = {id for id in judged.keys() - right if rounds.is_sure(id) and not may_draw(ready)}
    return AnsweredChecks(*(frozenset(asked[id].check.id for id in ids) for ids in (right, wrong)))


def _may_be_asked(ready: Ready, later: str, earlier: Sequence[str]) -> bool:
    exercise = ready.plan.exercise
    functions = tuple(dict.fromkeys(planned.check.of for planned in ready.plan.checks))
    called = _called_by_reference(exercise.reference_source, ready.plan.languages, functions, later)
    return can_be_replaced(ready.plan, sorted(earlier)) and called.issuperset(earlier)


@lru_cache(maxsize=500)
def _called_by_reference(
    text: str, languages: tuple[str, ...], functions: tuple[str, ...], later: str
) -> frozenset[str]:
    """The functions that the reference's later one calls, directly or not, and that do not call it in turn."""
    return frozenset(Callees(RuleBook((), SubmittedFile("", text), languages), functions).of(later))


def _job(job: CheckJob, before: CheckObservation) -> CheckJob:
    return msgspec.structs.replace(job, time_limit=seconds_for(job, before), container=container_of(before), after=())
