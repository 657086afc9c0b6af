"""Every precondition of the docstrings is checked before anything is computed."""

from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Samples:
    """Inputs and targets that are as the docstrings say."""

    xs: torch.Tensor
    ys: torch.Tensor

    def __post_init__(self):
        for name in ("xs", "ys"):
            values = getattr(self, name)
            if not isinstance(values, torch.Tensor):
                raise TypeError(f"{name} must be a tensor")
            if values.dtype != torch.float64:
                raise TypeError(f"{name} must be float64, not {values.dtype}")
            if values.ndim != 1 or len(values) < 1:
                raise ValueError(f"{name} must be of shape (N,), got {tuple(values.shape)}")
        if len(self.xs) != len(self.ys):
            raise ValueError("xs and ys must be of one length")

    def residuals(self, w, b=0.0):
        return forward(self.xs, w) + b - self.ys


def _floats(**values):
    for name, value in values.items():
        if not isinstance(value, float):
            raise TypeError(f"{name} must be a float, not {type(value).__name__}")


def _epochs(epochs):
    if type(epochs) is not int:
        raise TypeError("epochs must be an int")
    if epochs < 0:
        raise ValueError("epochs must not be below 0")
    return range(epochs)


def forward(x, w):
    if not isinstance(x, (float, torch.Tensor)):
        raise TypeError("x must be a float or a tensor")
    _floats(w=w)
    return x * w


def cost(xs, ys, w):
    _floats(w=w)
    return Samples(xs, ys).residuals(w).square().mean().item()


def gradient(xs, ys, w):
    _floats(w=w)
    return (2 * xs * Samples(xs, ys).residuals(w)).mean().item()


def update(w, grad, lr):
    _floats(w=w, grad=grad, lr=lr)
    return w - lr * grad


def train(xs, ys, w, lr, epochs):
    _floats(w=w, lr=lr)
    history = [w]
    for _ in _epochs(epochs):
        history.append(update(history[-1], gradient(xs, ys, history[-1]), lr))
    return history[-1], history, [cost(xs, ys, weight) for weight in history]


def gradient_with_bias(xs, ys, w, b):
    _floats(w=w, b=b)
    residuals = Samples(xs, ys).residuals(w, b)
    return (2 * xs * residuals).mean().item(), (2 * residuals).mean().item()


def train_with_bias(xs, ys, w, b, lr, epochs):
    _floats(w=w, b=b, lr=lr)
    samples = Samples(xs, ys)
    costs = [samples.residuals(w, b).square().mean().item()]
    for _ in _epochs(epochs):
        dw, db = gradient_with_bias(xs, ys, w, b)
        w, b = update(w, dw, lr), update(b, db, lr)
        costs.append(samples.residuals(w, b).square().mean().item())
    return w, b, costs
