from __future__ import annotations

from typing import NamedTuple

import torch


class Grid(NamedTuple):
    start: float
    stop: float
    step: float

    @property
    def steps(self) -> int:
        if self.step <= 0:
            raise ValueError("step has to be above 0")
        if not self.start < self.stop:
            raise ValueError("start has to be below stop")
        exact = (self.stop - self.start) / self.step
        if abs(exact - round(exact)) > 1e-9 * max(1.0, exact):
            raise ValueError("the interval is no whole number of steps")
        return round(exact)


def _column(values, name: str) -> torch.Tensor:
    if not isinstance(values, torch.Tensor):
        raise TypeError(f"{name} has to be a tensor")
    if values.dim() != 1 or not len(values):
        raise ValueError(f"{name} has to be of shape (N,), N at least 1")
    return values


def _samples(xs, ys) -> None:
    if len(_column(xs, "xs")) != len(_column(ys, "ys")):
        raise ValueError("xs and ys differ in length")


def forward(x, w, b):
    return x * w + b


def cost(xs, ys, w, b):
    _samples(xs, ys)
    return torch.mean(torch.square(forward(xs, w, b) - ys))


def weight_grid(start, stop, step):
    grid = Grid(start, stop, step)
    return torch.linspace(start, stop, grid.steps + 1, dtype=torch.float64)


def search(xs, ys, ws):
    costs = torch.stack([cost(xs, ys, w, 0.0) for w in _column(ws, "ws")])
    return costs, ws[int(torch.argmin(costs))]


def cost_surface(xs, ys, ws, bs):
    rows = [[cost(xs, ys, w, b) for b in _column(bs, "bs")] for w in _column(ws, "ws")]
    return torch.tensor(rows, dtype=torch.float64)


def best_pair(ws, bs, surface):
    if surface.shape != (len(_column(ws, "ws")), len(_column(bs, "bs"))):
        raise ValueError(f"the table is {tuple(surface.shape)}, the grids are {len(ws)} and {len(bs)} long")
    lowest = surface.min()
    places = (surface == lowest).nonzero()
    if len(places) > 1:
        raise ValueError("two pairs share the lowest cost")
    row, column = places[0].tolist()
    return ws[row], bs[column]
