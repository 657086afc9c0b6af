"""Every precondition of the texts is enforced: what they do not allow raises an error."""

import math
from dataclasses import dataclass
from itertools import pairwise

import torch


def checked(x):
    if not isinstance(x, torch.Tensor):
        raise TypeError("x should be a tensor")
    if x.dtype != torch.float64:
        raise TypeError(f"x should be float64, not {x.dtype}")
    if x.dim() != 1:
        raise ValueError(f"x should have shape (N,), not {tuple(x.shape)}")
    return x.tolist()


def checked_far(x):
    numbers = checked(x)
    if any(math.isnan(number) or abs(number) > 10000 for number in numbers):
        raise ValueError("|x| should be at most 10000")
    return numbers


def sigma(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def gd(x):
    return 2 * math.atan(math.tanh(x / 2))


def logistic(x):
    return [sigma(v) for v in checked_far(x)]


def logistic_derivative(x):
    return [sigma(v) * sigma(-v) for v in checked_far(x)]


def gudermannian(x):
    return [gd(v) for v in checked_far(x)]


SIX = {
    "tanh": math.tanh,
    "erf": lambda x: math.erf(math.sqrt(math.pi) / 2 * x),
    "root": lambda x: x / math.sqrt(1 + x**2),
    "atan": lambda x: 2 / math.pi * math.atan(math.pi / 2 * x),
    "gd": lambda x: 2 / math.pi * gd(math.pi / 2 * x),
    "abs": lambda x: x / (1 + abs(x)),
}


def sigmoids(x):
    numbers = checked_far(x)
    return {name: [function(v) for v in numbers] for name, function in SIX.items()}


@dataclass
class Points:
    xs: list
    ys: list

    def __post_init__(self):
        if len(self.xs) != len(self.ys):
            raise ValueError("xs and ys should have one length")
        if len(self.xs) < 4:
            raise ValueError("at least 4 points are needed")
        if any(b <= a for a, b in pairwise(self.xs)):
            raise ValueError("xs should rise")

    def slopes(self):
        return [(y2 - y1) / (x2 - x1) for (x1, x2), (y1, y2) in zip(pairwise(self.xs), pairwise(self.ys))]


def positive(name, value):
    if type(value) is not float:
        raise TypeError(f"{name} should be a float")
    if not value > 0:
        raise ValueError(f"{name} should be above 0")


def looks_like_a_sigmoid(xs, ys, flat):
    positive("flat", flat)
    slopes = Points(checked(xs), checked(ys)).slopes()
    return all(slope >= 0 for slope in slopes) and slopes[0] < flat and slopes[-1] < flat and max(slopes) >= flat


def saturation_point(slope, level):
    positive("level", level)
    if not callable(slope):
        raise TypeError("slope should be a function")

    def at(x):
        found = slope(float(x))
        if type(found) is not float:
            raise TypeError(f"slope({x}) should be a float, not {found!r}")
        if found < 0:
            raise ValueError("a sigmoid function never falls")
        return found

    end = 1.0
    last = at(0.0)
    while at(end) > level:
        if at(end) > last:
            raise ValueError("the slope should fall")
        last = at(end)
        end *= 2
        if end > 4e8:
            raise ValueError("the point should be no further out than 10**8")
    start = 0.0
    for _ in range(100):
        half = (start + end) / 2
        if at(half) <= level:
            end = half
        else:
            start = half
    return end
