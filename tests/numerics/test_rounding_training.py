"""Monte Carlo arithmetic in what training is made of: updates in place, gradients that pile up, own classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

from grader.numerics.noise import Noise
from grader.numerics.rounding import moved_input, rounding

U = 2.0**-24


def weight(gradient: float | None = None) -> torch.Tensor:
    w = torch.tensor([1.3], dtype=torch.float64, requires_grad=True)
    if gradient is not None:
        w.grad = torch.tensor([gradient], dtype=torch.float64)
    return w


def through_data() -> torch.Tensor:
    w = weight(0.7)
    w.data -= 0.1 * w.grad
    return w


def data_replaced() -> torch.Tensor:
    w = weight(0.7)
    w.data = w.data - 0.1 * w.grad.data
    return w


def without_recording() -> torch.Tensor:
    w = weight(0.7)
    with torch.no_grad():
        w -= 0.1 * w.grad
    return w


def in_one_operation() -> torch.Tensor:
    w = weight(0.7)
    w.data.sub_(w.grad, alpha=0.1)
    return w


def by_an_optimizer(*, foreach: bool) -> torch.Tensor:
    w = weight(0.7)
    torch.optim.SGD([w], lr=0.1, momentum=0.9, foreach=foreach).step()
    return w


def gradient() -> Any:
    w = weight()
    ((w * 1.7 - 0.4) ** 2).backward()
    return w.grad


def piled_up_gradient() -> Any:
    w = weight(0.7)
    (w * 1.5).backward()
    return w.grad


def gradient_asked_for() -> torch.Tensor:
    w = weight()
    return torch.autograd.grad((w * 1.7 - 0.4) ** 2, w)[0]


class Number:
    """A class of one's own around a number, with an operator in place."""

    def __init__(self, data: Any) -> None:
        self.data = data

    def __mul__(self, other: Number) -> Number:
        return Number(self.data * other.data)

    def __iadd__(self, other: Number) -> Number:
        self.data += other.data
        return self


@pytest.mark.parametrize(
    "compute",
    [
        through_data, data_replaced, without_recording, in_one_operation, lambda: by_an_optimizer(foreach=False),
        lambda: by_an_optimizer(foreach=True), gradient, piled_up_gradient, gradient_asked_for,
    ],
)  # fmt: skip
def test_updates_and_gradients_move_by_a_few_rounding_errors(compute: Callable[[], torch.Tensor]) -> None:
    noise, exact, moved = Noise("float32", 3), compute().item(), []
    for _ in range(100):
        with rounding(noise):
            result = compute()
        moved.append(result.detach().double().item())
    assert len(set(moved)) > 50
    assert 0.2 * U < max(abs(one - exact) for one in moved) / abs(exact) < 6 * U


def test_training_moves_at_each_step_and_leaves_the_weight_a_leaf() -> None:
    noise = Noise("float32", 3)

    def train(w: torch.Tensor) -> list[float]:
        ws = []
        for _ in range(5):
            ((w * 1.7 - 0.4) ** 2).backward()
            w.data -= 0.01 * w.grad
            w.grad.zero_()
            ws.append(w.item())
        return ws

    exact = train(weight())
    with rounding(noise):
        w = moved_input(weight(), noise)
        moved = train(w)
    assert all(0 < abs(one - right) < 50 * U for one, right in zip(moved, exact, strict=True))
    assert (w.is_leaf, w.requires_grad, w.grad_fn) == (True, True, None)


def test_numbers_inside_an_object_go_on_rounding() -> None:
    noise = Noise("float32", 3)
    found = set()
    for _ in range(50):
        with rounding(noise):
            (table,) = moved_input((torch.tensor([[1.7]], dtype=torch.float64),), noise)
            number = Number(table.tolist()[0][0])
            total = number * number
            total += number
            found.add(float(total.data))
    assert len(found) > 40
    assert list(found) == pytest.approx([1.7 * 1.7 + 1.7] * len(found), rel=6 * U)
