"""Naming a mistake: the named wrong version whose observations are the same as the learner's."""

from __future__ import annotations

import re

from grader.authoring import Expectation
from grader.course.draws import DrawnCase
from grader.execution.jobs import CheckObservation
from grader.grading.case_verdicts import Compared
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import CaseRecording, ExerciseRecording, MistakeRecording
from grader.grading.result import NamedMistake
from grader.wire.arguments import changed_arguments
from grader.wire.messages import Outcome, Raised, Returned

_CASE_FOLDER = re.compile(r"[^\s'\"]*/grader-\w+/\w+")


def named_mistakes(
    plan: Plan, recording: ExerciseRecording, planned: PlannedCheck, observed: dict[str, CheckObservation]
) -> tuple[NamedMistake, ...]:
    """The mistakes that give exactly what the learner's function gives on every case of a failed check.

    If there are several, only those are kept that also agree on the function's other checks, if any does.
    """
    here = observed[planned.check.id]
    by_id = {check.check.id: check for check in plan.checks}

    def gives(mistake: MistakeRecording, seen: CheckObservation) -> bool:
        return _gives(mistake, seen, by_id[seen.id])

    matching = [mistake for mistake in recording.mistakes if gives(mistake, here)]
    if len(matching) > 1:
        others = [other for other in observed.values() if other.id != here.id]
        everywhere = [
            mistake
            for mistake in matching
            if all(gives(mistake, other) for other in others if other.id in mistake.checks)
        ]
        matching = everywhere or matching
    return tuple(
        NamedMistake(
            mistake.id,
            declared.finding.in_languages(plan.languages),
            declared.hint.in_languages(plan.languages),
            declared.family,
        )
        for mistake in matching
        if (declared := plan.mistakes.get(mistake.id)) is not None
    )


def _gives(mistake: MistakeRecording, observed: CheckObservation, planned: PlannedCheck) -> bool:
    recordings = mistake.checks.get(observed.id)
    if recordings is None or len(recordings) != len(observed.cases):
        return False
    return all(
        agrees(planned.check.expectation, case, recording, seen.outcome)
        for case, recording, seen in zip(planned.cases, recordings, observed.cases, strict=True)
    )


def agrees(expectation: Expectation, case: DrawnCase, recording: CaseRecording, outcome: Outcome) -> bool:
    """Whether an outcome agrees with the recorded one: a value that the check's expectation accepts as the same, with
    the same arguments modified, or an exception of the same class with the same message."""
    recorded = recording.outcome
    if isinstance(recorded, Returned) and isinstance(outcome, Returned):
        if not expectation.agrees(Compared(case, recording, outcome)):
            return False
        return recording.changed == changed_arguments(case.arguments, outcome, case.handed_over)
    if isinstance(recorded, Raised) and isinstance(outcome, Raised):
        # The message of a RecursionError depends on which call happened to be the last.
        says_the_same = recorded.type_name == "RecursionError" or _wherever(recorded) == _wherever(outcome)
        return recorded.type_name == outcome.type_name and says_the_same
    return False


def _wherever(raised: Raised) -> str:
    """An exception's message without the name of the folder of a case's files, which differs from run to run."""
    return _CASE_FOLDER.sub("", raised.message)
