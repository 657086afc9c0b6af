"""The reference of the small autograd gives torch's numbers, on the course's own random graphs of up to 5,000 nodes."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch

from grader.wire.messages import Load, Source
from grader.worker.executing import load

EXERCISE = Path(__file__).parents[2] / "solutions" / "04_back_propagation" / "scalar_autograd.py"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    module, raised = load(Load(Source("scalar_autograd_reference", str(EXERCISE), EXERCISE.read_text("utf-8"))))
    assert raised is None
    return module


@pytest.fixture(scope="module")
def checks() -> dict[str, Any]:
    return runpy.run_path(str(EXERCISE.with_name("scalar_autograd_checks.py")))


def drawn(case: dict[str, Any], name: str) -> torch.Tensor:
    data = case[name]
    return torch.tensor(data.values, dtype=getattr(torch, data.dtype))


class Leaves:
    """Stands for a learner's module: its Values are torch's tensors that keep their gradient."""

    @staticmethod
    def Value(number: float) -> torch.Tensor:
        return torch.tensor(number, dtype=torch.float64, requires_grad=True)


def torch_nodes(checks: dict[str, Any], case: dict[str, Any]) -> list[torch.Tensor]:
    """The program on torch's own tensors; a backward of torch's is iterative, too."""
    nodes: list[torch.Tensor] = checks["execute"](Leaves, drawn(case, "steps"), drawn(case, "numbers"))
    for node in nodes:
        node.retain_grad()
    return nodes


def gradients(nodes: list[torch.Tensor]) -> np.ndarray[Any, Any]:
    return np.array([0.0 if node.grad is None else node.grad.item() for node in nodes])


@pytest.mark.parametrize(
    ("leaves", "steps", "deepest", "seed"),
    [(4, 12, 5, seed) for seed in range(20)] + [(8, 70, 8, seed) for seed in range(10)] + [(60, 3300, 9, 3)],
)
def test_programs_give_the_values_and_derivatives_of_torch(
    reference: ModuleType, checks: dict[str, Any], leaves: int, steps: int, deepest: int, seed: int
) -> None:
    case = checks["draw_program"](np.random.default_rng(seed), leaves, steps, deepest)
    nodes = checks["execute"](reference, drawn(case, "steps"), drawn(case, "numbers"))
    expected = torch_nodes(checks, case)
    if steps > 1000:
        assert len(nodes) > 4000
        used = np.bincount(drawn(case, "steps")[:, 0].numpy(), minlength=14)
        assert used.min() > 50, "every operation is in it"
    for times in (1, 2):
        nodes[-1].backward()
        expected[-1].backward(retain_graph=True)
        assert [node.data for node in nodes] == pytest.approx([node.item() for node in expected], rel=1e-12)
        assert np.array([node.grad for node in nodes]) == pytest.approx(gradients(expected), rel=1e-9, abs=1e-12), times
    nodes[-1].zero_grad()
    assert all(node.grad == 0.0 for node in nodes)


@pytest.mark.parametrize(("leaves", "nodes", "seed"), [(4, 24, 0), (4, 24, 1), (40, 5000, 2)])
def test_bare_graphs_have_the_derivatives_of_torch(
    reference: ModuleType, checks: dict[str, Any], leaves: int, nodes: int, seed: int
) -> None:
    """Of a graph of bare nodes only the local gradients count: to torch, each node is a weighted sum of its inputs."""
    case = checks["draw_graph"](np.random.default_rng(seed), leaves, nodes)
    links, slopes = drawn(case, "links"), drawn(case, "slopes")
    bare = checks["build"](reference, links, slopes)
    weighted: list[torch.Tensor] = []
    for inputs, local in zip(links.tolist(), slopes.tolist(), strict=True):
        node = torch.zeros((), dtype=torch.float64, requires_grad=True)
        for one, slope in zip(inputs, local, strict=True):
            node = node + weighted[one] * slope if one >= 0 else node
        weighted.append(node)
        node.retain_grad()
    bare[-1].backward()
    weighted[-1].backward()
    assert np.array([node.grad for node in bare]) == pytest.approx(gradients(weighted), rel=1e-9)
    assert len(bare[-1].topological_order()) == nodes


def test_graphs_are_deeper_than_calls_may_be(checks: dict[str, Any]) -> None:
    """A chain of first inputs that long ends a recursion; so no random graph can be taken for one that is easy."""
    generator = np.random.default_rng(5)
    for name, first in (("steps", 1), ("links", 0)):
        drawer = {"steps": ("draw_program", (60, 3300, 9)), "links": ("draw_graph", (40, 5000))}[name]
        rows = drawn(checks[drawer[0]](generator, *drawer[1]), name).tolist()
        place, depth = len(rows) - 1, 0
        while rows[place][first] >= 0 and (name == "links" or rows[place][0]):
            place, depth = rows[place][first], depth + 1
        assert depth > sys.getrecursionlimit()
