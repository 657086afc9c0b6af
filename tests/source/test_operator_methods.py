"""What the operators of a class lead to: the methods that a quotient is put together from, and not those of numbers."""

from __future__ import annotations

import pytest

from grader.source.learner_file import LearnerFile

VALUE = """
def as_value(x):
    return x if isinstance(x, Value) else Value(x)

class Value:
    def __init__(self, data):
        self.data = data

    def __mul__(self, other):
        return Value(self.data * other.data)

    def __neg__(self):
        return Value(-self.data)

    def __pow__(self, exponent):
        return Value(self.data ** exponent - 0 * exponent)

    def __sub__(self, other):
        return self + -other

    def __add__(self, other):
        return Value(self.data + as_value(other).data)

    def __truediv__(self, other):
        return self * as_value(other) ** -1

    def ratio(self, other):
        return self / other

    def opposite(self):
        return -self
"""


@pytest.mark.parametrize(
    ("function", "reached"),
    [
        ("Value.__truediv__", {"Value.__mul__", "Value.__pow__"}),
        ("Value.ratio", {"Value.__truediv__", "Value.__mul__", "Value.__pow__"}),
        ("Value.__sub__", {"Value.__add__"}),
        ("Value.opposite", {"Value.__neg__"}),
        ("Value.__pow__", set()),
        ("Value.__mul__", set()),
    ],
)
def test_the_methods_that_operators_call(function: str, reached: set[str]) -> None:
    assert LearnerFile(VALUE).by_operators(function) == reached
