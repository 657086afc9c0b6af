"""The references of the update rules go, step by step, where torch.optim goes."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from grader.wire.messages import Load, Source
from grader.worker.executing import load

REFERENCE = Path(__file__).parents[2] / "solutions" / "05_linear_regression" / "optimizers.py"
STEPS = 50


@pytest.fixture(scope="module")
def rules() -> ModuleType:
    module, raised = load(Load(Source("optimizers_reference", str(REFERENCE), REFERENCE.read_text(encoding="utf-8"))))
    assert raised is None
    return module


def start() -> torch.Tensor:
    return torch.tensor([[1.64, -2.13, 0.42], [-0.37, 0.91, 2.58]], dtype=torch.float64)


def cost(w: torch.Tensor) -> torch.Tensor:
    """Neither round nor along the axes, and no quadratic."""
    return (0.3 * w**4 - w * w.flip(0) + (w[:, 0] - 0.5 * w[:, 1]).pow(2).sum()).sum()


def path_of_torch(name: str, **options: Any) -> list[torch.Tensor]:
    w = start().requires_grad_()
    optimizer = getattr(torch.optim, name)([w], **options)
    path = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        cost(w).backward()
        optimizer.step()
        path.append(w.detach().clone())
    return path


def slope(w: torch.Tensor) -> torch.Tensor:
    w = w.detach().requires_grad_()
    return torch.autograd.grad(cost(w), w)[0]


def assert_same(ours: list[torch.Tensor], name: str, **options: Any) -> None:
    theirs = path_of_torch(name, **options)
    assert not torch.equal(theirs[0], theirs[-1])
    torch.testing.assert_close(torch.stack(ours), torch.stack(theirs), rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("weight_decay", [0.0, 0.23])
def test_sgd(rules: ModuleType, weight_decay: float) -> None:
    w, path = start(), []
    for _ in range(STEPS):
        w = rules.sgd(w, slope(w), 0.02, weight_decay)
        path.append(w)
    assert_same(path, "SGD", lr=0.02, weight_decay=weight_decay)


@pytest.mark.parametrize(
    ("function", "name", "memories", "numbers", "options"),
    [
        ("momentum", "SGD", 1, (0.01, 0.8), {"lr": 0.01, "momentum": 0.8}),
        ("nesterov", "SGD", 1, (0.01, 0.8), {"lr": 0.01, "momentum": 0.8, "nesterov": True}),
        ("adagrad", "Adagrad", 1, (0.3, 1e-3), {"lr": 0.3, "eps": 1e-3}),
        ("rmsprop", "RMSprop", 1, (0.02, 0.9, 1e-3), {"lr": 0.02, "alpha": 0.9, "eps": 1e-3}),
        ("adam", "Adam", 2, (0.05, 0.85, 0.97, 1e-3), {"lr": 0.05, "betas": (0.85, 0.97), "eps": 1e-3}),
        ("adamax", "Adamax", 2, (0.05, 0.85, 0.97, 1e-3), {"lr": 0.05, "betas": (0.85, 0.97), "eps": 1e-3}),
    ],
)
def test_a_rule_with_a_memory(
    rules: ModuleType, function: str, name: str, memories: int, numbers: tuple[float, ...], options: dict[str, Any]
) -> None:
    w, path = start(), []
    memory = [torch.zeros_like(w) for _ in range(memories)]
    for t in range(1, STEPS + 1):
        counted = (t, *numbers) if memories == 2 else numbers
        w, *memory = getattr(rules, function)(w, slope(w), *memory, *counted)
        path.append(w)
    assert_same(path, name, **options)


@pytest.mark.parametrize("momentum", [0.0, 0.8])
def test_the_object(rules: ModuleType, momentum: float) -> None:
    w, path = start().requires_grad_(), []
    optimizer = rules.SGD(iter([w]), lr=0.01, momentum=momentum)
    for _ in range(STEPS):
        optimizer.zero_grad()
        cost(w).backward()
        optimizer.step()
        path.append(w.detach().clone())
    assert_same(path, "SGD", lr=0.01, momentum=momentum)
