"""Every precondition of the docstrings is checked before anything is computed."""

import math

import torch

ROUNDING = 2.0**-53


class Checked:
    """Numbers that are what they have to be, or an error that says which one is not."""

    @staticmethod
    def real(**values):
        for name, value in values.items():
            if not isinstance(value, float):
                raise TypeError(f"{name} must be a float, not {type(value).__name__}")
            if not math.isfinite(value):
                raise ValueError(f"{name} must be finite")

    @classmethod
    def nonzero(cls, **values):
        cls.real(**values)
        for name, value in values.items():
            if value == 0:
                raise ValueError(f"{name} must not be 0")

    @classmethod
    def positive(cls, **values):
        cls.real(**values)
        for name, value in values.items():
            if value <= 0:
                raise ValueError(f"{name} must be above 0")

    @staticmethod
    def function(**values):
        for name, value in values.items():
            if not callable(value):
                raise TypeError(f"{name} must be a function")


def forward_difference(f, x, h):
    Checked.function(f=f)
    Checked.real(x=x)
    Checked.nonzero(h=h)
    return (f(x + h) - f(x)) / h


def central_difference(f, x, h):
    Checked.function(f=f)
    Checked.real(x=x)
    Checked.nonzero(h=h)
    return (f(x + h) - f(x - h)) / (2 * h)


def numeric_gradient(f, point, h):
    Checked.function(f=f)
    Checked.nonzero(h=h)
    if not isinstance(point, torch.Tensor) or point.dtype != torch.float64:
        raise TypeError("point must be a float64 tensor")
    if point.ndim != 1 or point.numel() < 1:
        raise ValueError(f"point must be of shape (d,), got {tuple(point.shape)}")
    numbers = point.tolist()

    def along(i):
        return lambda value: f([*numbers[:i], value, *numbers[i + 1 :]])

    return [central_difference(along(i), number, h) for i, number in enumerate(numbers)]


def measured_errors(f, derivative, x, steps):
    Checked.function(f=f, derivative=derivative)
    if not isinstance(steps, list):
        raise TypeError("steps must be a list")
    slope = derivative(x)
    return [abs(central_difference(f, x, h) - slope) for h in steps]


def error_bound(h, size, third):
    Checked.positive(h=h)
    Checked.real(size=size, third=third)
    if size < 0 or third < 0:
        raise ValueError("a size is not below 0")
    return math.fsum([third * h * h / 6, ROUNDING * size / h])


def best_step(size, third):
    Checked.positive(size=size, third=third)
    return math.cbrt(3 * ROUNDING * size / third)


def gradient_check(f, gradient, point, h):
    Checked.function(gradient=gradient)
    numeric = numeric_gradient(f, point, h)
    own = [float(entry) for entry in gradient(point)]
    if len(own) != len(numeric):
        raise ValueError(f"a gradient of {len(own)} entries for a point of {len(numeric)}")
    size = max(abs(entry) for entry in [*own, *map(float, numeric)])
    if not size:
        return 0.0
    return max(abs(a - b) / size for a, b in zip(own, numeric))
