"""Every precondition of the docstrings is checked before anything is computed."""

from dataclasses import dataclass

import torch


def _values(name, values):
    if not isinstance(values, torch.Tensor) or values.dtype != torch.float64:
        raise TypeError(f"{name} must be a float64 tensor")
    if values.ndim != 1 or values.numel() == 0:
        raise ValueError(f"{name} must be of shape (N,), N at least 1, got {tuple(values.shape)}")
    return values.tolist()


def _floats(**values):
    for name, value in values.items():
        if not isinstance(value, float):
            raise TypeError(f"{name} must be a float, not {type(value).__name__}")


@dataclass
class Average:
    beta: float
    value: float = 0.0
    weight: float = 0.0

    def __post_init__(self):
        _floats(beta=self.beta)
        if not 0 <= self.beta < 1:
            raise ValueError(f"beta must be from 0 up to but not 1, got {self.beta}")

    def see(self, value):
        self.value += (1 - self.beta) * (value - self.value)
        self.weight += (1 - self.beta) * (1 - self.weight)
        return self.value


def ewa(costs, beta):
    average = Average(beta)
    return [average.see(cost) for cost in _values("costs", costs)]


def ewa_from_first(costs, beta):
    first, *others = _values("costs", costs)
    average = Average(beta, first)
    return [first] + [average.see(cost) for cost in others]


def ewa_corrected(costs, beta):
    average = Average(beta)
    return [average.see(cost) / average.weight for cost in _values("costs", costs)]


def diverged(costs):
    first, last = _values("costs", costs)[0], _values("costs", costs)[-1]
    return bool(not costs.isfinite().all() or last > first)


def curvature(xs):
    squares = [x * x for x in _values("xs", xs)]
    return 2 * sum(squares) / len(squares)


def error_factor(lr, curvature):
    _floats(lr=lr, curvature=curvature)
    return 1 - lr * curvature


def largest_learning_rate(curvature):
    _floats(curvature=curvature)
    if curvature <= 0:
        raise ValueError("the curvature must be above 0")
    return 2 / curvature
