"""How often the measured tolerance rejects correct answers, and how often it rejects a wrong one.

Run with `python benchmarks/tolerance.py`.

For each problem, random cases are drawn and the reference is measured on each. Correct answers in other styles and
precisions, and the reference's own answer times 1.001, are then compared with it. Each row shows the share of cases in
which that answer is rejected, by this tolerance and by the default comparisons of NumPy and torch, and the largest
error in units of the tolerance (at most 1 if nothing is rejected). The time per case is shown next to that of the
experiment alone.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from grader.numerics.tolerance import measure, separates
from grader.wire.codec import decode, encode
from grader.wire.values import Value

Answer = Callable[..., Any]
Draw = Callable[[np.random.Generator], dict[str, Any]]
FACTOR = 1.001


@dataclass(frozen=True)
class Problem:
    """A reference, other correct answers, and a function that draws a case."""

    title: str
    reference: Answer
    right: Mapping[str, Answer]
    draw: Draw
    share: float = 1.0
    """The share of the requested trials that are run; smaller for slow problems."""


def single(**data: Any) -> dict[str, Any]:
    """The case in float32."""
    return {
        name: value.float() if isinstance(value, torch.Tensor) else torch.tensor(value) for name, value in data.items()
    }


# One weight, mean squared error.
def gradient(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> Any:
    """The gradient of the cost with respect to w, on tensors."""
    return (2 * xs * (xs * w - ys)).mean()


def cost(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> Any:
    """The mean squared error."""
    return ((xs * w - ys) ** 2).mean()


def gradient_on_floats(xs: torch.Tensor, ys: torch.Tensor, w: float) -> float:
    """The gradient, with a loop over Python floats."""
    total = 0.0
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        total += 2 * x * (x * w - y)
    return total / len(xs)


def gradient_on_scalars(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> Any:
    """The gradient, with a loop over 0-d tensors."""
    total = torch.zeros((), dtype=xs.dtype)
    for x, y in zip(xs, ys, strict=True):
        total = total + 2 * x * (x * w - y)
    return total / len(xs)


def gradient_expanded(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> Any:
    """The gradient, with the product expanded."""
    return 2 * (w * (xs @ xs) - xs @ ys) / len(xs)


def gradient_numpy(xs: torch.Tensor, ys: torch.Tensor, w: float) -> Any:
    """The gradient on NumPy arrays."""
    x, y = xs.numpy(), ys.numpy()
    return np.mean(2 * x * (x * w - y))


def descent(gradient: Answer, cost: Answer, epochs: int = 100) -> Answer:
    """Gradient descent: the last weight and the history of the cost."""

    def train(xs: torch.Tensor, ys: torch.Tensor, w: Any) -> dict[str, Any]:
        costs = [float(cost(xs, ys, w))]
        for _ in range(epochs):
            w = w - 0.01 * gradient(xs, ys, w)
            costs.append(float(cost(xs, ys, w)))
        return {"w": w, "costs": costs}

    return train


def line(samples: int, distance: float) -> Draw:
    """Noisy samples of a line through the origin, and a weight about `distance` away from the optimum."""

    def draw(random: np.random.Generator) -> dict[str, Any]:
        xs = random.normal(1.3, 2.0, samples)
        ys = random.normal(0, 2) * xs + random.normal(0, 0.3, samples)
        w = float(xs @ ys / (xs @ xs)) + distance * float(random.normal())
        return {"xs": torch.from_numpy(xs), "ys": torch.from_numpy(ys), "w": w}

    return draw


# An optimizer's path, two layers, a module.
def adam(p: torch.Tensor, curvature: torch.Tensor, lr: Any) -> list[torch.Tensor]:
    """50 steps of Adam on a quadratic."""
    m, v, path = torch.zeros_like(p), torch.zeros_like(p), []
    for step in range(1, 51):
        g = curvature * p
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        p = p - lr * (m / (1 - 0.9**step)) / ((v / (1 - 0.999**step)).sqrt() + 1e-8)
        path.append(p)
    return path


def quadratic(random: np.random.Generator) -> dict[str, Any]:
    """A starting point, curvatures and a learning rate for `adam`."""
    return {
        "p": torch.from_numpy(random.normal(size=6)), "curvature": torch.from_numpy(random.uniform(0.5, 2, 6)),
        "lr": 0.05,
    }  # fmt: skip


def two_layers(W1: torch.Tensor, b1: torch.Tensor, W2: torch.Tensor, b2: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Two linear layers with a sigmoid between them."""
    return W2 @ torch.sigmoid(W1 @ x + b1) + b2


