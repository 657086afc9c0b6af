"""Points by cases, and points on top."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proving import Small, checks
from small_course import CHECKS, REFERENCE, make_small_plan

from grader.authoring import AuthoringError, case, check, raises
from grader.course.discovery import read_course
from grader.course.draws import draw_cases
from grader.execution.pool import Pool
from grader.grading.check_verdicts import Ready
from grader.grading.grading import Run, grade_text
from grader.grading.one_answer import one_is_right
from grader.grading.proofs.registry import PROOFS
from grader.grading.recordings import CaseRecording
from grader.grading.reference_runs import make_recording
from grader.grading.result import Result
from grader.numerics.allowances import Tolerance
from grader.wire.codec import encode
from grader.wire.messages import Returned

CASES = "[case(n=1.5), case(n=3.0), case(n=3.0), case(n=7.0)]"
BY_CASES = CHECKS.replace("cases=[case(n=1.5), case(n=3.0)]", f'cases={CASES}, credit="cases"').replace(
    'of="refuse", points=1, cases=[case(n=1.5)', 'of="refuse", points=2, cases=[case(n=1.5)'
)
Graded = Callable[[str], Result]


def grading(folder: Path, pool: Pool, text: str) -> Graded:
    plan = make_small_plan(folder, checks=text)
    ready = Ready(read_course(folder).chapters[0], plan, make_recording(plan))
    return lambda answer: grade_text(ready, Run(ready.plan.exercise.files.settings, 0, 1), pool, answer)


def with_body(body: str) -> str:
    return f"{REFERENCE}\n\ndef refuse(n):\n    {body}\n"


@pytest.fixture
def by_cases(tmp_path: Path, pool: Pool) -> Graded:
    return grading(tmp_path, pool, BY_CASES)


@pytest.mark.parametrize(
    ("body", "points"),
    [
        ("return n", 2.0),
        ("return n if n < 5 else 0", 1.5),
        ("return n if n < 2 or n > 5 else 0", 1.0),
        ("return n if n > 2 else 1 / 0", 1.5),
        ("return 3.0", 0.0),
        ("return n if n < 2 else 0", 0.0),
        ("return 0", 0.0),
        ("return n if n < 2 else exit()", 0.0),
    ],
)
def test_a_share_of_the_cases_earns_a_share_of_the_points(by_cases: Graded, body: str, points: float) -> None:
    accepted = {one.id: one for one in by_cases(with_body(body)).exercises[0].checks}["accepted"]
    assert (accepted.points, accepted.max_points) == (points, 2.0)
    assert (accepted.status == "passed") is (points == 2.0)


def test_what_counts_with_it_waits_for_all_its_cases(by_cases: Graded) -> None:
    body = "if n < 0: raise ValueError(n)\n    return n if n < 5 else 0"
    results = {one.id: one for one in by_cases(with_body(body)).exercises[0].checks}
    assert results["accepted"].points == 1.5
    assert (results["refused"].status, results["refused"].points) == ("blocked", 0.0)


def test_a_share_counts_only_with_what_it_counts_with(tmp_path: Path, pool: Pool) -> None:
    text = BY_CASES.replace('credit="cases"', 'credit="cases", counts_with=["points_of_a_line"]')
    wrong = with_body("return n if n < 5 else 0") + "\n\ndef line(xs, w):\n    return xs\n"
    results = {one.id: one for one in grading(tmp_path, pool, text)(wrong).exercises[0].checks}
    assert (results["accepted"].status, results["accepted"].points) == ("failed", 0.0)


def test_fixed_cases_alone_earn_no_share_where_others_are_drawn(tmp_path: Path, pool: Pool) -> None:
    drawn = "random_case(count=2)(lambda rng: case(n=float(rng.uniform(10, 20))))"
    text = BY_CASES.replace("import case, check, raises", "import case, check, raises, random_case")
    text = text.replace("case(n=7.0)]", f"case(n=7.0), {drawn}]").replace(
        'credit="cases", fixed="Few."', 'credit="cases"'
    )
    grade = grading(tmp_path, pool, text)
    for body, points in (("return n if n < 5 else 0", 0.0), ("return n if n != 7 else 0", 2 * 5 / 6)):
        results = {one.id: one for one in grade(with_body(body)).exercises[0].checks}
        assert results["accepted"].points == pytest.approx(points)


def test_a_rule_takes_its_part_of_a_share(tmp_path: Path, pool: Pool) -> None:
    text = BY_CASES.replace("import case, check, raises", "import case, check, exercise, forbid, raises")
    text = text.replace("line_cases =", 'about = exercise(title="S", rules=[forbid("abs", keeps=0.5)])\nline_cases =')
    (accepted,) = (
        one
        for one in grading(tmp_path, pool, text)(with_body("return abs(n) if n < 5 else 0")).exercises[0].checks
        if one.id == "accepted"
    )
    assert accepted.points == accepted.max_points * 0.75 * 0.5


IN_LISTS = """

def line(xs, w):
    for number, x in enumerate(xs):
        x *= w
        if number == 0:
            found = []
        found.append(x)
    return found if len(found) < 4 else []
