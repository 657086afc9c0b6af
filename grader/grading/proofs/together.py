"""Grading several wrong answers to one exercise in one process: to start one takes longer than most of them run.

They are graded like a submission of several exercises, each under a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grader.errors import WorkerFault
from grader.execution.boundary import Observer
from grader.grading.check_verdicts import Ready
from grader.grading.grading import Run, grade, grade_text
from grader.grading.plans import Plan
from grader.grading.result import ExerciseResult
from grader.grading.submissions import Submission, SubmittedFile

MOST = 25
"""So many share a process at most."""

_SHARED = {"budget", "memory"}
"""The limits that hold for all files of a submission together."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An exercise file with this text, and what it is graded with."""

    ready: Ready
    text: str


class Together:
    """Grades answers to one exercise, several in one process."""

    def __init__(self, run: Run, observer: Observer) -> None:
        self._run = replace(run, for_instructors=False)
        self._observer = observer
        self._renamed: dict[tuple[int, int], tuple[Plan, Plan]] = {}

    def graded(self, answers: Sequence[Answer]) -> Iterator[ExerciseResult]:
        """The result of each of these answers. One that was stopped for what others may have used up is graded again
        by itself.

        Raises:
            WorkerFault: where the grader itself fails.
        """
        for first in range(0, len(answers), MOST):
            share = answers[first : first + MOST]
            for answer, result in zip(share, self._at_once(share), strict=True):
                yield self._alone(answer) if _is_cut_short(result) else result

    def _at_once(self, answers: Sequence[Answer]) -> tuple[ExerciseResult, ...]:
        if len(answers) == 1:
            return (self._alone(answers[0]),)
        renamed = [
            replace(answer.ready, plan=self._under_number(answer.ready.plan, number))
            for number, answer in enumerate(answers)
        ]
        files = {
            ready.plan.name: SubmittedFile(f"{ready.plan.name}.py", answer.text)
            for ready, answer in zip(renamed, answers, strict=True)
        }
        result = grade(Submission("validation", files), renamed, self._observer, self._run)
        if result.fault:
            raise WorkerFault(result.fault)
        return result.exercises

    def _alone(self, answer: Answer) -> ExerciseResult:
        result = grade_text(answer.ready, self._run, self._observer, answer.text)
        if result.fault:
            raise WorkerFault(result.fault)
        return result.exercises[0]

    def _under_number(self, plan: Plan, number: int) -> Plan:
        """The plan under a name of its own, made once: its jobs are encoded once for all that run."""
        key = id(plan), number
        if key not in self._renamed:
            # Beside the plan itself, so that nothing else gets its id.
            self._renamed[key] = plan, replace(plan, called=f"{plan.name}_{number}")
        return self._renamed[key][1]


def _is_cut_short(result: ExerciseResult) -> bool:
    errors = [case.error for check in result.checks for case in check.cases if case.error is not None]
    stopped = {error.kind for error in (*errors, result.load_error) if error is not None}
    return not stopped.isdisjoint(_SHARED)
