"""The linear unit, with every documented condition on the arguments enforced."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn


def need(condition: bool, message: str, error: type[Exception] = ValueError) -> None:
    if not condition:
        raise error(message)


def tensor_of(value: Any, dtype: torch.dtype, name: str) -> Tensor:
    need(isinstance(value, Tensor), f"{name} is a tensor, not a {type(value).__name__}", TypeError)
    need(value.dtype == dtype, f"{name} is {dtype}, not {value.dtype}", TypeError)
    return value


def call_text(name: str, *args: Any, **kwargs: Any) -> str:
    need(isinstance(name, str), "name is a string", TypeError)
    return f"{name}({', '.join([*map(repr, args), *(f'{k}={v!r}' for k, v in kwargs.items())])})"


class CountedCall:
    """Counts from the outside can only be read."""

    def __init__(self, function: Callable[..., Any]) -> None:
        need(callable(function), "the function has to be callable", TypeError)
        self._function = function
        self._calls = 0

    @property
    def calls(self) -> int:
        return self._calls

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._calls += 1
        return self._function(*args, **kwargs)


def parameter_shapes(x: Tensor, y: Tensor) -> tuple[tuple[int, int], tuple[int]]:
    tensor_of(x, torch.float64, "x")
    tensor_of(y, torch.float64, "y")
    need(x.ndim == 2, f"x has two axes, not {x.ndim}")
    need(y.ndim == 2, f"y has two axes, not {y.ndim}")
    need(x.shape[0] == y.shape[0], f"{x.shape[0]} rows of x, {y.shape[0]} of y")
    return (y.shape[1], x.shape[1]), (y.shape[1],)


def product(x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    need(weight.ndim == 2, f"weight has two axes, not {weight.ndim}")
    need(x.ndim >= 1 and x.shape[-1] == weight.shape[1], f"{tuple(x.shape)} does not fit {tuple(weight.shape)}")
    if bias is None:
        return torch.matmul(x, weight.mT)
    need(bias.shape == weight.shape[:1], f"the bias has the shape {tuple(bias.shape)}")
    return torch.matmul(x, weight.mT) + bias


def affine(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    tensor_of(x, torch.float64, "x")
    tensor_of(weight, torch.float64, "weight")
    if bias is not None:
        tensor_of(bias, torch.float64, "bias")
    return product(x, weight, bias)


class Linear(nn.Module):
    weight: nn.Parameter
    bias: nn.Parameter | None

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super().__init__()
        for name, size in (("in_features", in_features), ("out_features", out_features)):
            need(isinstance(size, int), f"{name} is an int, not {size!r}", TypeError)
            need(size >= 1, f"{name} is at least 1, not {size}")
        self.weight = nn.Parameter(self._drawn(in_features, out_features, in_features))
        self.bias = nn.Parameter(self._drawn(in_features, out_features)) if bias else None

    @staticmethod
    def _drawn(fan_in: int, *shape: int) -> Tensor:
        bound = 1.0 / math.sqrt(fan_in)
        return torch.distributions.Uniform(-bound, bound).sample(shape)

    def forward(self, x: Tensor) -> Tensor:
        return product(tensor_of(x, torch.float32, "x"), self.weight, self.bias)


def snapshot(module: nn.Module) -> dict[str, Tensor]:
    need(isinstance(module, nn.Module), "module is a torch.nn.Module", TypeError)
    return {name: value.detach().clone() for name, value in module.named_parameters()}