def layers(random: np.random.Generator) -> dict[str, Any]:
    """Parameters and a batch for `two_layers`."""
    shapes = {"W1": (7, 3), "b1": (7, 1), "W2": (2, 7), "b2": (2, 1), "x": (3, 11)}
    return {name: torch.from_numpy(random.normal(size=shape)) for name, shape in shapes.items()}


def module(optimizer: str, dtype: torch.dtype) -> Answer:
    """30 steps in idiomatic PyTorch: an nn.Linear, autograd, an optimizer that works in place."""

    def train(xs: torch.Tensor, ys: torch.Tensor, W: torch.Tensor, b: torch.Tensor) -> dict[str, list[Any]]:
        layer = torch.nn.Linear(W.shape[1], W.shape[0], dtype=dtype)
        with torch.no_grad():
            layer.weight.copy_(W)
            layer.bias.copy_(b)
        steps = getattr(torch.optim, optimizer)(layer.parameters(), lr=0.02)
        path: dict[str, list[Any]] = {"loss": [], "W": [], "b": []}
        for _ in range(30):
            loss = torch.nn.functional.mse_loss(layer(xs.to(dtype)), ys.to(dtype))
            steps.zero_grad()
            loss.backward()
            steps.step()
            path["loss"].append(loss.item())
            path["W"].append(layer.weight.detach().clone())
            path["b"].append(layer.bias.detach().clone())
        return path

    return train


def by_hand(xs: torch.Tensor, ys: torch.Tensor, W: torch.Tensor, b: torch.Tensor) -> dict[str, list[Any]]:
    """The same steps of SGD without autograd."""
    path: dict[str, list[Any]] = {"loss": [], "W": [], "b": []}
    for _ in range(30):
        residual = xs @ W.T + b - ys
        W, b = W - 0.04 * residual.T @ xs / residual.numel(), b - 0.04 * residual.sum(0) / residual.numel()
        path["loss"].append((residual**2).mean())
        path["W"].append(W)
        path["b"].append(b)
    return path


def regression(random: np.random.Generator) -> dict[str, Any]:
    """Data and starting parameters for `module`."""
    xs = random.normal(size=(20, 3))
    data = {
        "xs": xs,
        "ys": xs @ random.normal(size=(3, 2)) + 0.1,
        "W": random.normal(size=(2, 3)),
        "b": random.normal(size=2),
    }
    return {name: torch.from_numpy(value) for name, value in data.items()}


def in_float32(answer: Answer) -> Answer:
    """The same answer on data in float32."""
    return lambda **data: answer(**single(**data))


