"""What nothing else explains: for the failed checks of a result that name no cause, the smallest edit is looked for."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from grader.execution.boundary import Observer
from grader.grading.check_verdicts import Ready
from grader.grading.diagnosis.smallest_edit import Wrong, smallest_edit
from grader.grading.diagnosis.work_clock import WorkClock
from grader.grading.result import CheckResult, ExerciseResult, Result, SmallestEdit, Status
from grader.grading.submissions import Submission
from grader.wire.messages import Source

_WRONG: frozenset[Status] = frozenset({"failed", "error", "timeout"})

MOST_SECONDS = 2.5
"""The most work that is spent on the smallest edits of one submission, unless more is asked for a single function."""


def with_smallest_edits(
    result: Result,
    exercises: Sequence[Ready],
    sources: Sequence[Source],
    submission: Submission,
    observer: Observer,
    seconds: float,
) -> Result:
    """The result with the smallest edit of each function that is wrong for no reason that is known, found within so
    many seconds of work each, and `MOST_SECONDS` for all of them (or those of one, if that is more). The time that it
    takes is added to the result's."""
    began, clock = time.monotonic(), WorkClock()
    most = max(MOST_SECONDS, seconds)
    by_module = {source.module: source for source in sources}
    found: list[ExerciseResult] = []
    for ready, exercise in zip(exercises, result.exercises, strict=True):
        source = by_module.get(ready.plan.name)
        edits: dict[str, SmallestEdit] = {}
        for wrong in _unexplained(ready, exercise, submission, source) if source is not None else ():
            left = most - clock.now
            edit = smallest_edit(wrong, observer, clock, min(seconds, left)) if left > 0 else None
            if edit is not None:
                edits[wrong.function] = edit
        found.append(replace(exercise, checks=tuple(_with_edit(check, edits) for check in exercise.checks)))
    return replace(result, exercises=tuple(found), seconds=result.seconds + time.monotonic() - began)


def _unexplained(ready: Ready, exercise: ExerciseResult, submission: Submission, source: Source) -> list[Wrong]:
    """The functions that fail checks which learners see, none of which tells why."""
    planned = {one.check.id: one for one in ready.plan.checks}
    shown = [check for check in exercise.checks if not check.hidden]
    failed = {check.function for check in shown if check.status in _WRONG or check.status == "blocked"}
    wrong: list[Wrong] = []
    for function in dict.fromkeys(check.function for check in shown if check.status in _WRONG):
        of_function = [check for check in shown if check.function == function and check.status != "blocked"]
        if not any(map(_is_explained, of_function)):
            checks = tuple((planned[check.id], check) for check in of_function)
            file = submission.files[ready.plan.name]
            wrong.append(Wrong(ready, file, source, function, checks, frozenset(failed - {function})))
    return wrong


def _is_explained(check: CheckResult) -> bool:
    """Whether a check says why it failed, or was not written at all."""
    told = check.mistakes or check.relations or check.evidence
    return bool(told) or check.status in ("not_attempted", "fault")


def _with_edit(check: CheckResult, edits: Mapping[str, SmallestEdit]) -> CheckResult:
    if check.hidden or check.status not in _WRONG or check.function not in edits:
        return check
    return replace(check, smallest_edit=edits[check.function])
