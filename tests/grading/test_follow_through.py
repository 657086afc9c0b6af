"""A function is judged given what it calls: right on top of a wrong one, it has its points and is not accused."""

from __future__ import annotations

from pathlib import Path

import pytest
from grading.following import Graded, grading, make_following_course

from grader.execution.pool import Pool
from grader.grading.result import CheckResult

ADDED = "def scaled(x, w):\n    return x + w\n"
UPHILL = (
    "def path(xs, w, steps):\n    ws = [w]\n    for _ in range(steps):\n"
    "        ws.append(ws[-1] + 0.01 * misfit(xs, ws[-1]))\n    return ws\n"
)


@pytest.fixture(scope="module")
def graded(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return grading(make_following_course(tmp_path_factory.mktemp("following")), pool)


def verdict(check: CheckResult) -> tuple[float, str]:
    return check.points, check.given.verdict if check.given else ""


def test_right_functions_need_none_of_it(graded: Graded) -> None:
    checks = graded()
    assert all(check.status == "passed" and check.given is None for check in checks.values())


def test_what_is_right_on_top_of_a_named_mistake_has_its_points(graded: Graded) -> None:
    checks = graded(scaled=ADDED)
    assert [one.id for one in checks["product"].mistakes] == ["added"]
    assert verdict(checks["squares"]) == (2.0, "right")
    assert verdict(checks["steps_downhill"]) == (4.0, "right")
    assert (checks["other_steps"].status, verdict(checks["other_steps"])) == ("passed", (1.0, ""))
    given = checks["steps_downhill"].given
    assert given is not None
    assert given.functions == ("scaled",)
    assert all(not check.mistakes for id, check in checks.items() if id != "product")


def test_what_is_wrong_on_top_of_it_earns_nothing_and_is_named(graded: Graded) -> None:
    checks = graded(scaled=ADDED, path=UPHILL)
    assert verdict(checks["squares"]) == (2.0, "right")
    assert verdict(checks["steps_downhill"]) == (0.0, "wrong")
    assert [one.id for one in checks["steps_downhill"].mistakes] == ["uphill"]
    assert checks["other_steps"].points == 0


def test_two_mistakes_one_on_top_of_the_other_are_both_taken_over(graded: Graded) -> None:
    checks = graded(scaled=ADDED, misfit="def misfit(xs, w):\n    return sum(scaled(float(x), w) - 1.0 for x in xs)\n")
    assert verdict(checks["squares"]) == (0.0, "wrong")
    assert [one.id for one in checks["squares"].mistakes] == ["not_squared"]
    assert verdict(checks["steps_downhill"]) == (4.0, "right")
    given = checks["steps_downhill"].given
    assert given is not None
    assert set(given.functions) == {"scaled", "misfit"}


def test_what_is_right_on_top_of_a_mistake_that_nobody_named_has_its_points(graded: Graded) -> None:
    checks = graded(scaled="def scaled(x, w):\n    return x * w + 0.123 * x\n")
    assert verdict(checks["squares"]) == (2.0, "right")
    assert (checks["squares"].status, checks["squares"].blocked_by) == ("blocked", ("product",))
    assert verdict(checks["steps_downhill"]) == (4.0, "right")
    assert (checks["other_steps"].status, checks["other_steps"].given) == ("passed", None)


def test_a_check_that_waits_tells_no_cause(graded: Graded) -> None:
    checks = graded(scaled="def scaled(x, w):\n    return x * w + 0.123 * x\n").values()
    waiting = [check for check in checks if check.status == "blocked"]
    assert waiting
    for check in waiting:
        assert (check.mistakes, check.relations, check.evidence) == ((), (), ())
        assert check.dependence is None
        assert check.divergence is None


@pytest.mark.parametrize("body", ["return None", "raise ValueError('no')", "return str(x)", "return [x, w]"])
def test_an_earlier_function_that_gives_no_number_takes_nothing_from_the_later_ones(graded: Graded, body: str) -> None:
    checks = graded(scaled=f"def scaled(x, w):\n    {body}\n")
    assert verdict(checks["squares"]) == (2.0, "right")
    assert verdict(checks["steps_downhill"]) == (4.0, "right")


def test_what_is_wrong_on_top_of_it_and_no_named_mistake_stays_unjudged(graded: Graded) -> None:
    thirds = "def misfit(xs, w):\n    return sum(abs(scaled(float(x), w) - 1.0) ** 3 for x in xs)\n"
    checks = graded(scaled="def scaled(x, w):\n    return x * w + 0.123 * x\n", misfit=thirds)
    assert verdict(checks["squares"]) == (0.0, "unjudged")
    assert verdict(checks["steps_downhill"]) == (4.0, "right")


def test_a_later_function_may_keep_its_earlier_one_under_another_name(graded: Graded) -> None:
    named = "def misfit(xs, w):\n    return sum((scaled(w=w, x=float(x)) - 1.0) ** 2 for x in xs)\n"
    checks = graded(scaled="def scaled(x, w):\n    return x * w + 0.123 * x\n", misfit=named)
    assert verdict(checks["squares"]) == (2.0, "right")


def test_a_function_waits_for_what_it_calls_also_where_no_check_says_so(graded: Graded) -> None:
    wrong = graded(scaled="def scaled(x, w):\n    return x * w + 0.123 * x\n")["squares"]
    assert (wrong.status, wrong.blocked_by) == ("blocked", ("product",))
    by_itself = graded(
        scaled="def scaled(x, w):\n    return x * w + 0.123 * x\n",
        misfit="def misfit(xs, w):\n    return sum((float(x) * w - 1.1) ** 2 for x in xs)\n",
    )["squares"]
    assert (by_itself.status, by_itself.blocked_by) == ("failed", ())


def test_of_a_hidden_check_nothing_is_told_but_that_it_passed(graded: Graded, pool: Pool, tmp_path: Path) -> None:
    assert graded(scaled=ADDED, path=UPHILL)["other_steps"].status == "blocked"
    hidden = grading(make_following_course(tmp_path, "half"), pool)(scaled=ADDED)["other_steps"]
    assert (hidden.status, hidden.points, hidden.given) == ("blocked", 0.0, None)


@pytest.mark.parametrize(("policy", "points"), [("half", 1.0), ("none", 0.0)])
def test_the_course_says_what_it_earns(pool: Pool, tmp_path: Path, policy: str, points: float) -> None:
    checks = grading(make_following_course(tmp_path, policy), pool)(scaled=ADDED)
    assert verdict(checks["squares"]) == (points, "right")
