"""Training with tensors; every argument that breaks the exercise's words is refused."""

import math
from dataclasses import dataclass, field

import torch


def check_weight(w, with_gradient=False):
    if not isinstance(w, torch.Tensor):
        raise TypeError("w has to be a tensor")
    if w.dtype != torch.float64:
        raise TypeError(f"w has to be float64, not {w.dtype}")
    if w.shape != (1,):
        raise ValueError(f"w has to have the shape (1,), not {tuple(w.shape)}")
    if not (w.is_leaf and w.requires_grad):
        raise ValueError("w has to be a leaf that requires a gradient")
    if with_gradient and w.grad is None:
        raise ValueError("w has no gradient: call backward first")


def check_one_number(name, value):
    if isinstance(value, torch.Tensor):
        if value.dtype != torch.float64:
            raise TypeError(f"{name} has to be float64")
        if value.shape not in ((), (1,)):
            raise ValueError(f"{name} has to be one number")
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} has to be a number")


def check_rate(lr):
    if not isinstance(lr, float):
        raise TypeError("lr has to be a float")
    if not (math.isfinite(lr) and lr > 0):
        raise ValueError("lr has to be above 0")


def check_samples(xs, ys):
    for name, values in (("xs", xs), ("ys", ys)):
        if not isinstance(values, torch.Tensor) or values.dtype != torch.float64:
            raise TypeError(f"{name} has to be a float64 tensor")
        if values.ndim != 1 or values.numel() == 0:
            raise ValueError(f"{name} has to have the shape (N,), N at least 1")
    if xs.shape != ys.shape:
        raise ValueError("xs and ys differ in size")


@dataclass
class History:
    ws: list = field(default_factory=list)
    losses: list = field(default_factory=list)


def make_weight(value):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("value has to be an int or a float")
    return torch.tensor([value], dtype=torch.float64, requires_grad=True)


def forward(x, w):
    check_weight(w)
    if isinstance(x, torch.Tensor):
        if x.dtype != torch.float64:
            raise TypeError("x has to be float64")
    else:
        check_one_number("x", x)
    return x * w


def loss(x, y, w):
    check_one_number("x", x)
    check_one_number("y", y)
    return torch.square(forward(x, w) - y)


def backward(x, y, w):
    value = loss(x, y, w)
    value.backward()
    return value.item()


def update(w, lr):
    check_weight(w, with_gradient=True)
    check_rate(lr)
    with torch.no_grad():
        w.add_(w.grad, alpha=-lr)


def zero_gradient(w):
    check_weight(w)
    w.grad = None


def train(xs, ys, w, lr, epochs):
    check_samples(xs, ys)
    check_weight(w)
    check_rate(lr)
    if w.grad is not None:
        raise ValueError("w has a gradient already")
    if isinstance(epochs, bool) or not isinstance(epochs, int):
        raise TypeError("epochs has to be an int")
    if epochs < 0:
        raise ValueError("epochs has to be 0 or more")
    history = History(ws=[w.item()])
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys, strict=True):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        history.ws.append(w.item())
        history.losses.append(total)
    return history.ws, history.losses
