from __future__ import annotations

import torch
from matplotlib.figure import Figure
from torch import Tensor


def _column(values: Tensor, name: str) -> Tensor:
    if not isinstance(values, Tensor):
        raise TypeError(f"{name} has to be a tensor, not {type(values).__name__}")
    if values.dim() != 1 or not len(values):
        raise ValueError(f"{name} has to be of shape (N,), N at least 1")
    return values


def _rising(values: Tensor, name: str) -> Tensor:
    if (_column(values, name).diff() <= 0).any():
        raise ValueError(f"{name} has to be in rising order")
    return values


def _same_length(a: Tensor, b: Tensor) -> None:
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)} numbers do not fit")


def data_figure(xs: Tensor, ys: Tensor, w: float) -> Figure:
    _same_length(_column(xs, "xs"), _column(ys, "ys"))
    if not isinstance(w, float):
        raise TypeError("w has to be a float")
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    ends = torch.stack([xs.min(), xs.max()])
    axes.plot(xs, ys, linestyle="none", marker="o", label="samples")
    axes.plot(ends, ends * w, label=f"y_hat = {w:g} x")
    axes.set(xlabel="x", ylabel="y")
    axes.legend()
    return figure


def cost_curve_figure(ws: Tensor, costs: Tensor) -> Figure:
    _same_length(_rising(ws, "ws"), _column(costs, "costs"))
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    best = int(costs.argmin())
    axes.plot(ws, costs, zorder=1)
    axes.scatter(ws[best : best + 1], costs[best : best + 1], color="black", zorder=2)
    axes.set(xlabel="w", ylabel="cost")
    return figure


def cost_surface_figure(ws: Tensor, bs: Tensor, surface: Tensor) -> Figure:
    if surface.shape != (len(_rising(ws, "ws")), len(_rising(bs, "bs"))):
        raise ValueError("the table does not fit the grids")
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    filled = axes.contourf(ws, bs, surface.T, levels=20)
    figure.colorbar(filled, label="cost")
    row, column = (surface == surface.min()).nonzero()[0]
    axes.scatter(ws[row], bs[column], marker="+", color="white")
    axes.set(xlabel="w", ylabel="b")
    return figure
