"""Whether a check still tells right functions from others where its reference stands on top of a mistake.

A learner chooses the earlier mistake. If on top of it every answer is the same, is one of the arguments, or is given by
a later mistake as well, then a right answer shows nothing, and earns nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from grader.course.draws import DrawnCase
from grader.grading.case_verdicts import Compared
from grader.grading.one_answer import one_is_right
from grader.grading.plans import PlannedCheck
from grader.grading.recordings import CaseRecording, ExerciseRecording, MistakeRecording
from grader.wire.messages import Outcome, Raised, Returned
from grader.wire.values import Value

_LEFT = 0.5
"""The share of the numbers to be computed that has to be left."""
_DIGITS = 9


def still_tells(planned: PlannedCheck, plain: ExerciseRecording, composed: ExerciseRecording) -> bool:
    """Whether a check tells right functions from others in a composition as well as it does in the plain recording."""
    before, after = plain.checks[planned.check.id].cases, composed.checks[planned.check.id].cases
    return (
        not one_is_right(planned.check, planned.cases, after)
        and _to_compute(planned.cases, after) >= _LEFT * _to_compute(planned.cases, before)
        and not _undetected(planned, dependent(planned, plain, composed)) - _undetected(planned, plain)
    )


def is_met(planned: PlannedCheck, recordings: Sequence[CaseRecording]) -> bool:
    """Whether these answers are right when compared with themselves; if not, no answer on top of the same mistake can
    have the property that the check asks for."""
    return all(_passes(planned, case, one, one) for case, one in zip(planned.cases, recordings, strict=True))


def dependent(planned: PlannedCheck, plain: ExerciseRecording, composed: ExerciseRecording) -> ExerciseRecording:
    """The composition with those mistakes of a check's function only that stand on the earlier one as well: what others
    give in the check is what they give without it."""
    id = planned.check.id
    alone = {mistake.id: _outcomes(mistake, id) for mistake in plain.mistakes}
    kept = tuple(mistake for mistake in composed.mistakes if _outcomes(mistake, id) != alone.get(mistake.id))
    return ExerciseRecording(composed.checks, kept)


def _outcomes(mistake: MistakeRecording, check: str) -> list[Outcome]:
    return [case.outcome for case in mistake.checks.get(check, ())]


def _undetected(planned: PlannedCheck, recording: ExerciseRecording) -> frozenset[str]:
    """The mistakes of a check's function that pass it, compared with this recording's reference."""
    right = recording.checks[planned.check.id].cases
    return frozenset(
        mistake.id
        for mistake in recording.mistakes
        if (cases := mistake.checks.get(planned.check.id))
        and all(
            _passes(planned, case, expected, given)
            for case, expected, given in zip(planned.cases, right, cases, strict=True)
        )
    )


def _passes(planned: PlannedCheck, case: DrawnCase, expected: CaseRecording, given: CaseRecording) -> bool:
    expectation = planned.check.expectation
    if isinstance(given.outcome, Returned) == isinstance(expected.outcome, Returned) or expectation.expects_error:
        asked = isinstance(given.outcome, (Returned, Raised))
        return asked and expectation.judge(Compared(case, expected, given.outcome)).holds
    return False


def _to_compute(cases: Sequence[DrawnCase], recordings: Sequence[CaseRecording]) -> int:
    """How many different numbers the answers hold that are not among the arguments of their case, nor 0 or 1."""
    count = 0
    for case, recorded in zip(cases, recordings, strict=True):
        if isinstance(recorded.outcome, Returned):
            given = {number for value in case.arguments.values() for number in _numbers(case, recorded, value)}
            count += len(_numbers(case, recorded, recorded.outcome.value) - given - {"0", "1"})
    return count


def _numbers(case: DrawnCase, recorded: CaseRecording, value: Value) -> set[str]:
    numbers = Compared(case, recorded, Returned(value)).numbers()
    return {f"{abs(number):.{_DIGITS}g}" for number in numbers if isfinite(number)}