GRADIENTS: dict[str, Answer] = {
    "Python floats": gradient_on_floats,
    "NumPy": gradient_numpy,
    "expanded": gradient_expanded,
    "float32": in_float32(gradient),
    "float32, loop": in_float32(gradient_on_scalars),
    "float32, expanded": in_float32(gradient_expanded),
}
PROBLEMS = [
    *(
        Problem(f"gradient, n = {n}, w about {distance:g} from the optimum", gradient, GRADIENTS, line(n, distance))
        for n in (2, 50, 1000)
        for distance in (1.0, 0.01, 0.0)
    ),
    Problem("gradient, the reference on floats", gradient_on_floats, {"tensors": gradient, **GRADIENTS}, line(50, 1.0)),
    Problem("gradient, the reference on NumPy", gradient_numpy, {"tensors": gradient, **GRADIENTS}, line(50, 1.0)),
    Problem(
        "100 epochs of descent",
        descent(gradient, cost),
        {
            "Python floats": descent(gradient_on_floats, cost),
            "expanded": descent(gradient_expanded, cost),
            "float32": in_float32(descent(gradient, cost)),
        },
        line(5, 1.0),
        0.2,
    ),
    Problem("Adam by hand, 50 steps", adam, {"float32": in_float32(adam)}, quadratic, 0.5),
    Problem("two layers", two_layers, {"float32": in_float32(two_layers)}, layers),
    *(
        Problem(
            f"nn.Linear, 30 steps of {name}",
            module(name, torch.float64),
            {"float32": module(name, torch.float32)}
            | ({"by hand": by_hand, "by hand, float32": in_float32(by_hand)} if name == "SGD" else {}),
            regression,
            0.2,
        )
        for name in ("SGD", "Adam", "RMSprop")
    ),
]  # fmt: skip


def numbers(value: Value) -> np.ndarray:
    """All numbers of an observation as a 1-D array, for comparisons without structure."""
    decoded = decode(value)
    parts = decoded.values() if isinstance(decoded, dict) else decoded if isinstance(decoded, list) else [decoded]
    flat = (item for part in parts for item in (part if isinstance(part, list) else [part]))
    return np.concatenate([np.asarray(item, np.float64).reshape(-1) for item in flat])


def scaled(value: Any, factor: float) -> Any:
    """Each number times the factor."""
    if isinstance(value, dict):
        return {name: scaled(item, factor) for name, item in value.items()}
    return [scaled(item, factor) for item in value] if isinstance(value, list) else factor * value


def report(problem: Problem, trials: int) -> None:
    """Draw, measure, compare and print one problem."""
    random = np.random.default_rng(1)
    measured_ms, plain_ms = [], []
    rows: dict[str, list[tuple[bool, bool, bool, float]]] = {name: [] for name in (*problem.right, f"times {FACTOR}")}
    for trial in range(trials):
        data = problem.draw(random)
        start = time.process_time()
        answer = problem.reference(**data)
        middle = time.process_time()
        arguments = {name: encode(value) for name, value in data.items()}
        measured = measure(lambda given: problem.reference(**given), arguments, precision="float32", seed=trial)
        plain_ms.append(1e3 * (middle - start))
        measured_ms.append(1e3 * (time.process_time() - middle))
        expected = numbers(measured.expected)
        answers = {name: function(**data) for name, function in problem.right.items()}
        for name, given in {**answers, f"times {FACTOR}": scaled(answer, FACTOR)}.items():
            got = encode(given)
            units = separates(measured.expected, got, measured.tolerance)
            ours, theirs = torch.from_numpy(expected), torch.from_numpy(numbers(got))
            rows[name].append((
                units > 1,
                not np.allclose(numbers(got), expected),
                not torch.allclose(theirs, ours, rtol=1.3e-6, atol=1e-5),
                units,
            ))  # fmt: skip
    print(f"{problem.title}: {statistics.median(measured_ms):.1f} ms/case ({statistics.median(plain_ms):.2f} ms alone)")
    for name, row in rows.items():
        ours_, numpy_, torch_ = (100 * sum(one[index] for one in row) / len(row) for index in range(3))
        largest = max(one[3] for one in row)
        print(
            f"  {name:18} rejected {ours_:5.1f} %   numpy {numpy_:5.1f} %   torch {torch_:5.1f} %   error {largest:.2g}"
        )


def main() -> None:
    """Report on every problem."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=100, help="random cases of each short problem")
    torch.set_num_threads(1)
    trials = parser.parse_args().trials
    for problem in PROBLEMS:
        report(problem, max(1, round(problem.share * trials)))


if __name__ == "__main__":
    main()
