"""Judging one case under each expectation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from grader.authoring import (
    Check,
    Expectation,
    Text,
    case,
    check,
    converges,
    equals_reference,
    raises,
    satisfies,
    within,
)
from grader.course.draws import draw_cases
from grader.execution.jobs import CaseObservation
from grader.grading.case_verdicts import judge_case
from grader.grading.recordings import CaseRecording
from grader.grading.result import CaseResult
from grader.numerics.allowances import Tolerance
from grader.wire.codec import encode
from grader.wire.messages import Frame, Missing, Outcome, Raised, Returned, Stopped, Unrun

BASES = ("ValueError", "Exception", "BaseException", "object")


def declared(expect: Expectation | None = None, x: Any = 1.0) -> Check:
    @check(role="cost", of="cost", cases=[case("one", x=x)], expect=expect)
    def probe(m: Any, x: float) -> Any:
        """A sentence."""

    return probe


def judged(outcome: Outcome, expect: Expectation | None = None, reference: Outcome | None = None) -> CaseResult:
    one = declared(expect)
    recording = CaseRecording(reference or Returned(2.0), Tolerance((np.array([1e-6]).tobytes(),)))  # type: ignore[arg-type]
    result = judge_case(one, draw_cases(one, 0)[0], recording, CaseObservation(outcome), ("en", "zh"))
    assert result is not None
    return result


def returned(value: Any, **more: Any) -> Returned:
    return Returned(encode(value), **more)


def raised(name: str = "ValueError", message: str = "") -> Raised:
    return Raised(name, (name, *BASES), message, (Frame(7, "cost"),))


def test_equal_within_the_tolerance_passes() -> None:
    assert judged(returned(2.0 + 9e-7)).status == "passed"
    assert judged(returned(np.float32(2.0))).status == "passed"


def test_beyond_the_tolerance_fails_with_the_difference() -> None:
    result = judged(returned(2.1))
    assert result.status == "failed"
    (difference,) = result.differences
    assert (difference.got_number, difference.expected_number) == (2.1, 2.0)
    assert (result.got, result.expected) == ("2.1", "2")


def test_container_and_dtype_count_only_where_they_are_asked_for() -> None:
    tensor = torch.tensor(2.0, dtype=torch.float32)
    assert judged(returned(tensor)).status == "passed"
    assert judged(returned(tensor), equals_reference(container=True)).status == "failed"
    double = returned(torch.tensor(2.0, dtype=torch.float64))
    assert judged(returned(tensor), equals_reference(dtype=True), double).status == "failed"


def changed_by(numbers: list[float], *, allowed: tuple[str, ...] = ()) -> CaseResult:
    one = declared(x=[1.0])
    recording = CaseRecording(returned(2.0), Tolerance(), allowed)
    outcome = returned(2.0, after={"x": encode(torch.tensor(numbers, dtype=torch.float64))})
    result = judge_case(one, draw_cases(one, 0)[0], recording, CaseObservation(outcome), ("en", "zh"))
    assert result is not None
    return result


def test_a_changed_argument_fails_unless_the_reference_changes_it_too() -> None:
    assert (changed_by([1.0]).changed, changed_by([1.0]).status) == ((), "passed")
    assert (changed_by([2.0]).changed, changed_by([2.0]).status) == (("x",), "failed")
    assert changed_by([2.0], allowed=("x",)).status == "passed"


def test_an_argument_that_nothing_is_told_of_counts_as_changed() -> None:
    one = declared(x=[1.0])
    result = judge_case(
        one, draw_cases(one, 0)[0], CaseRecording(returned(2.0), Tolerance()), CaseObservation(returned(2.0)), ("en",)
    )
    assert result is not None
    assert result.changed == ("x",)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (0.5, "passed"),
        ([0.0, 1.0], "passed"),
        (1.1, "failed"),
        (float("nan"), "failed"),
        ("0.5", "failed"),
        ([], "failed"),
    ],
)
def test_within(value: Any, status: str) -> None:
    assert judged(returned(value), within(0, 1)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ([3.0, 2.5, 2.01], "passed"),
        ([3.0, 2.5, 2.2], "failed"),
        ([2.0, 2.05], "failed"),
        ([3.0, float("inf"), 2.0], "failed"),
        (None, "failed"),
    ],
)
def test_converges(value: Any, status: str) -> None:
    assert judged(returned(value), converges(to=2.0, within=0.1)).status == status


def test_raises_asks_for_the_class_and_the_words() -> None:
    expect = raises("ValueError", mentions=("shape",))
    assert judged(raised(message="shape (2,)"), expect).status == "passed"
    unsaid = judged(raised(message="no"), expect)
    assert (unsaid.status, unsaid.bound) == ("failed", "shape")
    assert judged(raised("TypeError"), raises("KeyError")).status == "failed"
    assert judged(returned(1.0), expect).status == "failed"


def test_a_stub_is_not_taken_for_the_error_that_is_asked_for() -> None:
    stub = Raised("NotImplementedError", ("NotImplementedError", *BASES), "cost: not written yet", (Frame(3, "cost"),))
    assert judged(stub, raises("ValueError")).status == "not_attempted"


def test_where_the_reference_raises_without_a_declaration_nobody_passes() -> None:
    assert judged(raised(), reference=raised()).status == "error"
    assert judged(returned(2.0), reference=raised()).status == "failed"
    assert judged(returned(None), reference=raised()).status == "failed"


def test_what_an_error_has_to_mention_may_follow_from_the_case() -> None:
    asked = raises("ValueError", mentions=lambda arguments: [f"x = {arguments['x']:g}"])
    reference = raised(message="x = 1 is too small")
    assert judged(raised(message="no good: x = 1"), asked, reference).status == "passed"
    result = judged(raised(message="no good"), asked, reference)
    assert (result.status, result.bound) == ("failed", "x = 1")


def test_a_property_says_what_is_wrong_in_both_languages() -> None:
    def positive(value: Any, arguments: Any) -> Text | None:
        assert arguments == {"x": 1.0}
        return None if value > 0 else Text({"en": "It is not positive.", "zh": "不是正数。"})

    assert judged(returned(1.0), satisfies(positive)).status == "passed"
    result = judged(returned(-1.0), satisfies(positive))
    assert result.unmet is not None
    assert (result.status, result.unmet["zh"]) == ("failed", "不是正数。")


def test_a_value_that_a_property_cannot_read_fails() -> None:
    result = judged(returned("text"), satisfies(lambda value, arguments: None if value > 0 else "no"))
    assert result.status == "failed"
    assert result.unmet is not None


@pytest.mark.parametrize(
    ("outcome", "status", "kind"),
    [
        (raised(), "error", "exception"),
        (raised("MemoryError"), "error", "memory"),
        (Missing("cost"), "not_attempted", "missing"),
        (Stopped("time"), "timeout", "time"),
        (Stopped("crash", "SIGSEGV"), "error", "crash"),
        (Stopped("protocol"), "error", "protocol"),
    ],
)
def test_what_stops_the_code_is_told_apart(outcome: Outcome, status: str, kind: str) -> None:
    result = judged(outcome)
    assert result.error is not None
    assert (result.status, result.error.kind) == (status, kind)


def test_a_case_that_was_not_run_gives_no_result() -> None:
    one = declared()
    assert (
        judge_case(one, draw_cases(one, 0)[0], CaseRecording(Returned(1.0)), CaseObservation(Unrun()), ("en",)) is None
    )
