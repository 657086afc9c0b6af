"""Wrong answers that are graded in one process get what each of them gets in a process of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from calling import SharingPool

from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.grading.check_verdicts import Ready
from grader.grading.grading import Run, grade_text
from grader.grading.proofs.together import MOST, Answer, Together
from grader.grading.result import ExerciseResult

ENDLESS = "\n\ndef gradient(*given):\n    while True:\n        pass\n"
NOTHING = "\n\ndef gradient(*given):\n    return 0.0\n"
GONE = "\n\ndef gradient(*given):\n    __import__('ctypes').string_at(0)\n"
NO_CODE = "\n\ndef gradient(:\n"


def told(result: ExerciseResult) -> list[tuple[object, ...]]:
    errors = [[case.error.kind if case.error else case.status for case in check.cases] for check in result.checks]
    return [(one.id, one.status, one.points, *kinds) for one, kinds in zip(result.checks, errors, strict=True)]


@pytest.fixture(scope="module")
def quick(ready: Ready) -> Ready:
    """The exercise with the checks of one function, whose failures are not explained."""
    ids = (check.id for check in ready.plan.exercise.checks if check.of == "gradient")
    return replace(ready, only=frozenset(ids), explained=False)


def together(quick: Ready, pool: Pool, texts: list[str]) -> list[ExerciseResult]:
    return list(Together(run_of(quick), pool).graded([Answer(quick, text) for text in texts]))


def run_of(quick: Ready) -> Run:
    return Run(quick.settings, 0, quick.plan.seed)


def test_each_gets_what_it_gets_by_itself(quick: Ready, pool: Pool, reference: str) -> None:
    texts = [reference + rest for rest in (NOTHING, ENDLESS, GONE, NO_CODE, "")]
    at_once = [told(result) for result in together(quick, pool, texts)]
    assert at_once == [told(grade_text(quick, run_of(quick), pool, text).exercises[0]) for text in texts]
    assert {status for _, status, *_ in at_once[-1]} == {"passed"}
    assert len(set(map(tuple, at_once))) == len(texts)


def test_more_than_fit_into_a_process_are_all_graded(quick: Ready, pool: Pool, reference: str) -> None:
    right = [number % 2 == 0 for number in range(MOST + 2)]
    graded = together(quick, pool, [reference + ("" if one else NOTHING) for one in right])
    assert [result.points == result.max_points for result in graded] == right


def test_what_others_have_used_up_is_not_taken_from_an_answer(quick: Ready, reference: str) -> None:
    with SharingPool(limits=Limits(check_seconds=1.0, submission_seconds=1)) as short:
        endless, right = together(quick, short, [reference + ENDLESS, reference])
    assert "budget" in {case.error.kind for check in endless.checks for case in check.cases if case.error}
    assert right.points == right.max_points
