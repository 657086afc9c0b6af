"""Every precondition of the texts is enforced: what they do not allow raises an error."""

from dataclasses import dataclass, replace
from math import exp, inf, isfinite, log

import torch


def number(value, name):
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise TypeError(f"{name} should be a float, not {value!r}")
    if not isfinite(value):
        raise ValueError(f"{name} should be finite")
    return float(value)


def a_float(value, name):
    if type(value) is not float:
        raise TypeError(f"{name} should be a float, not {value!r}")
    return number(value, name)


def vector(values, name):
    if not isinstance(values, torch.Tensor) or values.dtype != torch.float64:
        raise TypeError(f"{name} should be a float64 tensor")
    if values.dim() != 1 or len(values) < 1:
        raise ValueError(f"{name} should have shape (N,), N at least 1")
    return values.tolist()


def label(y):
    if a_float(y, "y") not in (0.0, 1.0):
        raise ValueError(f"a label is 0.0 or 1.0, not {y}")
    return y


@dataclass(frozen=True)
class Samples:
    xs: list
    ys: list

    @classmethod
    def of(cls, xs, ys):
        xs, ys = vector(xs, "xs"), vector(ys, "ys")
        if len(xs) != len(ys):
            raise ValueError("xs and ys differ in size")
        return cls(xs, [label(y) for y in ys])

    def __len__(self):
        return len(self.xs)


@dataclass(frozen=True)
class Unit:
    w: float
    b: float

    def __post_init__(self):
        a_float(self.w, "w")
        a_float(self.b, "b")

    def score(self, x):
        z = x * self.w + self.b
        if abs(z) > 10000:
            raise ValueError(f"z = {z} is beyond 10000")
        return z

    def __call__(self, x):
        z = self.score(x)
        return 1 / (1 + exp(-z)) if z >= 0 else exp(z) / (exp(z) + 1)


def cross_entropy(p, q):
    ps, qs = vector(p, "p"), vector(q, "q")
    if len(ps) != len(qs):
        raise ValueError("p and q differ in size")
    for distribution in ps, qs:
        if min(distribution) < 0 or abs(sum(distribution) - 1) > 1e-9:
            raise ValueError(f"{distribution} is no distribution")
    if any(a > 0 and b <= 0 for a, b in zip(ps, qs)):
        raise ValueError("q should be above 0 where p is")
    return -sum(a * log(b) for a, b in zip(ps, qs) if a)


def forward(x, w, b):
    return Unit(w, b)(a_float(x, "x"))


def loss(y_hat, y):
    if not 0 <= a_float(y_hat, "y_hat") <= 1:
        raise ValueError(f"y_hat should be from 0 to 1, not {y_hat}")
    likelihood = y_hat if label(y) == 1.0 else 1 - y_hat
    return -max(log(likelihood) if likelihood else -inf, -100.0)


def cost(xs, ys, w, b):
    samples, unit = Samples.of(xs, ys), Unit(w, b)
    return sum(loss(unit(x), y) for x, y in zip(samples.xs, samples.ys)) / len(samples)


def gradient_check(by_hand, xs, ys, w, b, h):
    if not callable(by_hand):
        raise TypeError("by_hand should be a function")
    if a_float(h, "h") <= 0:
        raise ValueError("h should be above 0")
    unit = Unit(w, b)
    dw, db = by_hand(xs, ys, unit.w, unit.b)
    deviations = []
    for name, claimed in (("w", number(dw, "dw")), ("b", number(db, "db"))):
        ends = [replace(unit, **{name: getattr(unit, name) + step}) for step in (h, -h)]
        right, left = (cost(xs, ys, end.w, end.b) for end in ends)
        deviations.append(abs(claimed - (right - left) / (2 * h)))
    return max(deviations)


def backward(xs, ys, w, b):
    samples, unit = Samples.of(xs, ys), Unit(w, b)
    residuals = [unit(x) - y for x, y in zip(samples.xs, samples.ys)]
    return sum(r * x for r, x in zip(residuals, samples.xs)) / len(samples), sum(residuals) / len(samples)


def update(w, b, dw, db, lr):
    unit = Unit(w, b)
    lr = a_float(lr, "lr")
    moved = replace(unit, w=w - lr * number(dw, "dw"), b=b - lr * number(db, "db"))
    return moved.w, moved.b


def train(xs, ys, w, b, lr, epochs):
    if type(epochs) is not int:
        raise TypeError("epochs should be an int")
    if epochs < 0:
        raise ValueError("epochs should be 0 or more")
    costs = [cost(xs, ys, w, b)]
    for _ in range(epochs):
        w, b = update(w, b, *backward(xs, ys, w, b), lr)
        costs.append(cost(xs, ys, w, b))
    assert len(costs) == epochs + 1
    return w, b, costs
