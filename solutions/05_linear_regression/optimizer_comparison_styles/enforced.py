"""Optimizers compared, with every documented condition on the arguments enforced."""

from __future__ import annotations

import copy
from collections.abc import Callable

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn

NAMES = ("SGD", "Adagrad", "Adam", "Adamax", "ASGD", "RMSprop", "Rprop", "LBFGS")
Criterion = Callable[[Tensor, Tensor], Tensor]


def need(condition: bool, message: str, error: type[Exception] = ValueError) -> None:
    if not condition:
        raise error(message)


def checked_rate(lr: object) -> float:
    need(isinstance(lr, float), f"lr is a float, not {lr!r}", TypeError)
    need(lr > 0, f"lr is above 0, not {lr}")
    return lr


def checked_epochs(epochs: object) -> int:
    need(isinstance(epochs, int) and not isinstance(epochs, bool), f"epochs is an int, not {epochs!r}", TypeError)
    need(epochs >= 0, f"epochs is at least 0, not {epochs}")
    return epochs


def checked_samples(x: Tensor, y: Tensor) -> None:
    for name, tensor in (("x", x), ("y", y)):
        need(isinstance(tensor, Tensor), f"{name} is a tensor, not a {type(tensor).__name__}", TypeError)
        need(tensor.dtype == torch.float32, f"{name} is float32, not {tensor.dtype}", TypeError)
        need(tensor.ndim == 2 and len(tensor) > 0, f"{name} has a row for each sample, not {tuple(tensor.shape)}")
    need(tuple(y.shape) == (len(x), 1), f"y has the shape {(len(x), 1)}, not {tuple(y.shape)}")


def optimizer_by_name(name: str, model: nn.Module, lr: float) -> torch.optim.Optimizer:
    need(isinstance(name, str), f"a name is a string, not {name!r}", TypeError)
    need(isinstance(model, nn.Module), "model is a torch.nn.Module", TypeError)
    need(name in NAMES, f"{name} is not one of {NAMES}")
    return getattr(torch.optim, name)(model.parameters(), lr=checked_rate(lr))


def closure_step(
    model: nn.Module, criterion: Criterion, optimizer: torch.optim.Optimizer, x: Tensor, y: Tensor
) -> float:
    checked_samples(x, y)
    need(isinstance(model, nn.Module), "model is a torch.nn.Module", TypeError)
    need(isinstance(optimizer, torch.optim.Optimizer), "optimizer is an optimizer", TypeError)
    held = {id(parameter) for group in optimizer.param_groups for parameter in group["params"]}
    need(held == {id(parameter) for parameter in model.parameters()}, "the optimizer has other parameters")

    def closure() -> Tensor:
        optimizer.zero_grad()
        y_hat = model(x)
        need(y_hat.shape == y.shape, f"shapes {tuple(y_hat.shape)} and {tuple(y.shape)}")
        cost = criterion(y_hat, y)
        need(cost.numel() == 1, f"the criterion gave {cost.numel()} numbers")
        cost.backward()
        return cost

    return optimizer.step(closure).item()


def train(
    model: nn.Module, criterion: Criterion, name: str, lr: float, x: Tensor, y: Tensor, epochs: int
) -> list[float]:
    checked_samples(x, y)
    optimizer = optimizer_by_name(name, model, lr)
    return [closure_step(model, criterion, optimizer, x, y) for _ in range(checked_epochs(epochs))]


def compare(
    model: nn.Module, criterion: Criterion, lrs: dict[str, float], x: Tensor, y: Tensor, epochs: int
) -> dict[str, list[float]]:
    need(isinstance(lrs, dict), f"lrs is a dict, not a {type(lrs).__name__}", TypeError)
    checked_samples(x, y)
    return {name: train(copy.deepcopy(model), criterion, name, lr, x, y, epochs) for name, lr in lrs.items()}


def comparison_figure(histories: dict[str, list[float]]) -> Figure:
    need(isinstance(histories, dict) and len(histories) > 0, "histories is a dict from names to lists", TypeError)
    figure, axes = plt.subplots(layout="constrained")
    for name, costs in histories.items():
        need(isinstance(costs, list), f"the history of {name} is a list, not a {type(costs).__name__}", TypeError)
        need(len(costs) >= 2, f"the history of {name} has fewer than two entries")
        axes.semilogy(costs, label=name)
    axes.set(xlabel="epoch", ylabel="cost", title="optimizers")
    figure.legend()
    return figure
