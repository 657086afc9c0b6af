"""Judges the checks of a submission as they are observed, and says which are to be observed once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from grader.execution.boundary import Next
from grader.execution.jobs import ELSEWHERE, CheckJob, CheckObservation, Isolation, Job, Observations
from grader.grading.broken_rules import RuleBook
from grader.grading.check_verdicts import Judged, Ready, judge, passed
from grader.grading.diagnosis.callees import Callees
from grader.grading.rule_uses import UnclearUse
from grader.wire.arguments import is_flexible


class Judge:
    """Judges the checks of one submission as they are observed, while the learner's process continues.

    A function that is right for one natural container is right. A check that fails on tensors is therefore run again
    with lists and with arrays: code that is right for those may give other numbers on tensors without an exception, as
    `w -= step` with `ws.append(w)` does, where every entry is the same tensor.
    """

    def __init__(self, exercises: Sequence[Ready], job: Job, books: Mapping[str, RuleBook]) -> None:
        self._jobs = {check.id: check for check in job.checks}
        self._planned = {
            ready.plan.job_id(planned.check.id): (ready, planned)
            for ready in exercises
            for planned in ready.plan.checks
        }
        self._books = books
        self._heard: dict[str, tuple[CheckObservation, Judged]] = {}
        self._others: dict[str, tuple[str, ...]] = {}
        """For each failing check that may depend on its container, the ids under which other ones were requested."""
        self._open: dict[str, dict[str, None]] = {}
        """By exercise, those of these checks for which another container may still be requested."""

    def hear(self, observation: CheckObservation) -> Next:
        """Judge a check, and request the checks that are to be run in another container."""
        if observation.id in self._heard:  # after a fault of the grader everything is observed again
            self._heard.clear()
            self._others.clear()
            self._open.clear()
        judged = self._judge(observation)
        job = self._jobs.get(observation.id)
        ready, _ = self._planned[observation.id.partition(ELSEWHERE)[0]]
        waiting = self._open.setdefault(ready.plan.name, {})
        if job is not None and not judged.is_right and _may_hang_on_container(job, judged):
            self._others[job.id] = ()
            waiting[job.id] = None
        return Next(more=tuple(self._in_others(waiting)))

    def unclear(self, exercise: str) -> tuple[UnclearUse, ...]:
        """Where an exercise's rules may be broken unseen."""
        return self._books[exercise].unclear()

    def book(self, ready: Ready) -> RuleBook:
        """An exercise's rules and the learner's file."""
        return self._books[ready.plan.name]

    def callees(self, ready: Ready) -> Callees:
        """What each function of an exercise that is checked calls of the others, by the learner's source."""
        return Callees(self._books[ready.plan.name], (planned.check.of for planned in ready.checks))

    def observed_so_far(self) -> Observations:
        """The observations of the checks whose judgement is final, although others may still be to come."""
        final = [id for id in self._jobs if id in self._heard and not self._is_open(id)]
        return not_isolated(tuple(self._heard[id][0] for id in final), "the run was not finished")

    def _is_open(self, id: str) -> bool:
        """Whether an observed check may still turn out to be right in another container."""
        asked = self._others.get(id)
        if asked is None or self._is_right(id):
            return False
        waiting = any(one not in self._heard for one in asked)
        return waiting or (len(asked) < len(self._jobs[id].in_others) and self._may_help(id))

    def _judge(self, observation: CheckObservation) -> Judged:
        ready, planned = self._planned[observation.id.partition(ELSEWHERE)[0]]
        own = msgspec.structs.replace(observation, id=planned.check.id)
        judged = judge(ready, planned, own, self._books[ready.plan.name])
        self._heard[observation.id] = observation, judged
        return judged

    def _in_others(self, waiting: dict[str, None]) -> Iterator[CheckJob]:
        """The checks to run in another container now: those of the `waiting` that failed in each one tried and wait for
        no other check, so that a wrong function is not run again together with everything that needs it. Where nothing
        more is to be tried, a check is waiting no longer."""
        for id in tuple(waiting):
            job, asked = self._jobs[id], self._others[id]
            if not all(one in self._heard for one in asked):
                continue
            if len(asked) == len(job.in_others) or self._is_right(id) or not self._may_help(id):
                del waiting[id]
            elif not any(self._stands_in_the_way(needed, job) for needed in job.after):
                other = job.in_others[len(asked)]
                self._others[id] = (*asked, other.id)
                yield other

    def _may_help(self, id: str) -> bool:
        """Whether yet another container may help: if lists gave the same statuses as tensors, arrays will too."""
        went = [self._heard[one][1].cases for one in (id, *self._others[id])]
        return len({tuple(case.status for case in cases) for cases in went}) == len(went)

    def _stands_in_the_way(self, needed: str, job: CheckJob) -> bool:
        """Whether a check that another one needs is wrong, or may be because its observation is still to come. A check
        that runs later in any case, or was not requested, does not block."""
        if needed in self._heard:
            return not self._is_right(needed)
        return needed in self._jobs and (job.hidden or not self._jobs[needed].hidden)

    def _is_right(self, id: str) -> bool:
        """Whether an observed check is right in some container."""
        return any(self._heard[one][1].is_right for one in (id, *self._others.get(id, ())) if one in self._heard)

    def judged(self, observation: CheckObservation) -> Judged:
        """The final judgement of a check that was run in one or more containers.

        It is the judgement in a container in which the check is right. If there is none, it is that in the original
        container or, with credit by cases, that in the container in which the most cases pass. An observation that
        `hear` did not receive, as after a fault of the grader, is judged now.
        """
        if self._heard.get(observation.id, (None,))[0] is not observation:
            self._judge(observation)
        own = self._heard[observation.id][1]
        others = [self._heard[other][1] for other in self._others.get(observation.id, ()) if other in self._heard]
        right = next((judged for judged in others if judged.is_right), None)
        if right is None and self._planned[observation.id][1].check.credit == "cases":
            return max([own, *others], key=lambda judged: passed(judged.cases))
        return right or own


def _may_hang_on_container(job: CheckJob, judged: Judged) -> bool:
    """Whether a check fails with an answer or an exception, and has data that another container could hold."""
    statuses = {case.status for case in judged.cases}
    answered = all(case.error is None or case.error.kind == "exception" for case in judged.cases)
    return (
        not statuses <= {"passed"}
        and answered
        and any(is_flexible(value) for arguments in job.cases for value in arguments.values())
    )


def not_isolated(checks: tuple[CheckObservation, ...], why: str) -> Observations:
    """These observations, of a run of which no isolation is told for the given reason."""
    return Observations(checks, (), Isolation("none", (), (why,)), 0.0)
