"""Monte Carlo arithmetic: which results move, by how much, and that everything else works as before."""

from __future__ import annotations

import copy
import math
import pickle
import statistics
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from grader.numerics.noise import Noise, is_short
from grader.numerics.rounding import moved_input, rounding
from grader.numerics.rounding_numbers import RoundingArray, RoundingFloat, RoundingScalar

U = 2.0**-24


def spread(compute: Callable[[], Any], runs: int = 200) -> tuple[float, float]:
    """The largest relative movement of a scalar result, and how many different results there were."""
    noise = Noise("float32", 3)
    exact = float(compute())
    moved = []
    for _ in range(runs):
        with rounding(noise):
            result = compute()
        moved.append(float(result))
    scale = abs(exact) or 1.0
    return max(abs(one - exact) for one in moved) / scale, len(set(moved))


def number(value: float) -> RoundingFloat:
    return RoundingFloat(value, Noise("float32", 1))


@pytest.mark.parametrize(
    "compute",
    [
        lambda x: x + 2, lambda x: 2 + x, lambda x: x - 2.5, lambda x: 2.5 - x, lambda x: x * 3, lambda x: 3 * x,
        lambda x: x / 3, lambda x: 3 / x, lambda x: x**2, lambda x: 2**x, lambda x: x * x, lambda x: pow(x, 3),
        lambda x: math.exp(x), lambda x: math.log(x), lambda x: math.sqrt(x), lambda x: math.pow(x, 2),
        lambda x: math.hypot(x, x), lambda x: math.fsum(y for y in (x, x)), lambda x: sum([x, x]), lambda x: np.exp(x),
        lambda x: np.float64(2.0) * x, lambda x: x * np.float64(2.0),
    ],
)  # fmt: skip
def test_arithmetic_on_a_rounding_float_moves_by_rounding_errors(compute: Callable[[float], Any]) -> None:
    exact = float(compute(1.7))
    with rounding(Noise("float32", 1)):
        results = [compute(number(1.7)) for _ in range(5)] + [compute(moved) for moved in [number(1.7)] * 20]
    assert all(isinstance(one, (RoundingFloat, RoundingScalar)) for one in results)
    assert max(abs(float(one) - exact) for one in results) <= 3 * U * abs(exact)
    assert len({float(one) for one in results}) > 5


def test_a_power_of_a_negative_number_stays_real_where_only_rounding_moved_the_exponent() -> None:
    x = number(-2.0)
    three = number(1.1) * 10.0 / 11.0 + 2.0
    assert float(three) != 3.0
    for power in (x**three, (-2.0) ** three):
        assert type(power) is RoundingFloat
        assert float(power) == pytest.approx(-8.0, rel=1e-5)
    assert isinstance(x ** (three + 0.001), complex)
    assert isinstance(x**0.5, complex)


