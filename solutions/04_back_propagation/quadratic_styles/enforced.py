"""The quadratic model, with every precondition of the exercise enforced."""

import math
from dataclasses import dataclass

import torch


def _float(name, value):
    if isinstance(value, bool) or not isinstance(value, float):
        raise TypeError(f"{name} has to be a float, not a {type(value).__name__}")
    if not math.isfinite(value):
        raise ValueError(f"{name} has to be finite")
    return value


def _set(name, values):
    if not isinstance(values, torch.Tensor):
        raise TypeError(f"{name} has to be a tensor")
    if values.dtype != torch.float64:
        raise TypeError(f"{name} has to be float64, not {values.dtype}")
    if values.dim() != 1 or len(values) == 0:
        raise ValueError(f"{name} has to have the shape (N,), N at least 1")
    return values.tolist()


@dataclass(frozen=True)
class Parameters:
    w1: object
    w2: object
    b: object

    def __post_init__(self):
        every = (self.w1, self.w2, self.b)
        if all(isinstance(one, torch.Tensor) for one in every):
            if {one.shape for one in every} not in ({torch.Size([])}, {torch.Size([1])}):
                raise ValueError("the parameters have to be of one shape, () or (1,)")
            if any(one.dtype != torch.float64 for one in every):
                raise TypeError("the parameters have to be float64")
        else:
            for name, one in zip(("w1", "w2", "b"), every):
                _float(name, one)

    def at(self, x):
        return self.w1 * x**2 + self.w2 * x + self.b


@dataclass(frozen=True)
class Sample:
    x: float
    y: float

    def __post_init__(self):
        _float("x", self.x)
        _float("y", self.y)


def forward(x, w1, w2, b):
    return Parameters(w1, w2, b).at(_float("x", x))


def loss(x, y, w1, w2, b):
    sample = Sample(x, y)
    return (forward(sample.x, w1, w2, b) - sample.y) ** 2


def gradients(x, y, w1, w2, b):
    sample = Sample(x, y)
    for name, one in (("w1", w1), ("w2", w2), ("b", b)):
        _float(name, one)
    upstream = 2 * (forward(sample.x, w1, w2, b) - sample.y)
    return tuple(upstream * local for local in (sample.x**2, sample.x, 1.0))


def gradients_by_autograd(x, y, w1, w2, b):
    sample = Sample(x, y)
    leaves = []
    for name, one in (("w1", w1), ("w2", w2), ("b", b)):
        leaves.append(torch.tensor(_float(name, one), dtype=torch.float64, requires_grad=True))
    loss(sample.x, sample.y, *leaves).backward()
    return tuple(leaf.grad.item() for leaf in leaves)


def gradient_check(by_hand, xs, ys, w1, w2, b):
    if not callable(by_hand):
        raise TypeError("by_hand has to be a function")
    xs, ys = _set("xs", xs), _set("ys", ys)
    if len(xs) != len(ys):
        raise ValueError("xs and ys have to be of one length")
    differences = []
    for x, y in zip(xs, ys):
        hand = by_hand(x, y, w1, w2, b)
        if len(hand) != 3:
            raise ValueError("by_hand has to return three numbers")
        for h, a in zip(hand, gradients_by_autograd(x, y, w1, w2, b)):
            if not isinstance(h, (int, float)):
                raise TypeError("by_hand has to return numbers")
            differences.append(abs(h - a) / max(abs(h), abs(a), 1e-8))
    return max(differences)


def train(xs, ys, w1, w2, b, lr, epochs):
    xs, ys = _set("xs", xs), _set("ys", ys)
    if len(xs) != len(ys):
        raise ValueError("xs and ys have to be of one length")
    if _float("lr", lr) <= 0:
        raise ValueError("lr has to be above 0")
    if isinstance(epochs, bool) or not isinstance(epochs, int) or epochs < 0:
        raise ValueError("epochs has to be an int, 0 or more")
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += loss(x, y, w1, w2, b)
            steps = gradients(x, y, w1, w2, b)
            w1, w2, b = (one - lr * step for one, step in zip((w1, w2, b), steps))
        losses.append(total)
    return w1, w2, b, losses
