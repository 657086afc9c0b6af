"""When an outcome is that of a named mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small_course import make_small_plan

from grader.authoring import Expectation, Text, equals_reference, satisfies
from grader.course.draws import DrawnCase
from grader.execution.jobs import CaseObservation, CheckObservation
from grader.grading.diagnosis.naming import agrees, named_mistakes
from grader.grading.recordings import CaseRecording, CheckRecording, ExerciseRecording, MistakeRecording
from grader.numerics.allowances import Tolerance
from grader.wire.codec import decode, encode
from grader.wire.messages import Raised, Returned


def same(mistake: object, learner: object, expectation: Expectation) -> bool:
    return agrees(expectation, CASE, CaseRecording(Returned(encode(mistake)), Tolerance()), Returned(encode(learner)))


CASE = DrawnCase(Text(), {}, {})


ROW = [0.5, 2.0]


@pytest.mark.parametrize(
    ("mistake", "learner"),
    [
        (torch.tensor(ROW), torch.tensor(ROW, dtype=torch.float64)),
        (torch.tensor(ROW), np.array(ROW)),
        (torch.tensor(ROW), torch.tensor(ROW, requires_grad=True)),
    ],
)
def test_dtype_and_container_count_only_where_the_check_asks_for_them(mistake: Any, learner: Any) -> None:
    asked = equals_reference(dtype=True, container=True)
    assert same(mistake, learner, equals_reference())
    assert same(mistake, learner, satisfies(lambda value, arguments: None))
    assert not same(mistake, learner, asked)
    assert same(mistake, mistake, asked)
    assert same(learner, learner, asked)


def test_an_exception_is_the_same_if_it_says_the_same() -> None:
    def raised(message: str) -> Raised:
        return Raised("ValueError", ("ValueError", "Exception"), message, ())

    recording = CaseRecording(raised("no"))
    assert agrees(equals_reference(), CASE, recording, raised("no"))
    assert not agrees(equals_reference(), CASE, recording, raised("yes"))
    assert not agrees(equals_reference(), CASE, recording, Returned(encode(1.0)))


def test_a_recursion_without_end_is_the_same_wherever_it_hits_the_limit() -> None:
    def raised(message: str) -> Raised:
        return Raised("RecursionError", ("RecursionError", "RuntimeError"), message, ())

    recording = CaseRecording(raised("maximum recursion depth exceeded"))
    assert agrees(equals_reference(), CASE, recording, raised("maximum recursion depth exceeded in comparison"))
    assert not agrees(equals_reference(), CASE, CaseRecording(Raised("RuntimeError", (), "no", ())), raised("no"))


def test_the_folder_of_a_cases_files_does_not_count() -> None:
    def raised(folder: str) -> Raised:
        return Raised("FileNotFoundError", ("FileNotFoundError",), f"No such file: '/tmp/{folder}/raw/labels'", ())

    recording = CaseRecording(raised("grader-a1b2c3/tmpx9_1"))
    assert agrees(equals_reference(), CASE, recording, raised("grader-zz_9/tmp4"))
    other = Raised("FileNotFoundError", ("FileNotFoundError",), "No such file: '/tmp/grader-q/tmp4/raw/images'", ())
    assert not agrees(equals_reference(), CASE, recording, other)


def in_any_order(one: Any, other: Any) -> bool | None:
    return None if one == [] else sorted(one) == sorted(other)


def test_a_property_may_say_when_two_answers_are_one() -> None:
    asked = satisfies(lambda value, arguments: None, same=in_any_order)
    assert same([1, 2], [2, 1], asked)
    assert not same([1, 2], [2, 1], satisfies(lambda value, arguments: None))
    assert not same([1, 2], [2, 2], asked)


def test_where_it_cannot_say_answers_are_one_that_are_equal() -> None:
    asked = satisfies(lambda value, arguments: None, same=in_any_order)
    assert same([], [], asked)
    assert not same([], [1], asked)
    assert same(1.0, 1.0, asked)  # sorted(1.0) raises
    assert not same(1.0, 2.0, asked)


def test_answers_of_which_only_one_has_the_property_are_two() -> None:
    first_is_1 = satisfies(lambda value, arguments: None if value[0] == 1 else "no", same=in_any_order)
    assert not same([1, 2], [2, 1], first_is_1)


def test_a_mistake_that_the_check_passes_explains_no_failure_of_it(tmp_path: Path) -> None:
    plan = make_small_plan(tmp_path)
    planned = plan.checks[0]
    exact, wide = Tolerance(), Tolerance((np.array([0.1, 0.1], "<f8").tobytes(),))

    def recorded(numbers: list[float], tolerance: Tolerance) -> tuple[CaseRecording, ...]:
        return tuple(CaseRecording(Returned(encode(np.array(numbers))), tolerance) for _ in planned.cases)

    def named(of_mistake: list[float]) -> list[str]:
        mistake = MistakeRecording("added", {planned.check.id: recorded(of_mistake, wide)})
        recording = ExerciseRecording({planned.check.id: CheckRecording(recorded([1.0, 2.0], exact))}, (mistake,))
        mine = encode(np.array([1.0, 2.05]))
        cases = (
            CaseObservation(Returned(mine, after={"xs": encode(decode(case.arguments["xs"], "tensor"))}))
            for case in planned.cases
        )
        seen = CheckObservation(planned.check.id, tuple(cases))
        return [one.id for one in named_mistakes(plan, recording, planned, {seen.id: seen}).mistakes]

    assert named([1.0, 2.05]) == ["added"]
    assert named([1.0, 2.0]) == []
