"""The update rules, with every documented condition on the arguments enforced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import torch
from torch import Tensor


def need(condition: bool, message: str, error: type[Exception] = ValueError) -> None:
    if not condition:
        raise error(message)


def same_shape(**tensors: Tensor) -> None:
    shapes = set()
    for name, tensor in tensors.items():
        need(isinstance(tensor, Tensor), f"{name} is a tensor, not a {type(tensor).__name__}", TypeError)
        need(tensor.dtype == torch.float64, f"{name} is float64, not {tensor.dtype}", TypeError)
        shapes.add(tuple(tensor.shape))
    need(len(shapes) == 1, f"different shapes: {shapes}")


def number(value: object, name: str, *, above: float | None = None, least: float | None = None, below=None) -> None:
    need(isinstance(value, (int, float)) and not isinstance(value, bool), f"{name}: {value!r} is no number", TypeError)
    need(above is None or value > above, f"{name} = {value} is not above {above}")
    need(least is None or value >= least, f"{name} = {value} is below {least}")
    need(below is None or value < below, f"{name} = {value} is not below {below}")


def share(value: object, name: str) -> None:
    """How much of something is kept."""
    number(value, name, least=0, below=1)


def squares(memory: Tensor, name: str) -> None:
    need(bool((memory >= 0).all()), f"{name} holds a number below 0: sums of squares have none")


def step_number(t: object) -> None:
    need(isinstance(t, int), f"t is an int, not {t!r}", TypeError)
    need(t >= 1, f"the first step is number 1, not {t}")


def sgd(w, grad, lr, weight_decay):
    same_shape(w=w, grad=grad)
    number(lr, "lr", above=0), number(weight_decay, "weight_decay", least=0)
    return w - lr * (grad + weight_decay * w)


def momentum(w, grad, velocity, lr, mu):
    same_shape(w=w, grad=grad, velocity=velocity)
    number(lr, "lr", above=0), share(mu, "mu")
    velocity = mu * velocity + grad
    return w - lr * velocity, velocity


def nesterov(w, grad, velocity, lr, mu):
    same_shape(w=w, grad=grad, velocity=velocity)
    number(lr, "lr", above=0), share(mu, "mu")
    velocity = mu * velocity + grad
    return w - lr * (grad + mu * velocity), velocity


def adagrad(w, grad, total, lr, eps):
    same_shape(w=w, grad=grad, total=total)
    number(lr, "lr", above=0), number(eps, "eps", above=0), squares(total, "total")
    total = total + grad.square()
    return w - lr * grad / (total.sqrt() + eps), total


def rmsprop(w, grad, average, lr, alpha, eps):
    same_shape(w=w, grad=grad, average=average)
    number(lr, "lr", above=0), share(alpha, "alpha"), number(eps, "eps", above=0), squares(average, "average")
    average = alpha * average + (1 - alpha) * grad.square()
    return w - lr * grad / (average.sqrt() + eps), average


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    same_shape(w=w, grad=grad, m=m, v=v)
    step_number(t), share(beta1, "beta1"), share(beta2, "beta2"), squares(v, "v")
    number(lr, "lr", above=0), number(eps, "eps", above=0)
    need(t > 1 or not (m.any() or v.any()), "m and v are 0 before the first step")
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad.square()
    return w - lr * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)).sqrt() + eps), m, v


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    same_shape(w=w, grad=grad, m=m, u=u)
    step_number(t), share(beta1, "beta1"), share(beta2, "beta2"), squares(u, "u")
    number(lr, "lr", above=0), number(eps, "eps", above=0)
    need(t > 1 or not (m.any() or u.any()), "m and u are 0 before the first step")
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(beta2 * u, grad.abs() + eps)
    return w - lr * (m / (1 - beta1**t)) / u, m, u


@dataclass
class Slot:
    """One parameter and its velocity."""

    parameter: Tensor
    velocity: Tensor = field(init=False)

    def __post_init__(self) -> None:
        need(isinstance(self.parameter, Tensor), "a parameter is a tensor", TypeError)
        need(self.parameter.requires_grad, "a parameter requires a gradient")
        need(self.parameter.is_leaf, "a parameter is a leaf")
        self.velocity = torch.zeros_like(self.parameter.data)


class SGD:
    def __init__(self, params: Iterable[Tensor], lr: float, momentum: float = 0.0) -> None:
        number(lr, "lr", above=0), share(momentum, "momentum")
        self.slots = [Slot(p) for p in params]
        need(len(self.slots) > 0, "no parameters")
        need(len({id(s.parameter) for s in self.slots}) == len(self.slots), "a parameter comes twice")
        self.lr, self.momentum = lr, momentum

    def zero_grad(self) -> None:
        for slot in self.slots:
            slot.parameter.grad = None

    @torch.no_grad()
    def step(self) -> None:
        for slot in self.slots:
            if (grad := slot.parameter.grad) is not None:
                slot.velocity.mul_(self.momentum).add_(grad)
                slot.parameter.sub_(self.lr * slot.velocity)
