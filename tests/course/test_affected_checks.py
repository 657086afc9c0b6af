"""Which checks see which functions."""

from __future__ import annotations

from collections.abc import Callable

from grader.course.affected_checks import reached_by
from grader.course.loading import LoadedExercise

REFERENCE = '''\
"""A reference."""


def forward(x, w):
    """It."""
    ### BEGIN SOLUTION
    return x * w
    ### END SOLUTION


def cost(x, y, w):
    """It."""
    ### BEGIN SOLUTION
    return Square(forward(x, w) - y).value()
    ### END SOLUTION


def alone(x):
    """It."""
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION


class Square:
    """It."""

    def __init__(self, x):
        ### BEGIN SOLUTION
        self.x = x
        ### END SOLUTION

    def value(self):
        ### BEGIN SOLUTION
        return self.x**2
        ### END SOLUTION
'''

CHECKS = '''\
from grader.authoring import case, check


@check(role="cost", of="cost", cases=[case(x=3.0, y=1.0, w=1.5)], fixed="An example.")
def the_cost(m, x, y, w):
    """Cost."""
    return m.cost(x, y, w)


@check(role="forward", of="forward", cases=[case(x=3.0, w=1.5)], fixed="An example.")
def the_prediction(m, x, w):
    """Prediction."""
    return m.forward(x, w)


@check(role="forward", of="alone", cases=[case(x=3.0)], fixed="An example.")
def by_name(m, x):
    """By name."""
    return [getattr(m, name)(x) for name in ("alone",)]


@check(role="forward", of="Square", cases=[case(x=3.0)], fixed="An example.")
def squares(m, x):
    """Squares."""
    return helper(m, x)


def helper(m, x):
    return m.Square(m.alone(x)).value()
'''


def test_calls_are_followed(load: Callable[..., LoadedExercise]) -> None:
    exercise = load(reference=REFERENCE, checks=CHECKS, mistakes=None)
    reached = reached_by(exercise.reference_source, exercise.files.reference, exercise.checks, exercise.probes)
    square = {"Square", "Square.__init__", "Square.value"}
    assert reached["the_cost"] == {"cost", "forward"} | square
    assert reached["the_prediction"] == {"forward"}
    assert reached["squares"] == {"alone"} | square
    assert reached["by_name"] == {"forward", "cost", "alone"} | square
