"""Checks that one constant answer would pass: such an answer shows nothing and must earn nothing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from grader.authoring import Check
from grader.course.draws import DrawnCase
from grader.errors import AuthoringError
from grader.grading.case_verdicts import Compared
from grader.grading.plans import PlannedCheck
from grader.grading.recordings import CaseRecording
from grader.wire.messages import Raised, Returned


def one_is_right(check: Check, cases: Sequence[DrawnCase], recordings: Sequence[CaseRecording]) -> bool:
    """Whether the outcome of a right version in one of these cases is right in all of them."""
    given = [recording.outcome for recording in recordings if isinstance(recording.outcome, (Returned, Raised))]
    return any(
        all(_is_right(check, case, recording, outcome) for case, recording in zip(cases, recordings, strict=True))
        for outcome in given
    )


def _is_right(check: Check, case: DrawnCase, recording: CaseRecording, outcome: Returned | Raised) -> bool:
    if isinstance(outcome, Raised) or isinstance(recording.outcome, Raised):
        return check.expectation.expects_error and type(outcome) is type(recording.outcome)
    return check.expectation.judge(Compared(case, recording, outcome)).holds


def refuse_alike(planned: PlannedCheck, recordings: Sequence[CaseRecording]) -> None:
    """Refuse a check with points whose cases all have the same answer: a constant function would earn them.

    A check that says why its cases are `alike` is accepted. So is one with an exception in some case, since only an
    answer is compared here; a check that expects an exception should name others in `counts_with`.

    Raises:
        AuthoringError: with the check and what to write.
    """
    check = planned.check
    if check.expectation.stochastic:
        _refuse_one_table(planned, recordings)
        return
    values = [recording.outcome.value for recording in recordings if isinstance(recording.outcome, Returned)]
    if not check.points or check.alike or not values or len(values) < len(recordings):
        return
    if len({msgspec.msgpack.encode(value) for value in values}) > 1:
        return
    if values[0] is None:
        raise AuthoringError(
            f"check `{check.id}`: its probe returns nothing, so that only code that raises can fail it: "
            "return what has to be right",
            check.place,
        )
    raise AuthoringError(
        f"check `{check.id}`: all its cases have the same answer, so that whoever always gives it earns the points: "
        'add a case with another answer or, if there is none, say why: alike="..."',
        check.place,
    )


def _refuse_one_table(planned: PlannedCheck, recordings: Sequence[CaseRecording]) -> None:
    """Refuse random draws where one table fits every case, and a distribution that the cases do not determine."""
    check = planned.check
    try:
        is_one = one_is_right(check, planned.cases, recordings)
    except AuthoringError as error:
        raise AuthoringError(f"check `{check.id}`: {error}", check.place) from error
    if is_one and check.points and not check.alike:
        raise AuthoringError(
            f"check `{check.id}`: one table of draws is right in all its cases, so that whoever always gives it "
            "earns the points: add a case whose draws have another distribution",
            check.place,
        )
