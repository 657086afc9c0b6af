"""The right derivative of a wrong cost is credited, and told as that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from grading.small_course import make_course

from grader.execution.pool import Pool
from grader.grading.grading import grade_text
from grader.grading.preparing import Preparer
from grader.grading.result import CheckResult
from grader.reports.check_texts import plain
from grader.reports.given_sentences import given_sentence
from grader.reports.language import language_for

REFERENCE = '''"""A small exercise."""


def cost(xs, ys, w):
    """The mean of the squares."""
    ### BEGIN SOLUTION
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs)
    ### END SOLUTION


def gradient(xs, ys, w):
    """The derivative of the cost."""
    ### BEGIN SOLUTION
    return sum(2 * x * (x * w - y) for x, y in zip(xs, ys)) / len(xs)
    ### END SOLUTION
'''
CHECKS = '''"""Checks."""

from grader.authoring import case, check

samples = [case(xs=[1.5, -2.0], ys=[0.3, 1.1], w=0.5), case(xs=[0.7, 2.5, 3.5], ys=[1.2, -0.4, 2.0], w=-1.5),
           case(xs=[1.7, 0.3], ys=[-0.6, 0.8], w=0.9), case(xs=[2.2], ys=[1.3], w=1.4)]


@check(role="cost", of="cost", points=1, cases=samples, fixed="Few.", sentence={"zh": "代价"})
def mean_of_squares(m, xs, ys, w):
    """The cost."""
    return m.cost(xs, ys, w)


@check(role="backward", of="gradient", points=2, cases=samples, fixed="Few.", sentence={"zh": "导数"})
def derivative_of_the_cost(m, xs, ys, w):
    """The gradient."""
    return m.gradient(xs, ys, w)
'''
MISTAKES = '''"""Mistakes."""

from grader.authoring import mistake

HINT = {"en": "Which mean?", "zh": "什么平均？"}


@mistake(of="cost", hint=HINT, finding={"zh": "没有平均。"})
def summed(xs, ys, w):
    """You have summed."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys))


@mistake(of="cost", hint=HINT, finding={"zh": "总是 0。"})
def nothing_left(xs, ys, w):
    """You return 0."""
    return 0.0


@mistake(of="gradient", hint=HINT, finding={"zh": "没有平均。"})
def gradient_summed(xs, ys, w):
    """You have summed the gradient."""
    return sum(2 * x * (x * w - y) for x, y in zip(xs, ys))
'''
SUMMED = "def cost(xs, ys, w):\n    return sum((x * w - y) ** 2 for x, y in zip(xs, ys))\n"
GRADIENT = "def gradient(xs, ys, w):\n    return {} * sum(x * (x * w - y) for x, y in zip(xs, ys))\n"

Graded = Callable[[str, str], tuple[CheckResult, CheckResult]]


@pytest.fixture(scope="module")
def graded(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    course = make_course(tmp_path_factory.mktemp("slopes"), REFERENCE, CHECKS, MISTAKES)
    preparer = Preparer(course, seed=1)
    (files,) = course.exercises
    ready = preparer.ready(files, 0)

    def graded(cost: str, gradient: str) -> tuple[CheckResult, CheckResult]:
        result = grade_text(ready, preparer.run(0), pool, f"{cost}\n\n{gradient}")
        assert not result.fault
        first, second = result.exercises[0].checks
        return first, second

    return graded


def test_the_derivative_of_ones_own_wrong_cost_has_its_points_and_is_told_as_that(graded: Graded) -> None:
    cost, gradient = graded(SUMMED, GRADIENT.format(2))
    assert [one.id for one in cost.mistakes] == ["summed"]
    assert (gradient.status, gradient.points, gradient.mistakes) == ("blocked", 2.0, ())
    assert gradient.given is not None
    assert (gradient.given.functions, gradient.given.slope) == (("cost",), True)
    assert "derivative of your own" in plain(given_sentence(gradient, language_for("en")))


def test_another_factor_is_not_the_derivative(graded: Graded) -> None:
    _, gradient = graded(SUMMED, GRADIENT.format(2.002))
    assert (gradient.status, gradient.points, gradient.given) == ("failed", 0.0, None)


@pytest.mark.parametrize(
    ("cost", "gradient"),
    [
        ("return 0.0", "return 0.0"),
        ("return w * w", "return 2 * w"),
        ("return w", "return 1.0"),
        ("return w * w / 2", "return w"),
        ("return float('nan')", "return float('nan')"),
        ("return sum(xs) if isinstance(w, int) else float('inf')", "return float('inf')"),
    ],
)
def test_costs_with_easy_derivatives_earn_nothing(graded: Graded, cost: str, gradient: str) -> None:
    _, second = graded(f"def cost(xs, ys, w):\n    {cost}\n", f"def gradient(xs, ys, w):\n    {gradient}\n")
    assert (second.points, second.given) == (0.0, None)


def test_a_gradient_is_not_compared_with_a_right_cost(graded: Graded) -> None:
    right = "def cost(xs, ys, w):\n    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs)\n"
    _, gradient = graded(right, GRADIENT.format(2))
    assert [one.id for one in gradient.mistakes] == ["gradient_summed"]
    assert gradient.points == 0
