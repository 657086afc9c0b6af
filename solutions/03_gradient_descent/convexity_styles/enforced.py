"""Every precondition of the docstrings is checked before anything is computed."""

from typing import NamedTuple

import torch


class Point(NamedTuple):
    x: float
    y: float


def _floats(**values):
    for name, value in values.items():
        if not isinstance(value, float):
            raise TypeError(f"{name} must be a float, not {type(value).__name__}")


def _share(t):
    _floats(t=t)
    if not 0.0 <= t <= 1.0:
        raise ValueError(f"t must be between 0 and 1, got {t}")


def chord_gap(f, a, b, t):
    if not callable(f):
        raise TypeError("f must be a function")
    _floats(a=a, b=b)
    _share(t)
    chord = f(a) + t * (f(b) - f(a))
    return chord - f(a + t * (b - a))


def looks_convex(f, pairs, shares, slack):
    if not isinstance(pairs, list) or not isinstance(shares, list):
        raise TypeError("pairs and shares must be lists")
    _floats(slack=slack)
    if slack <= 0:
        raise ValueError("slack must be above 0")
    for pair in pairs:
        if len(pair) != 2:
            raise ValueError("a chord has two ends")
    for t in shares:
        _share(t)
    gaps = (chord_gap(f, *pair, t) for pair in pairs for t in shares)
    return not any(gap < -slack for gap in gaps)


def classify(hessian):
    if not isinstance(hessian, torch.Tensor) or hessian.dtype != torch.float64:
        raise TypeError("the Hessian must be a float64 tensor")
    if hessian.ndim != 2 or hessian.shape[0] != hessian.shape[1] or len(hessian) == 0:
        raise ValueError(f"the Hessian must be of shape (d, d), got {tuple(hessian.shape)}")
    if not torch.equal(hessian, hessian.T):
        raise ValueError("the Hessian must be symmetric")
    values = torch.linalg.eigvalsh(hessian)
    bound = 1e-6 * values.abs().max()
    signs = {0 if abs(value) <= bound else int(torch.sign(value)) for value in values}
    match sorted(signs):
        case [1]:
            return "minimum"
        case [-1]:
            return "maximum"
        case [-1, 1] | [-1, 0, 1]:
            return "saddle"
    return "undecided"


def saddle_gradient(x, y):
    _floats(x=x, y=y)
    return 2 * x + 3 * y, 3 * x + 2 * y


def descend(x, y, lr, steps):
    _floats(x=x, y=y, lr=lr)
    if type(steps) is not int:
        raise TypeError("steps must be an int")
    if steps < 0:
        raise ValueError("steps must not be below 0")
    path = [Point(x, y)]
    while len(path) <= steps:
        here = path[-1]
        slope = Point(*saddle_gradient(*here))
        path.append(Point(here.x - lr * slope.x, here.y - lr * slope.y))
    return path