def test_a_rounding_float_is_a_float_in_all_other_ways() -> None:
    x = number(-2.75)
    assert (x, hash(x), f"{x:.1f}", repr(x), int(x), x.is_integer()) == (-2.75, hash(-2.75), "-2.8", "-2.75", -2, False)
    for exact in (-x, +x, abs(x), x % 2, x // 2, round(x, 1)):
        assert isinstance(exact, RoundingFloat)
    assert (float(-x), float(abs(x)), x % 2, x // 2, round(x, 1), round(x)) == (2.75, 2.75, 1.25, -2.0, -2.8, -3)
    assert (x < 0, x == -2.75, max(x, 1.0), min(x, 1.0)) == (True, True, 1.0, -2.75)
    assert type(float(x)) is float
    assert isinstance(x**0.5, complex)
    assert copy.deepcopy([x])[0] is x
    assert statistics.mean([x, 1.0]) == -0.875
    assert type(pickle.loads(pickle.dumps(x))) is float  # noqa: S301 - our own bytes
    with pytest.raises(ZeroDivisionError):
        x / 0
    with pytest.raises(TypeError):
        x + "1"


def test_tensors_and_arrays_do_their_own_arithmetic_with_a_rounding_float() -> None:
    x, tensor, array = number(1.5), torch.ones(2, dtype=torch.float64), np.ones(2)
    for result in (x * tensor, tensor * x, tensor - x, x / tensor):
        assert type(result) is torch.Tensor
    for result in (x * array, array * x, array - x, x / array):
        assert isinstance(result, RoundingArray)
    assert torch.tensor(x).item() == 1.5
    assert torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=abs(x)).param_groups[0]["lr"] == 1.5


def test_math_is_as_before_outside_and_for_plain_numbers_inside() -> None:
    before = math.exp
    with rounding(Noise("float32", 0)):
        assert type(math.exp(1.0)) is float
        assert math.exp(1.0) == before(1.0)
        assert math.tanh(number(30.0)) <= 1.0
        with pytest.raises(ValueError, match=r"math domain error|positive"):
            math.log(number(-1.0))
    assert math.exp is before


x64 = torch.tensor([1.1, -2.3, 0.7], dtype=torch.float64)


@pytest.mark.parametrize(
    ("compute", "most"),
    [
        (lambda: (x64 * 3)[0], 1), (lambda: x64[1] + 1, 1), (lambda: torch.exp(x64)[0], 1), (lambda: x64.sum(), 9),
        (lambda: x64 @ x64, 3), (lambda: (x64**2).mean(), 4), (lambda: torch.sigmoid(x64)[2], 1),
        (lambda: x64[0].clone().mul_(3), 1), (lambda: torch._foreach_add([x64[0]], 1.0)[0], 1),
        (lambda: torch.nn.functional.mse_loss(x64, 2 * x64), 6), (lambda: x64[0].item() * 3.0, 1),
        (lambda: x64.tolist()[0] + 3.0, 1), (lambda: x64.numpy()[0] + 3.0, 1),
        (lambda: np.dot(x64.numpy(), x64.numpy()), 3), (lambda: x64.numpy().mean(), 9),
        (lambda: torch.linalg.solve(torch.diag(x64), x64)[0], 5), (lambda: x64.to(torch.complex128).exp()[0].real, 2),
        (lambda: np.linalg.inv(np.diag(x64.numpy()))[0, 0], 3),
    ],
)  # fmt: skip
def test_operations_move_by_a_few_rounding_errors(compute: Callable[[], Any], most: float) -> None:
    largest, different = spread(compute)
    assert 0.2 * U < largest <= most * 1.01 * U
    assert different > 100


@pytest.mark.parametrize(
    "compute",
    [
        lambda: x64.view(3, 1)[1, 0], lambda: x64.clone()[0], lambda: x64.max(), lambda: -x64[0], lambda: x64.relu()[0],
        lambda: torch.cat([x64, x64])[3], lambda: torch.where(x64 > 0, x64, 0.0)[0], lambda: x64.argmax().double(),
        lambda: (x64 > 0).double().sort().values[0], lambda: torch.zeros(3).copy_(x64)[0], lambda: x64.clamp(-1, 1)[1],
        lambda: x64[0].item(), lambda: x64.numpy()[1], lambda: x64.numpy().max(), lambda: np.abs(x64.numpy())[1],
        lambda: np.sort(x64.numpy())[0], lambda: x64.unsqueeze(0).expand(2, 3)[1, 1],
    ],
)  # fmt: skip
def test_views_copies_and_choices_are_exact(compute: Callable[[], Any]) -> None:
    assert spread(compute, 5) == (0.0, 1)


def test_a_long_sum_loses_more_than_one_rounding_error() -> None:
    terms = torch.full((10_000,), 1.1, dtype=torch.float64)
    assert 10 * U < spread(terms.sum)[0] < 51 * U
    assert 10 * U < spread(lambda: terms.numpy().sum())[0] < 51 * U
    cancelling = torch.tensor([1.1, -1.1] * 50, dtype=torch.float64)
    assert 50 * U < spread(cancelling.sum)[0] < 600 * U


def test_bounded_functions_stay_in_their_bounds() -> None:
    large = torch.tensor([15.0, 30.0, 800.0], dtype=torch.float64)
    with rounding(Noise("float32", 0)):
        for _ in range(50):
            assert (torch.sigmoid(large) <= 1).all()
            assert (torch.tanh(large) <= 1).all()
            assert (torch.clone(large).sigmoid_() <= 1).all()


def test_backward_rounds_too() -> None:
    def slope() -> torch.Tensor:
        w = torch.tensor(1.3, dtype=torch.float64, requires_grad=True)
        ((w * x64) ** 2).sum().backward()
        assert w.grad is not None
        return w.grad

    largest, different = spread(slope, 50)
    assert U < largest < 10 * U
    assert different > 40


@pytest.mark.parametrize("optimizer", ["SGD", "Adam", "RMSprop", "Adagrad", "AdamW"])
def test_optimizers_that_work_in_place_round_too(optimizer: str) -> None:
    def trained() -> torch.Tensor:
        w = torch.tensor([1.3, 0.4], dtype=torch.float64, requires_grad=True)
        steps = getattr(torch.optim, optimizer)([w], lr=0.03)
        for _ in range(3):
            steps.zero_grad()
            (w**2).sum().backward()
            steps.step()
        return w.detach()[0]

    largest, different = spread(trained, 20)
    assert 0.2 * U < largest < 100 * U
    assert different == 20


def test_float64_moves_by_its_own_spacing() -> None:
    noise = Noise("float64", 0)
    with rounding(noise):
        moved = {(x64 * 3)[0].item() for _ in range(50)} | {float(RoundingFloat(1.1, noise) * 3) for _ in range(50)}
    exact = 1.1 * 3
    assert 2 <= len(moved) <= 7
    assert max(abs(one - exact) for one in moved) <= 3 * 2.0**-52 * exact


def test_inputs_that_float32_holds_are_left_alone() -> None:
    assert [is_short(value) for value in (0.0, 1.0, -3.0, 0.5, math.inf, math.nan)] == [True] * 6
    assert [is_short(value) for value in (0.1, 1 / 3, 1e300, 1e-60)] == [False] * 4
    noise = Noise("float32", 5)
    labels = moved_input(torch.tensor([0.0, 1.0, 0.1], dtype=torch.float64), noise)
    assert labels[:2].tolist() == [0.0, 1.0]
    assert 0 < abs(labels[2].item() - 0.1) < 2.1 * U * 0.1
    assert moved_input(1.0, noise) == 1.0
    assert moved_input(0.1, noise) != 0.1


def test_inputs_keep_their_kind() -> None:
    noise = Noise("float32", 5)
    leaf = torch.tensor([0.1, 0.2], dtype=torch.float64, requires_grad=True)
    given = {"w": 0.1, "n": 3, "flag": True, "name": "x", "t": leaf, "a": np.array([0.1]), "i": torch.tensor([1]),
             "nest": (0.1, [0.2, None], {"k": np.float64(0.1)})}  # fmt: skip
    got = moved_input(given, noise)
    assert got["t"].is_leaf
    assert got["t"].requires_grad
    assert (got["n"], got["flag"], got["name"], got["i"].tolist()) == (3, True, "x", [1])
    assert isinstance(got["w"], RoundingFloat)
    assert isinstance(got["a"], RoundingArray)
    assert isinstance(got["nest"], tuple)
    assert isinstance(got["nest"][1][0], RoundingFloat)
    assert isinstance(got["nest"][2]["k"], RoundingScalar)


def test_arrays_work_as_before() -> None:
    noise = Noise("float32", 5)
    a = moved_input(np.array([1.1, 2.2, 3.3]), noise)
    with rounding(noise):
        assert a.mean() == pytest.approx(2.2)
        assert isinstance(a[0] * 2, RoundingScalar)
        assert isinstance(np.concatenate([a, a])[0], RoundingScalar)
        assert isinstance(a.tolist()[0], RoundingFloat)
        total = 0.0
        for one in a:
            total += one
        assert total == pytest.approx(6.6)
        a += 1.0
        a[0] = 5.0
        assert a.tolist() == pytest.approx([5.0, 3.2, 4.3])
        assert isinstance(a.argmax(), np.integer)
        assert np.polyfit([0.0, 1.0, 2.0], a, 1) == pytest.approx(np.polyfit([0.0, 1.0, 2.0], [5.0, 3.2, 4.3], 1))
        assert np.einsum("i,i->", a, a) == pytest.approx(53.73)
        assert f"{a[1]:.1f} {a.sum():.2f}" == "3.2 12.50"
        assert torch.from_numpy(a).sum().item() == pytest.approx(12.5)
