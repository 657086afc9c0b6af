"""Linear regression, with every documented condition on the arguments enforced."""

from __future__ import annotations

import numbers
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn


def need(condition: bool, message: str, error: type[Exception] = ValueError) -> None:
    if not condition:
        raise error(message)


def checked_numbers(values: object, name: str) -> list[float]:
    if isinstance(values, np.ndarray):
        need(values.ndim == 1, f"{name} has the shape (N,), not {values.shape}")
    else:
        need(isinstance(values, list), f"{name} is a list or an array, not a {type(values).__name__}", TypeError)
        for value in values:
            need(isinstance(value, (int, float)), f"{value!r} in {name} is no Python number", TypeError)
    need(len(values) > 0, f"{name} is empty")
    return [float(value) for value in values]


def checked_column(tensor: object, name: str) -> Tensor:
    need(isinstance(tensor, Tensor), f"{name} is a tensor, not a {type(tensor).__name__}", TypeError)
    need(tensor.dtype == torch.float32, f"{name} is float32, not {tensor.dtype}", TypeError)
    need(tensor.ndim == 2 and tensor.shape[1] == 1, f"{name} has the shape (N, 1), not {tuple(tensor.shape)}")
    need(len(tensor) > 0, f"{name} has no samples")
    return tensor


def at_least(value: object, lowest: int, name: str) -> int:
    need(isinstance(value, int) and not isinstance(value, bool), f"{name} is an int, not {value!r}", TypeError)
    need(value >= lowest, f"{name} is at least {lowest}, not {value}")
    return value


def prepare_data(xs, ys):
    xs, ys = checked_numbers(xs, "xs"), checked_numbers(ys, "ys")
    need(len(xs) == len(ys), f"{len(xs)} inputs and {len(ys)} targets")
    x, y = torch.tensor(xs).unsqueeze(1), torch.tensor(ys).unsqueeze(1)
    assert x.dtype == y.dtype == torch.float32
    return x, y


class LinearModel(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.unit = nn.Linear(1, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.unit(checked_column(x, "x"))


class MeanSquaredError(nn.MSELoss):
    """MSELoss broadcasts, and only warns; this one refuses."""

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        need(input.shape == target.shape, f"shapes {tuple(input.shape)} and {tuple(target.shape)}")
        return super().forward(input, target)


def make_criterion():
    return MeanSquaredError()


def make_optimizer(model, lr):
    need(isinstance(model, nn.Module), "model is a torch.nn.Module", TypeError)
    need(isinstance(lr, float), f"lr is a float, not {lr!r}", TypeError)
    need(lr > 0, f"lr is above 0, not {lr}")
    return torch.optim.SGD(model.parameters(), lr=lr)


@dataclass(frozen=True)
class Cycle:
    model: Callable[[Tensor], Tensor]
    criterion: Callable[[Tensor, Tensor], Tensor]
    optimizer: torch.optim.Optimizer

    def __post_init__(self) -> None:
        need(callable(self.model), "the model cannot be called", TypeError)
        need(callable(self.criterion), "the criterion cannot be called", TypeError)
        for method in ("zero_grad", "step"):
            need(callable(getattr(self.optimizer, method, None)), f"the optimizer has no {method}()", TypeError)

    def loss(self, x: Tensor, y: Tensor) -> Tensor:
        loss = self.criterion(self.model(x), y)
        need(loss.numel() == 1, f"the criterion gave {loss.numel()} numbers")
        return loss

    def turn(self, x: Tensor, y: Tensor) -> float:
        loss = self.loss(x, y)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()


def pair(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    checked_column(x, "x"), checked_column(y, "y")
    need(len(x) == len(y), f"{len(x)} inputs and {len(y)} targets")
    return x, y


def training_step(model, criterion, optimizer, x, y):
    return Cycle(model, criterion, optimizer).turn(*pair(x, y))


def train(model, criterion, optimizer, x, y, epochs):
    cycle, epochs = Cycle(model, criterion, optimizer), at_least(epochs, 0, "epochs")
    pair(x, y)
    return [cycle.turn(x, y) for _ in range(epochs)]


def predict(model, x):
    need(isinstance(x, numbers.Real), f"x is a number, not {x!r}", TypeError)
    with torch.no_grad():
        y_hat = model(torch.tensor([[x]], dtype=torch.float32))
    need(tuple(y_hat.shape) == (1, 1), f"the model gave the shape {tuple(y_hat.shape)}")
    return y_hat.item()


def batches(count: int, size: int) -> Iterator[list[int]]:
    order = torch.randperm(count).tolist()
    while order:
        yield order[:size]
        del order[:size]


def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    cycle = Cycle(model, criterion, optimizer)
    pair(x, y), at_least(epochs, 1, "epochs"), at_least(batch_size, 1, "batch_size")
    losses = []
    for _ in range(epochs):
        for batch in batches(len(x), batch_size):
            cycle.turn(x[batch], y[batch])
        with torch.no_grad():
            losses.append(cycle.loss(x, y).item())
    return losses
