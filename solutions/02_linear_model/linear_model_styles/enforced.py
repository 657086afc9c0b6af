from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch


def _weight(w) -> float:
    if not isinstance(w, float):
        raise TypeError(f"w has to be a float, not {type(w).__name__}")
    return w


def _number(value, name: str):
    if isinstance(value, torch.Tensor):
        if value.numel() != 1:
            raise ValueError(f"{name} has to hold one number")
    elif not isinstance(value, (int, float)):
        raise TypeError(f"{name} has to be a number")
    return value


@dataclass(frozen=True)
class Samples:
    xs: torch.Tensor
    ys: torch.Tensor

    def __post_init__(self) -> None:
        for name, values in (("xs", self.xs), ("ys", self.ys)):
            if not isinstance(values, torch.Tensor):
                raise TypeError(f"{name} has to be a tensor")
            if values.dtype != torch.float64 or values.dim() != 1:
                raise ValueError(f"{name} has to be a 1-D float64 tensor")
        if len(self.xs) != len(self.ys):
            raise ValueError("xs and ys differ in length")
        if not len(self.xs):
            raise ValueError("at least one sample is needed")

    def __len__(self) -> int:
        return len(self.xs)

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        return iter(zip(self.xs, self.ys))


def forward(x, w):
    if not isinstance(x, (int, float, torch.Tensor)):
        raise TypeError("x has to be a number or a tensor")
    return x * _weight(w)


def loss(x, y, w):
    error = forward(_number(x, "x"), w) - _number(y, "y")
    return error * error


def cost_sum(xs, ys, w):
    return sum(loss(x, y, w) for x, y in Samples(xs, ys))


def cost(xs, ys, w):
    return cost_sum(xs, ys, w) / len(Samples(xs, ys))
