"""Over random problems: no right answer is rejected, and a factor of 1.001 is, wherever the answer does not cancel."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.numerics.tolerance import Measured, measure, sees_factor, separates
from grader.wire.codec import encode

Answer = Callable[..., Any]


def residuals(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> torch.Tensor:
    return xs * w - ys


def vectorised(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> dict[str, Any]:
    r = residuals(xs, ys, w)
    return {"cost": (r**2).mean(), "gradient": (2 * xs * r).mean()}


def on_floats(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> dict[str, Any]:
    cost = gradient = 0.0
    w = float(w)
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        cost += (x * w - y) ** 2
        gradient += 2 * x * (x * w - y)
    return {"cost": cost / len(xs), "gradient": gradient / len(xs)}


def on_scalars(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> dict[str, Any]:
    cost = gradient = torch.zeros((), dtype=xs.dtype)
    for x, y in zip(xs, ys, strict=True):
        cost = cost + (x * w - y) * (x * w - y)
        gradient = gradient + (x * w - y) * x * 2
    return {"cost": cost / len(xs), "gradient": gradient / len(xs)}


def on_arrays(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> dict[str, Any]:
    x, y = xs.numpy(), ys.numpy()
    r = x * float(w) - y
    return {"cost": np.mean(np.square(r)), "gradient": 2 * np.dot(x, r) / x.size}


def by_autograd(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> dict[str, Any]:
    weight = torch.as_tensor(w, dtype=xs.dtype).clone().requires_grad_()
    cost = torch.nn.functional.mse_loss(xs * weight, ys)
    cost.backward()
    return {"cost": cost.item(), "gradient": weight.grad}


def in_columns(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> dict[str, Any]:
    x, y = xs.view(-1, 1), ys.view(-1, 1)
    r = x @ torch.as_tensor(w, dtype=xs.dtype).view(1, 1) - y
    return {"cost": r.T @ r / len(x), "gradient": 2 * x.T @ r / len(x)}


STYLES: list[Answer] = [vectorised, on_floats, on_scalars, on_arrays, by_autograd, in_columns]


def descended(answer: Answer, steps: int = 12) -> Answer:
    def train(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> dict[str, Any]:
        history, costs = [w], []
        lr = 0.2 / float((xs**2).mean())
        for _ in range(steps):
            found = answer(xs, ys, w)
            w = (
                w - lr * found["gradient"].reshape(())
                if hasattr(found["gradient"], "reshape")
                else w - lr * found["gradient"]
            )
            costs.append(found["cost"])
            history.append(w)
        return {"w": history, "costs": costs}

    return train


def in_float32(answer: Answer) -> Answer:
    return lambda xs, ys, w: answer(xs.float(), ys.float(), torch.tensor(w, dtype=torch.float32))


def measured(reference: Answer, seed: int, **data: Any) -> Measured:
    wire = {name: encode(value) for name, value in data.items()}
    return measure(lambda given: reference(**given), wire, precision="float32", seed=seed)


def problem(seed: int, samples: int, scale: float, distance: float, noise: float) -> dict[str, Any]:
    draw = np.random.default_rng(seed)
    xs = scale * draw.normal(1.0, 1.0, samples)
    slope = draw.choice([-1, 1]) * draw.uniform(0.5, 3)
    ys = slope * xs + scale * noise * draw.normal(size=samples)
    w = float(xs @ ys / (xs @ xs)) + distance * float(draw.choice([-1, 1]))
    return {"xs": torch.from_numpy(xs), "ys": torch.from_numpy(ys), "w": w}


def cancellation(xs: torch.Tensor, ys: torch.Tensor, w: float) -> float:
    """How many times larger than the gradient the numbers are that it is the difference of."""
    whole = (2 * xs.abs() * ((xs * w).abs() + ys.abs())).mean()
    return float(whole / (2 * xs * residuals(xs, ys, w)).mean().abs().clamp_min(1e-300))


problems = st.builds(
    problem,
    seed=st.integers(0, 2**32 - 1),
    samples=st.sampled_from([1, 2, 3, 7, 50, 200]),
    scale=st.sampled_from([1e-3, 0.1, 1.0, 30.0, 1e4]),
    distance=st.sampled_from([0.0, 1e-4, 0.01, 0.3, 1.0, 5.0]),
    noise=st.sampled_from([0.0, 0.01, 0.3]),
)


@given(problems, st.sampled_from(STYLES), st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_right_answers_pass_and_a_factor_does_not(data: dict[str, Any], reference: Answer, seed: int) -> None:
    found = measured(reference, seed, **data)
    for style in STYLES:
        for answer in (style, in_float32(style)):
            assert separates(found.expected, encode(answer(**data)), found.tolerance) <= 1, style.__name__
    if cancellation(**data) < 25:
        wrong = {name: 1.001 * value for name, value in reference(**data).items()}
        assert sees_factor(found.expected, found.tolerance)
        assert (
            separates(found.expected, encode({**reference(**data), "gradient": wrong["gradient"]}), found.tolerance) > 1
        )
        assert separates(found.expected, encode(wrong), found.tolerance) > 1


@given(problems, st.sampled_from([vectorised, on_floats, on_arrays]), st.integers(0, 1000))
@settings(max_examples=12, deadline=None)
def test_right_training_passes_and_a_factor_in_the_gradient_does_not(
    data: dict[str, Any], reference: Answer, seed: int
) -> None:
    found = measured(descended(reference), seed, **data)
    for style in (vectorised, on_floats, on_arrays, by_autograd):
        for answer in (descended(style), in_float32(descended(style))):
            assert separates(found.expected, encode(answer(**data)), found.tolerance) <= 1, style.__name__

    def wrong(**given: Any) -> dict[str, Any]:
        right = reference(**given)
        return {**right, "gradient": 1.001 * right["gradient"]}

    if cancellation(**data) < 25:
        got = encode(descended(lambda xs, ys, w: wrong(xs=xs, ys=ys, w=w))(**data))
        assert separates(found.expected, got, found.tolerance) > 1


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_two_layers_and_a_sigmoid(precision: Any) -> None:
    def network(W1: torch.Tensor, b1: torch.Tensor, W2: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        return W2 @ torch.sigmoid(W1 @ x + b1)

    def by_rows(W1: torch.Tensor, b1: torch.Tensor, W2: torch.Tensor, x: torch.Tensor) -> list[list[float]]:
        hidden = [
            [1 / (1 + math.exp(-float(sum(a * c for a, c in zip(row, column, strict=True)) + b))) for column in x.T]
            for row, b in zip(W1, b1[:, 0], strict=True)
        ]
        return [
            [sum(float(w) * h[k] for w, h in zip(row, hidden, strict=True)) for k in range(x.shape[1])] for row in W2
        ]

    draw = np.random.default_rng(8)
    for seed in range(8):
        shapes = {"W1": (5, 3), "b1": (5, 1), "W2": (2, 5), "x": (3, 4)}
        data = {name: torch.from_numpy(draw.normal(size=shape)) for name, shape in shapes.items()}
        wire = {name: encode(value) for name, value in data.items()}
        found = measure(lambda given: network(**given), wire, precision=precision, seed=seed)
        assert separates(found.expected, encode(by_rows(**data)), found.tolerance) <= 1
        single = encode(network(**{name: value.float() for name, value in data.items()}))
        assert (separates(found.expected, single, found.tolerance) <= 1) == (precision == "float32")
        assert separates(found.expected, encode(1.001 * network(**data)), found.tolerance) > 1


def galaxy(seed: int) -> torch.Tensor:
    """Points that spread unlike in each of their directions, none of which is an axis."""
    draw = np.random.default_rng(seed)
    dims = int(draw.integers(2, 6))
    turned, _ = np.linalg.qr(draw.normal(size=(dims, dims)))
    spreads = np.geomspace(4, 0.3, dims) * draw.uniform(0.8, 1.2, dims)
    points = (draw.normal(size=(int(draw.integers(dims + 1, 40)), dims)) * spreads) @ turned.T
    return torch.from_numpy(points + draw.normal(size=dims))


def without_signs(directions: torch.Tensor) -> list[torch.Tensor]:
    return [torch.outer(direction, direction) for direction in directions]


def by_eigenvectors(points: torch.Tensor) -> Any:
    centred = points - points.mean(0)
    return without_signs(torch.linalg.eigh(centred.T @ centred / len(points))[1].T)


def by_singular_vectors(points: torch.Tensor) -> Any:
    return without_signs(torch.linalg.svd(points - points.mean(0), full_matrices=False)[2])


def by_eigenvectors_of_numpy(points: torch.Tensor) -> Any:
    array = points.numpy()
    centred = array - array.mean(0)
    return [np.outer(one, one) for one in np.linalg.eigh(centred.T @ centred / len(array))[1].T]


@pytest.mark.parametrize("answer", [by_eigenvectors, by_singular_vectors, by_eigenvectors_of_numpy])
def test_directions_found_in_float32_are_accepted_and_turned_ones_are_not(answer: Callable[[Any], Any]) -> None:
    for seed in range(40):
        points = galaxy(seed)
        wire = {"points": encode(points)}
        reference = measure(lambda given: answer(given["points"]), wire, precision="float32", seed=seed)
        assert separates(reference.expected, encode(answer(points.float())), reference.tolerance) <= 1, seed
        turned = points + 0.003 * points.roll(1, dims=1)
        assert separates(reference.expected, encode(answer(turned)), reference.tolerance) > 10, seed
