"""Probes use names of the grader's own, whatever the learner's file has set in their place."""

from __future__ import annotations

import builtins
import textwrap
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch

from grader.wire.codec import encode
from grader.wire.messages import Probe
from grader.wire.values import Array, Items
from grader.worker import probing
from grader.worker.probing import compile_probe

LEARNER = ModuleType("learner")


@pytest.fixture(scope="module", autouse=True)
def _noted() -> None:
    probing.prepare(("torch", "numpy"))


def ran(source: str, **arguments: Any) -> Any:
    return compile_probe(Probe(textwrap.dedent(source), "probe"))(LEARNER, **arguments)


def test_a_function_of_a_library_is_the_one_that_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in ((torch, "equal"), (torch.nn.functional, "relu"), (np, "sum"), (np.linalg, "norm")):
        monkeypatch.setattr(owner, name, lambda *given, **named: "bent")
    source = """
    import numpy as np
    import torch
    import torch.nn.functional as F
    from numpy.linalg import norm
    from torch import equal as same

    def probe(m, t):
        return same(t, t), torch.equal(t, t), F.relu(t).tolist(), np.sum([1, 2]), norm([3.0, 4.0])
    """
    assert ran(source, t=torch.tensor([-1.0, 2.0])) == (True, True, [0.0, 2.0], 3, 5.0)


@pytest.mark.parametrize("kind", [torch.Tensor, torch.nn.Parameter])
def test_a_method_of_a_tensor_is_the_one_that_was_there(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("detach", "any", "tolist"):
        monkeypatch.setattr(torch.Tensor, name, lambda *given, **named: "bent")
    monkeypatch.setattr(torch.nn.Parameter, "any", lambda *given: "bent", raising=False)
    value = torch.nn.Parameter(torch.ones(2)) if kind is torch.nn.Parameter else torch.ones(2)
    assert ran("def probe(m, t): return t.detach().tolist(), bool(t.any()), t.shape", t=value) == ([1, 1], True, (2,))


def test_a_builtin_is_the_one_that_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "def helper(x): return isinstance(x, int)\ndef probe(m, x): return helper(x), [isinstance(x, str)]"
    probe = compile_probe(Probe(source, "probe"))
    with monkeypatch.context() as patch:
        patch.setattr(builtins, "isinstance", lambda *given: "bent")
        found = probe(LEARNER, x=3)
    assert found == (True, [False])


def test_writing_to_the_globals_of_its_frame_changes_nothing() -> None:
    import sys

    def meddle() -> None:
        for name in ("type", "helper", "LIMIT", "len"):
            sys._getframe(1).f_globals[name] = lambda *given: "bent"

    source = """
    LIMIT = 3

    def helper(x):
        return x + LIMIT

    def probe(m, meddle):
        meddle()
        return helper(1), type(2).__name__, len([1])
    """
    assert ran(source, meddle=meddle) == (4, "int", 1)


def test_what_a_probe_writes_reaches_the_library() -> None:
    source = "import torch\ndef probe(m):\n    torch.invented = 5\n    return torch.invented"
    try:
        assert ran(source) == 5
        assert torch.invented == 5  # type: ignore[attr-defined]
    finally:
        del torch.invented  # type: ignore[attr-defined]


def test_classes_generators_and_later_annotations_work_in_a_probe() -> None:
    source = """
    from __future__ import annotations
    import torch

    class Double(torch.nn.Module):
        factor = 2

        def __init__(self):
            super().__init__()
            self.calls = 0

        def forward(self, x):
            self.calls += 1
            return x * self.factor

    def probe(m, n):
        double = Double()
        return sum(double(torch.tensor(float(i))).item() for i in range(n)), double.calls
    """
    assert ran(source, n=3) == (6.0, 3)


def test_a_snapshot_is_not_reached_by_what_comes_after() -> None:
    w = torch.tensor([1.0], requires_grad=True)
    source = """
    def probe(m, w):
        before = observed(w)
        (w * 2).sum().backward()
        with_gradient = observed([w])
        w.data.zero_()
        w.grad = None
        return before, with_gradient, w
    """
    value = encode(ran(source, w=w))
    assert isinstance(value, Items)
    before, listed, after = value.items
    assert isinstance(listed, Items)
    (later,) = listed.items
    assert isinstance(before, Array)
    assert isinstance(later, Array)
    assert isinstance(after, Array)
    assert (before.to_numpy().tolist(), before.grad, before.requires_grad, before.is_leaf) == ([1.0], None, True, True)
    assert later.grad is not None
    assert later.grad.to_numpy().tolist() == [2.0]
    assert after.to_numpy().tolist() == [0.0]
