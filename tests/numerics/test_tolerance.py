"""Measuring tolerances: what is measured, what is refused, and what a tolerance sees."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import numpy as np
import pytest
import torch

from grader.numerics.comparison import compare
from grader.numerics.tolerance import (
    SAFETY,
    Measured,
    Tolerance,
    UnstableObservation,
    UnsupportedExpected,
    measure,
    sees_factor,
    separates,
)
from grader.wire.codec import encode

U = 2.0**-24


def measured(
    experiment: Callable[..., object], precision: Any = "float32", seed: int = 0, **arguments: object
) -> Measured:
    def run(given: Mapping[str, object]) -> object:
        return experiment(**given)

    wire = {name: encode(value) for name, value in arguments.items()}
    return measure(run, wire, precision=precision, seed=seed)


def allowed(found: Measured) -> list[np.ndarray[Any, Any]]:
    return [np.frombuffer(data, "<f8") for data in found.tolerance.allowed]


def test_the_expected_observation_is_the_unperturbed_one() -> None:
    found = measured(lambda w, lr: {"w": w - lr * 3, "steps": 3, "name": "x"}, w=1.1, lr=0.1)
    assert found.expected == encode({"w": 1.1 - 0.1 * 3, "steps": 3, "name": "x"})
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Measured) == found


def test_a_tolerance_follows_the_rounding_errors_of_the_operations() -> None:
    (short,) = allowed(measured(lambda x: x * 1.7, x=1.1))
    assert SAFETY * U * 1.87 <= short[0] < 4 * SAFETY * U * 1.87
    (cancelling,) = allowed(measured(lambda x, y: (x - y) ** 2, x=1000.1, y=1000.0))
    assert cancelling[0] > 100 * SAFETY * U * 0.01


def test_float64_is_asked_for_where_it_is_declared() -> None:
    def root(x: float) -> float:
        return math.sqrt(x) / 3

    coarse, fine = (allowed(measured(root, precision, x=1.1))[0][0] for precision in ("float32", "float64"))
    assert fine < 1e-7 * coarse


def test_the_same_seed_gives_the_same_tolerance() -> None:
    first, same, other = (measured(lambda x: (x * x).sum(), seed=seed, x=torch.rand(9).double()) for seed in (1, 1, 2))
    assert first.tolerance != other.tolerance
    again = measured(lambda x: x * x, seed=1, x=1.1)
    assert again == measured(lambda x: x * x, seed=1, x=1.1)
    assert same.tolerance.allowed


def test_what_is_exact_stays_exact() -> None:
    found = measured(
        lambda x: [(3, True, "a", None), torch.tensor([1, 2]), x > 0], x=torch.tensor([0.1, -0.1]).double()
    )
    assert all(data == b"" for data in found.tolerance.allowed)
    mixed = measured(lambda x: [1, x, x * x], x=1.1)
    (block,) = allowed(mixed)
    assert block[0] == 0.0
    assert (block[1:] > 0).all()
    assert compare(mixed.expected, encode([1, 1.1 + 1e-8, 1.21]), mixed.tolerance) == ()
    assert compare(mixed.expected, encode([1 + 1e-8, 1.1, 1.21]), mixed.tolerance) != ()


def test_coarse_dtypes_have_their_own_least_tolerance() -> None:
    (half,) = allowed(measured(lambda x: x.half(), x=torch.tensor([1.5])))
    assert half[0] == pytest.approx(SAFETY * 2.0**-11 * 1.5)


def test_gradients_nests_and_complex_numbers_are_measured() -> None:
    def backward(w: torch.Tensor) -> dict[str, Any]:
        (w**3).sum().backward()
        return {"w": w, "more": ([w.detach() * 2, 1.5], {"z": (w.detach() + 1j) * 2})}

    found = measured(backward, w=torch.tensor([1.1, 2.2], dtype=torch.float64, requires_grad=True))
    assert [block.size for block in allowed(found)] == [2, 2, 2, 1, 4]
    assert all((block > 0).all() for block in allowed(found)[:3])
    assert compare(found.expected, found.expected, found.tolerance) == ()


def trained(
    xs: torch.Tensor, ys: torch.Tensor, optimizer: str = "SGD", dtype: torch.dtype = torch.float64, **options: Any
) -> Any:
    layer = torch.nn.Linear(2, 1).to(dtype)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([[0.3, -0.7]]))
        layer.bias.fill_(0.1)
    steps = getattr(torch.optim, optimizer)(layer.parameters(), lr=0.02, **options)
    history = []
    for _ in range(8):
        loss = torch.nn.functional.mse_loss(layer(xs.to(dtype)), ys.to(dtype))
        steps.zero_grad()
        loss.backward()
        steps.step()
        history.append(loss.item())
    return {"loss": history, "weight": layer.weight.detach(), "bias": layer.bias.detach()}


@pytest.mark.parametrize("foreach", [False, True])
@pytest.mark.parametrize(
    ("optimizer", "options"),
    [
        ("SGD", {}),
        ("SGD", {"momentum": 0.8, "nesterov": True, "weight_decay": 0.1}),
        ("Adam", {}),
        ("Adamax", {}),
        ("Adagrad", {}),
        ("RMSprop", {}),
    ],
)
def test_modules_and_optimizers_are_measured(optimizer: str, options: dict[str, Any], foreach: bool) -> None:
    options = {**options, "foreach": foreach}
    draw = np.random.default_rng(4)
    xs, ys = (torch.from_numpy(draw.normal(size=(12, columns))) for columns in (2, 1))
    found = measured(lambda xs, ys: trained(xs, ys, optimizer, **options), xs=xs, ys=ys)
    single = trained(xs, ys, optimizer, torch.float32, **options)
    assert 0 < separates(found.expected, encode(single), found.tolerance) <= 1
    wrong = trained(xs, ys * 1.001, optimizer, **options)
    assert separates(found.expected, encode(wrong), found.tolerance) > 10


def test_each_run_gets_fresh_arguments_and_the_same_random_numbers() -> None:
    def careless(xs: torch.Tensor, items: list[float]) -> object:
        items.append(1.5)
        xs += 1.0
        return {"items": items, "xs": xs, "drawn": [torch.rand(1), np.random.rand(), random.random()]}

    before = torch.get_rng_state(), random.getstate()
    found = measured(careless, xs=torch.tensor([0.5], dtype=torch.float64), items=[2.5])
    assert torch.equal(before[0], torch.get_rng_state())
    assert before[1] == random.getstate()
    assert (np.concatenate(allowed(found)) < 1e-4).all()


class Odd:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, x: float) -> object:
        self.calls += 1
        return {"rows": [x] * self.calls}


@pytest.mark.parametrize(
    ("experiment", "arguments", "path"),
    [
        (lambda x: {"best": int(1e12 * x)}, {"x": 0.123456789}, ("best",)),
        (lambda x: {"bigger": x * x > 0.1**2}, {"x": 0.1}, ("bigger",)),
        (lambda x: [f"{x:.12f}", 1.0], {"x": 0.1}, (0,)),
        (lambda x: {"root": torch.log(x - x * 1.0)}, {"x": torch.tensor(0.1, dtype=torch.float64)}, ("root",)),
        (Odd(), {"x": 0.1}, ("rows",)),
        (lambda x: math.sqrt(x * 1.0 - x), {"x": 0.1}, ()),
        (lambda x: x * 1e200, {"x": 0.1}, ()),
        (lambda x: {"root": [(x * 1.0 - x) ** 0.5, x]}, {"x": 0.1}, ()),
    ],
)
def test_what_rounding_changes_beyond_any_tolerance_is_refused(
    experiment: Callable[..., object], arguments: dict[str, object], path: tuple[object, ...]
) -> None:
    with pytest.raises(UnstableObservation, match="choose other numbers") as caught:
        measured(experiment, **arguments)
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("experiment", "unmeasured"),
    [
        (lambda w: 0.1 * float(w), True),
        (lambda w: [0.1 * w, 0.1 * float(w)], True),
        (lambda w: 0.1 * w, False),
        (lambda w: float(0.1 * w), False),
        (lambda w: float(w) * 4.0, False),  # exact
        (lambda w: [float(w), 1 / 3 * w], False),
        (lambda w: [w, 1 / 3], False),
    ],
)
def test_a_number_that_rounding_does_not_reach_since_an_argument_was_made_plain_is_told_of(
    experiment: Callable[[float], object], unmeasured: bool
) -> None:
    assert measured(experiment, w=1.5).tolerance.unmeasured == unmeasured


def test_a_power_whose_exponent_is_whole_but_for_rounding_is_measured() -> None:
    found = measured(lambda x, n: x ** (n - 1), x=-1.4, n=3.0)
    assert 8 * 1.96 * U <= allowed(found)[0][0] < 1.96e-5


def test_the_reference_own_exception_comes_through() -> None:
    with pytest.raises(ZeroDivisionError):
        measured(lambda x: x / 0, x=1.0)


def test_an_observation_that_cannot_be_compared_is_refused() -> None:
    items: list[object] = []
    items.append(items)
    with pytest.raises(UnsupportedExpected):
        measured(lambda x: items, x=1.0)


def test_a_factor_is_seen_unless_everything_cancels() -> None:
    def gradient(xs: torch.Tensor, ys: torch.Tensor, w: float) -> torch.Tensor:
        return (2 * xs * (xs * w - ys)).mean()

    xs = torch.tensor([0.9, 1.7, 2.3], dtype=torch.float64)
    ys = 1.7 * xs + torch.tensor([0.3, -0.2, 0.1], dtype=torch.float64)
    best = float(xs @ ys / (xs @ xs))
    off, at = (measured(gradient, xs=xs, ys=ys, w=w) for w in (best + 0.5, best))
    assert sees_factor(off.expected, off.tolerance)
    assert not sees_factor(at.expected, at.tolerance)
    assert not sees_factor(encode([0.0, 0.0]), Tolerance())
    assert sees_factor(encode({"sizes": [3, 4], "name": "x"}), Tolerance())
    assert not sees_factor(encode({"size": 3, "gradient": 0.0}), Tolerance())
    assert sees_factor(encode(torch.tensor([0.0, 1e-3])), Tolerance())


def test_torch_is_imported_only_to_measure() -> None:
    script = "import sys, grader.numerics.tolerance, grader.numerics.comparison; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_separation_is_in_units_of_the_tolerance() -> None:
    found = measured(lambda x: [x, 2 * x], x=1.1)
    (block,) = allowed(found)
    assert separates(found.expected, encode([1.1, 2.2 + 7 * block[1]]), found.tolerance) == pytest.approx(7, rel=1e-6)
    assert separates(found.expected, encode([1.1]), found.tolerance) == math.inf
    assert separates(found.expected, encode([1.1, math.nan]), found.tolerance) == math.inf