"""


def test_of_several_containers_the_one_with_most_cases_counts(tmp_path: Path, pool: Pool) -> None:
    """On a tensor the items are views of what changes later; on lists all but the longest case is right."""
    text = CHECKS.replace("w=-1.5)]", "w=-1.5), case(xs=[1.0, 2.0, 3.0, 4.0], w=0.1)]").replace(
        "cases=line_cases", 'cases=line_cases, credit="cases"'
    )
    line = grading(tmp_path, pool, text)(REFERENCE + IN_LISTS).exercises[0].checks[-1]
    assert (line.id, line.status) == ("points_of_a_line", "failed")
    assert line.points == pytest.approx(4 / 3)


@check(role="data", of="f", cases=[case(x=1.0)])
def equal(m, x):
    """Equal."""


@settings(max_examples=60, deadline=None)
@given(answers=st.lists(st.integers(0, 3), min_size=1, max_size=6), constant=st.integers(0, 3))
def test_a_constant_never_passes_cases_with_different_answers(answers: list[int], constant: int) -> None:
    (one,) = draw_cases(equal, 0)
    recordings = [CaseRecording(Returned(encode(float(answer))), Tolerance()) for answer in answers]
    its = [recording for recording, answer in zip(recordings, answers, strict=True) if answer == constant]
    if its:
        assert one_is_right(equal, [one] * len(its), its)
    assert one_is_right(equal, [one] * len(recordings), recordings) is (len(set(answers)) == 1)


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({"credit": "half"}, "credit='half' does not exist"),
        ({"credit": "cases", "expect": raises("ValueError")}, "of refusals"),
        ({"credit": "cases", "alike": "There is one."}, "are alike"),
        ({"bonus": 1}, "bonus=1"),
        ({"bonus": True, "points": 0}, "points=0"),
    ],
)
def test_a_credit_that_is_none_is_refused(declared: dict[str, object], words: str) -> None:
    with pytest.raises(AuthoringError, match=words):

        @check(role="data", of="f", cases=[case(x=1.0)], **declared)  # type: ignore[arg-type]
        def probe(m: object, x: float) -> None:
            """A sentence."""


def test_a_bonus_is_earned_on_top(tmp_path: Path, pool: Pool) -> None:
    grade = grading(tmp_path, pool, CHECKS.replace("points=2,", "points=2, bonus=True,"))
    full = grade(REFERENCE)
    assert (full.points, full.max_points, full.is_complete) == (4.0, 2.0, True)
    plain = grade(REFERENCE + "\n\ndef line(xs, w):\n    return xs\n")
    assert (plain.points, plain.max_points, plain.is_complete) == (2.0, 2.0, True)
    line = plain.exercises[0].checks[-1]
    assert (line.points, line.max_points, line.bonus) == (0.0, 0.0, 2.0)


def test_a_bonus_makes_up_for_points_and_completes_nothing(tmp_path: Path, pool: Pool) -> None:
    grade = grading(tmp_path, pool, CHECKS.replace("points=2,", "points=2, bonus=True,"))
    result = grade(REFERENCE.replace("if n < 0:", "if True:"))
    assert (result.points, result.max_points, result.is_complete) == (2.0, 2.0, False)


def test_an_exercise_of_bonuses_has_no_points(tmp_path: Path, pool: Pool) -> None:
    small = Small(tmp_path / "course")
    checks(("points=1,", "points=1, bonus=True,"), ("points=2,", "points=2, bonus=True,"))(small)
    (problem,) = small.problems(pool, [proof for proof in PROOFS if proof.name == "points"])
    assert "no points but bonuses" in problem.message


def test_a_trivial_answer_that_earns_a_share_is_told_of(tmp_path: Path, pool: Pool) -> None:
    small = Small(tmp_path / "course")
    drawn = "random_case(count=2)(lambda rng: case(xs=rng.uniform(1, 2, 3).tolist(), w=1.0, b=0.0))"
    more = f"cases=[samples, {drawn}],"
    checks(("cases=[samples],", f'{more} credit="cases",'))(small)
    (problem,) = small.problems(pool, [proof for proof in PROOFS if proof.name == "trivial answers"])
    assert problem.message.startswith(
        "check `forward_of_any_data`: trivial answers earn 0.8: `return its first argument`"
    )


def test_a_hidden_check_gives_no_share_which_would_tell_how_many_cases_it_has(tmp_path: Path, pool: Pool) -> None:
    text = BY_CASES.replace('credit="cases"', 'credit="cases", hidden=True')
    with pytest.raises(AuthoringError, match="how many cases of a hidden check pass"):
        grading(tmp_path, pool, text)


def test_a_check_that_is_needed_costs_no_share(tmp_path: Path, pool: Pool) -> None:
    text = BY_CASES.replace('credit="cases"', 'credit="cases", needs=["points_of_a_line"]')
    wrong = with_body("return n if n < 5 else 0") + "\n\ndef line(xs, w):\n    return xs\n"
    results = {one.id: one for one in grading(tmp_path, pool, text)(wrong).exercises[0].checks}
    assert (results["accepted"].status, results["accepted"].points) == ("blocked", 1.5)
